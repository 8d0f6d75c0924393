/** A person's page: their roles, credentials, what they are planned for, their tokens, and what became of their work. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { Credentials } from './credentials.tsx';
import { EndWork } from './end-work.tsx';
import { History } from './history.tsx';
import styles from './people.module.css';
import { useMayManage } from './people.tsx';
import { type PersonPage, type UpcomingShown, usePerson } from './queries.ts';
import { sayRolesOf } from './roles.tsx';
import { RolesForm } from './roles-form.tsx';
import { Tokens } from './tokens.tsx';

export default function Person({ personId }: { personId: string }) {
  const page = usePerson(personId);
  if (page.isPending) return <LoadingState says="Loading the person’s page" />;
  if (!page.data)
    return (
      <Page title="Person" ownHeading>
        <FailedState what="This person’s page" error={page.error} retry={() => void page.refetch()} />
      </Page>
    );
  return <PersonShown page={page.data} />;
}

function PersonShown({ page: { person, credentials, history, upcoming, tokens } }: { page: PersonPage }) {
  const me = useMe();
  const zone = useZone();
  const runsTheClinic = useMayManage();
  const mayManage = runsTheClinic && !person.endedAt;
  const isMe = person.id === me.practitioner.id;
  const [isChanging, change] = useState(false);
  return (
    <Page title={person.name} before={<Link href="/people">People</Link>} lead={person.email}>
      <Panel
        title="Roles"
        actions={
          mayManage &&
          !isChanging && (
            <Button variant="default" onClick={() => change(true)}>
              Change roles
            </Button>
          )
        }
      >
        {isChanging ? (
          <RolesForm person={person} onLeave={() => change(false)} />
        ) : (
          <p className={styles.says}>
            {sayRolesOf(person.roles)}
            {person.endedAt && <span className={styles.aside}> until {sayDate(person.endedAt, zone)}</span>}
          </p>
        )}
      </Panel>
      <Credentials person={person} credentials={credentials} mayManage={mayManage} />
      <Upcoming upcoming={upcoming} hasLeft={person.endedAt !== undefined} />
      <Tokens person={person} tokens={tokens} isMine={isMe} mayRevoke={isMe || mayManage} />
      {(isMe || runsTheClinic) && <History history={history} />}
      {mayManage && <EndWork person={person} upcoming={upcoming} tokens={tokens} />}
    </Page>
  );
}

function Upcoming({ upcoming, hasLeft }: { upcoming: readonly UpcomingShown[]; hasLeft: boolean }) {
  if (upcoming.length === 0) return null;
  return (
    <Panel title={hasLeft ? 'To be handed over' : 'Planned for'}>
      <UpcomingList upcoming={upcoming} />
    </Panel>
  );
}

export function UpcomingList({ upcoming }: { upcoming: readonly UpcomingShown[] }) {
  const zone = useZone();
  return (
    <ul className={styles.plain}>
      {upcoming.map((one) => (
        <li key={`${one.visitId} ${one.role}`}>
          <Link href={`/visits/${one.visitId}`}>
            {sayDate(one.scheduledFor, zone)}, {sayTime(one.scheduledFor, zone)}: {one.patient.name}
          </Link>{' '}
          <span className={styles.aside}>
            as {sayRolesOf([one.role]).toLowerCase()}, {one.room}
          </span>
        </li>
      ))}
    </ul>
  );
}
