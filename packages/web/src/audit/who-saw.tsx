/** A row for each person: how often, when last, in the care team or not, and what is unusual; opened, their entries. */
import { ROLE_NAMES, type WhoSaw } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './audit.module.css';
import { Entries } from './entries.tsx';
import { Marks } from './marks.tsx';
import { type Question, useWhoSaw } from './queries.ts';

const IN_TEAM: Readonly<Record<WhoSaw['inCareTeam'], string>> = {
  always: 'In the care team',
  never: 'Not in the care team',
  sometimes: 'In the care team at times',
  'not known': 'Care team not asked',
};
const KINDS: Readonly<Record<WhoSaw['who']['kind'], string>> = {
  practitioner: 'Somebody of the clinic',
  patient: 'The patient',
  outside: 'Care team outside',
  nobody: 'Somebody who has not signed in',
  system: 'This installation',
};

export function WhoSawPanel({ question }: { question: Question }) {
  const found = useWhoSaw(question);
  const title = question.patient ? 'Who saw this patient, and should they have?' : 'Who was at work';
  return (
    <Panel title={title}>
      {found.isPending && <LoadingState says="Looking through the audit" />}
      {found.isError && !found.data && (
        <FailedState what="The audit" error={found.error} retry={() => void found.refetch()} />
      )}
      {found.data?.people.length === 0 && <p className={styles.quiet}>Nobody, in these days.</p>}
      {found.data && !found.data.isWhole && (
        <p className={styles.quiet}>There is more than was looked through. Ask for fewer days.</p>
      )}
      <ul className={styles.rows}>
        {found.data?.people.map((row) => (
          <Row key={row.person} row={row} question={question} />
        ))}
      </ul>
    </Panel>
  );
}

function Row({ row, question }: { row: WhoSaw; question: Question }) {
  const zone = useZone();
  const [isOpen, open] = useState(false);
  const details = useId();
  const name = row.who.name ?? KINDS[row.who.kind];
  const id = row.who.practitionerId;
  return (
    <li className={styles.row}>
      <div className={styles.summary}>
        <div>
          <div className={styles.name}>{name}</div>
          <div className={styles.quiet}>{row.roles.map((role) => ROLE_NAMES[role]).join(', ')}</div>
        </div>
        <div>
          <div>
            {row.times === 1 ? 'Once' : `${row.times} times`}
            {row.refused > 0 && `, refused ${row.refused}`}
          </div>
          <div className={styles.quiet}>Last {sayDayAndTime(row.last, zone)}</div>
        </div>
        <div className={styles.marks}>
          {row.inCareTeam !== 'not known' && (
            <StatusBadge meaning={row.inCareTeam === 'always' ? 'good' : 'caution'} wrap>
              {IN_TEAM[row.inCareTeam]}
            </StatusBadge>
          )}
          <Marks marks={row.unusual} />
        </div>
        {id && (
          <Button variant="default" aria-expanded={isOpen} aria-controls={details} onClick={() => open(!isOpen)}>
            {isOpen ? 'Less' : 'More'}
            <span className="hs-visually-hidden"> about {name}</span>
          </Button>
        )}
      </div>
      <div id={details} hidden={!isOpen}>
        {isOpen && id && <Entries question={{ ...question, practitioner: id }} />}
      </div>
    </li>
  );
}
