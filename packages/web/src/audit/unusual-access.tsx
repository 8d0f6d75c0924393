/** Access that is out of the common run, for a look: a mark accuses nobody. One row a person, patient and day. */
import { type Gathered, gatherUnusual } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './audit.module.css';
import { EntryList } from './entries.tsx';
import { Marks } from './marks.tsx';
import { type EntriesShown, type EntryShown, type Question, useUnusual } from './queries.ts';

/** As many as are looked at in a minute; the others are a touch away. */
const SHOWN_FIRST = 8;

export function UnusualAccess({ question }: { question: Question }) {
  const found = useUnusual(question);
  return (
    <Panel title="Unusual access">
      <p className={styles.quiet}>
        Outside the care team, after hours, many patients at once, a broken glass, refused again and again. Each may
        have a good reason: ask.
      </p>
      {found.isPending && <LoadingState says="Looking through the audit" />}
      {found.isError && !found.data && (
        <FailedState what="The audit" error={found.error} retry={() => void found.refetch()} />
      )}
      {found.data && !found.data.isWhole && (
        <p className={styles.quiet}>There is more than was looked through. Ask for fewer days.</p>
      )}
      {found.data && <GatheredRows shown={found.data} />}
      {found.data && found.data.clocksBehind > 0 && (
        <p className={styles.quiet}>
          Of {found.data.clocksBehind} entries the server’s clock was behind that of the entry before. That says nothing
          of who was at work; whoever runs the server should know.
        </p>
      )}
    </Panel>
  );
}

function GatheredRows({ shown }: { shown: EntriesShown }) {
  const gathered = gatherUnusual(shown.entries, useZone());
  const [isAll, showAll] = useState(false);
  if (gathered.length === 0) return <p>Nothing unusual in these days.</p>;
  return (
    <>
      <ul className={styles.rows}>
        {(isAll ? gathered : gathered.slice(0, SHOWN_FIRST)).map((one) => (
          <Row key={one.key} gathered={one} patients={shown.patients} />
        ))}
      </ul>
      {!isAll && gathered.length > SHOWN_FIRST && (
        <Button variant="default" onClick={() => showAll(true)}>
          Show all {gathered.length}
        </Button>
      )}
    </>
  );
}

function Row({ gathered, patients }: { gathered: Gathered<EntryShown>; patients: EntriesShown['patients'] }) {
  const zone = useZone();
  const [isOpen, open] = useState(false);
  const details = useId();
  const { who, patientId, marks, last, entries } = gathered;
  const name = who.name ?? who.kind;
  const patient = patients[patientId ?? ''];
  return (
    <li className={styles.row}>
      <div className={styles.summary}>
        <div>
          <div className={styles.name}>{name}</div>
          {patient && <div className={styles.quiet}>with {patient}</div>}
        </div>
        <div>
          <div>{entries.length === 1 ? 'Once' : `${entries.length} times`}</div>
          <div className={styles.quiet}>Last {sayDayAndTime(last, zone)}</div>
        </div>
        <div className={styles.marks}>
          <Marks marks={marks} />
        </div>
        <Button variant="default" aria-expanded={isOpen} aria-controls={details} onClick={() => open(!isOpen)}>
          {isOpen ? 'Less' : 'More'}
          <span className="hs-visually-hidden">
            {' '}
            of {name}
            {patient && ` with ${patient}`}
          </span>
        </Button>
      </div>
      <div id={details} hidden={!isOpen}>
        {isOpen && <EntryList shown={{ entries, patients }} />}
      </div>
    </li>
  );
}
