/** One part of a record of the ledger: facts, what is still missing, and the lines; as the PDF has them. */
import { type RecordColumn, type RecordLine, type RecordPaper, type RecordPart, sayCell } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import styles from './counts.module.css';

/** More than this are shown when somebody asks for them. */
const SHOWN = 100;

export function PartOfRecord({ paper, part }: { paper: RecordPaper; part: RecordPart }) {
  const [shown, show] = useState(SHOWN);
  const columns = placed(paper.columns, part.lines);
  const rest = part.lines.length - shown;
  return (
    <>
      {part.missing.length > 0 && (
        <div className={styles.says}>
          Still missing:
          <ul>
            {part.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {paper.facts.length > 0 && (
        <dl className={styles.facts}>
          {paper.facts.map((fact, place) => {
            const said = sayCell(part.facts[place] ?? null, fact, paper.zone);
            return (
              said !== '' && (
                <div key={fact.key}>
                  <dt>{fact.title}</dt>
                  <dd>{said}</dd>
                </div>
              )
            );
          })}
        </dl>
      )}
      {part.lines.length > 0 && (
        <section
          className={styles.scroll}
          aria-label={`Lines: ${part.title ?? paper.title}`} /* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */
          tabIndex={0}
        >
          <table className={styles.table}>
            <caption className="hs-visually-hidden">{part.title ?? paper.title}</caption>
            <thead>
              <tr>
                {columns.map(({ column }) => (
                  <th key={column.key} scope="col" className={column.as === 'number' ? styles.number : undefined}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.lines.slice(0, shown).map((line) => (
                <Line key={line.key} paper={paper} columns={columns} line={line} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {part.nothing && <p className={styles.says}>{part.nothing}</p>}
      {rest > 0 && (
        <div className={`${styles.buttons} ${styles.noPrint}`}>
          <Button variant="default" onClick={() => show(shown + 10 * SHOWN)}>
            Show {Math.min(rest, 10 * SHOWN)} more of {rest}
          </Button>
        </div>
      )}
    </>
  );
}

interface Placed {
  readonly column: RecordColumn;
  readonly at: number;
  /** Columns whose cells stand under it. */
  readonly under: readonly number[];
}
/** Each column with those that stand under it; one in which nothing stands takes no room. */
function placed(columns: readonly RecordColumn[], lines: readonly RecordLine[]): readonly Placed[] {
  const all: { column: RecordColumn; at: number; under: number[] }[] = [];
  columns.forEach((column, at) => {
    const last = all.at(-1);
    if (column.isUnder && last) last.under.push(at);
    else all.push({ column, at, under: [] });
  });
  return all.filter(({ at, under }) =>
    [at, ...under].some((place) => lines.some(({ cells }) => (cells[place] ?? null) !== null)),
  );
}

function Line({ paper, columns, line }: { paper: RecordPaper; columns: readonly Placed[]; line: RecordLine }) {
  const say = (place: number) => {
    const column = paper.columns[place];
    return column ? sayCell(line.cells[place] ?? null, column, paper.zone) : '';
  };
  return (
    <tr>
      {columns.map(({ column, at, under }, index) => {
        const beside = under.map(say).filter(Boolean).join(', ');
        const content = (
          <>
            {say(at)
              .split('\n')
              .map((text) => (
                <div key={text}>{text}</div>
              ))}
            {beside !== '' && <div className={styles.aside}>{beside}</div>}
          </>
        );
        const undone = line.isUndone && column.key !== 'undone' ? styles.undone : '';
        return index === 0 ? (
          <th key={column.key} scope="row" className={undone}>
            {content}
          </th>
        ) : (
          <td
            key={column.key}
            data-name={column.title}
            className={`${undone} ${column.as === 'number' ? styles.number : ''}`}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
}

/** The same paper as files; `query` as the server is asked. */
export function RecordFiles({ query }: { query: string }) {
  return (
    <>
      <Button component="a" variant="default" href={`/api/inventory/records.csv?${query}`} download>
        CSV
      </Button>
      <Button
        component="a"
        variant="default"
        href={`/api/inventory/records.pdf?${query}`}
        target="_blank"
        rel="noreferrer"
      >
        PDF
      </Button>
    </>
  );
}
