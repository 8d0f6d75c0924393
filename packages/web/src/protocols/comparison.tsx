/** Two protocols, or two versions, side by side: what a clinician would notice first, then every field that differs. */
import { compareProtocols, explainProtocol, labelOf, type Protocol, sayPlace } from '@holdspace/care';
import { Link } from 'wouter';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { compareExplained } from './differences.ts';
import styles from './protocols.module.css';
import { useProtocolVersion } from './queries.ts';
import { Statements } from './section.tsx';

interface ComparisonProps {
  readonly from: Protocol;
  readonly to: { readonly id: string; readonly version: string };
  readonly back: string;
}

export function Comparison({ from, to, back }: ComparisonProps) {
  const other = useProtocolVersion(to);
  if (other.isPending) return <LoadingState says="Loading the other protocol" />;
  if (other.isError)
    return <FailedState what="The other protocol" error={other.error} retry={() => void other.refetch()} />;
  const { protocol } = other.data;
  const isSame = protocol.id === from.id;
  const names = isSame
    ? [`Version ${from.version}`, `Version ${protocol.version}`]
    : [`${from.name}, ${from.version}`, `${protocol.name}, ${protocol.version}`];
  const [before = '', after = ''] = names;
  const sections = compareExplained(explainProtocol(from), explainProtocol(protocol));
  const fields = compareProtocols(from, protocol);
  const [was, is] = [labelOf(from), labelOf(protocol)];
  return (
    <>
      <p>
        <Link href={back}>Read {from.name} alone</Link>
      </p>
      {sections.length === 0 && fields.length === 0 && <p>The two say the same.</p>}
      {(sections.length > 0 || was.name !== is.name) && (
        <section className={styles.section} aria-labelledby="differs">
          <h2 id="differs">What differs</h2>
          <table className={styles.differences}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="hs-visually-hidden">What</span>
                </th>
                <th scope="col">{before}</th>
                <th scope="col">{after}</th>
              </tr>
            </thead>
            <tbody>
              {was.name !== is.name && (
                <tr>
                  <th scope="row">May be called</th>
                  <td data-says={before}>
                    {was.name}. {was.statement}
                  </td>
                  <td data-says={after}>
                    {is.name}. {is.statement}
                  </td>
                </tr>
              )}
            </tbody>
            {sections.map((section) => (
              <tbody key={section.id}>
                <tr className={styles.group}>
                  <th scope="rowgroup" colSpan={3}>
                    {section.title}
                  </th>
                </tr>
                {section.rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{row.term}</th>
                    <td data-says={before}>{row.before ? <Statements says={row.before} /> : <Absent />}</td>
                    <td data-says={after}>{row.after ? <Statements says={row.after} /> : <Absent />}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </section>
      )}
      {fields.length > 0 && (
        <details className={styles.fields}>
          <summary>
            {fields.length === 1 ? 'The one field that differs' : `Every field that differs (${fields.length})`}
          </summary>
          <ul>
            {fields.map((field) => (
              <li key={field.path}>
                <strong>{sayPlace(field.path)}</strong> {field.says}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const Absent = () => <span className={styles.absent}>Not part of it</span>;
