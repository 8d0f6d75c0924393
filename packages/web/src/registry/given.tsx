/** What the clinic gives: in words, as a table, and as the very document, so that nothing leaves that was not shown. */
import {
  instrumentOf,
  REGISTRY_MOMENT_WORDS,
  type RegistryChange,
  type RegistryOverview,
  SMALLEST_SHOWN,
} from '@holdspace/care';
import { useZone } from '../api/me.ts';
import { sayNumber } from '../outcomes/say.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, LoadingState } from '../ui/states.tsx';
import styles from './registry.module.css';

interface GivenProps {
  readonly overview: RegistryOverview;
  /** How others would be told the name, before the clinic has joined. */
  readonly named?: string | null;
}

export function Given({ overview, named }: GivenProps) {
  const zone = useZone();
  const { next, given, isJoined, isMaking } = overview;
  const title = isJoined ? 'What this clinic gives' : 'What would be given';
  if (!next)
    return (
      <Panel title={title}>
        {isMaking ? (
          <LoadingState says="The figures are being worked out for the first time" />
        ) : (
          <p className={styles.quiet}>
            The figures are made from a copy of the records, which could not be made just now; the server’s log says
            why.
          </p>
        )}
      </Panel>
    );
  const { summary: made, consenting, treated, heldBack } = next;
  const summary = given?.summary ?? { ...made, name: isJoined ? made.name : (named ?? null) };
  const titleOf = (id: string) => overview.protocols.find((one) => one.id === id)?.title ?? id;
  const isEmpty = summary.changes.length === 0 && summary.harms.length === 0;
  return (
    <Panel title={title}>
      <p className={styles.says}>
        {given ? `As it was given on ${sayDayAndTime(given.madeAt, zone)}. ` : ''}
        <strong>
          {consenting} of {treated} treated patients
        </strong>{' '}
        consent to research with their data now, and only they are counted. Who withdraws is left out of the next
        summary.
      </p>
      <p className={styles.says}>
        No figure is of fewer than {SMALLEST_SHOWN} people, and none can be worked out from the others or from an
        earlier summary.{' '}
        {heldBack > 0 &&
          `${heldBack === 1 ? '1 figure is' : `${heldBack} figures are`} held back for that, or until enough has changed.`}
      </p>
      {isEmpty ? (
        <EmptyState title="Nothing to give yet">
          It takes {SMALLEST_SHOWN} patients who consent, were treated under the same protocol, and answered before and
          after.
        </EmptyState>
      ) : (
        <Figures changes={summary.changes} titleOf={titleOf} />
      )}
      {summary.harms.length > 0 && (
        <ul className={styles.list}>
          {summary.harms.map(({ protocol, sessions, events }) => (
            <li key={protocol}>
              {titleOf(protocol)}: {events === null ? 'adverse events hidden' : `${events} adverse events`} in{' '}
              {sessions} sessions
            </li>
          ))}
        </ul>
      )}
      <details className={styles.document}>
        <summary>The document itself, word for word</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <section tabIndex={0} aria-label="The summary as it is given" className={styles.text}>
          <pre>{JSON.stringify(summary, null, 2)}</pre>
        </section>
        {!isJoined && <p className={styles.quiet}>The giver’s id is drawn by lot when the clinic joins.</p>}
      </details>
    </Panel>
  );
}

const HIDDEN = 'hidden';
const sayCount = (count: number | null | undefined): string =>
  count === undefined ? 'no rule' : count === null ? HIDDEN : String(count);

function Figures({
  changes,
  titleOf,
}: {
  readonly changes: readonly RegistryChange[];
  readonly titleOf: (protocol: string) => string;
}) {
  return (
    <table className={styles.figures}>
      <caption className="hs-visually-hidden">Figures in the summary</caption>
      <thead>
        <tr>
          <th scope="col">Measure and protocol</th>
          <th scope="col">When</th>
          <th scope="col">Patients</th>
          <th scope="col">Mean change (SD)</th>
          <th scope="col">Response</th>
          <th scope="col">Remission</th>
          <th scope="col">Missing</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={`${one.protocol} ${one.instrument} ${one.moment}`}>
            <th scope="row">
              {instrumentOf(one.instrument)?.title ?? one.instrument}, {titleOf(one.protocol)}
            </th>
            <td data-head="When">{REGISTRY_MOMENT_WORDS[one.moment]}</td>
            <td data-head="Patients">{one.patients}</td>
            <td data-head="Mean change (SD)">
              {sayNumber(one.meanChange, 2)} ({sayNumber(one.standardDeviation, 2)})
            </td>
            <td data-head="Response">{sayCount(one.responded)}</td>
            <td data-head="Remission">{sayCount(one.remitted)}</td>
            <td data-head="Missing">{sayCount(one.missing)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
