/** Groups and when they meet. Who is in one is on its own page, for its leaders and the medical director. */
import { GROUP_KIND_WORDS, mayDo, mayEver } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import styles from './groups.module.css';
import { NewGroup } from './new-group.tsx';
import { type GroupShown, useGroups } from './queries.ts';

/** Those to come, and nobody need scroll through years. */
const MOST_MEETINGS = 4;

export default function Groups() {
  const groups = useGroups();
  const mayLead = mayEver('lead a group', useMe().practitioner.roles);
  const [isMaking, make] = useState(false);
  return (
    <Page
      title="Groups"
      lead="When they meet, where, and who leads them. Who is in a group is seen by its leaders and the medical director."
      actions={
        mayLead &&
        !isMaking && (
          <Button leftSection={<Sign name="plus" size={16} />} onClick={() => make(true)}>
            New group
          </Button>
        )
      }
    >
      {isMaking && <NewGroup onLeave={() => make(false)} />}
      {groups.isPending && <LoadingState says="Loading groups" />}
      {groups.isError && <FailedState what="The groups" error={groups.error} retry={() => void groups.refetch()} />}
      {groups.data?.groups.length === 0 && !isMaking && (
        <EmptyState title="No groups yet">
          {mayLead
            ? 'A group prepares or integrates together, and a held meeting counts as each patient’s visit.'
            : 'Therapists and guides make them.'}
        </EmptyState>
      )}
      {groups.data?.groups.map((group) => (
        <OnSchedule key={group.id} group={group} />
      ))}
    </Page>
  );
}

function OnSchedule({ group }: { group: GroupShown }) {
  const zone = useZone();
  const me = useMe().practitioner;
  const now = new Date().toISOString();
  const coming = group.meetings.filter(({ at, calledOffAt }) => at >= now && !calledOffAt).slice(0, MOST_MEETINGS);
  const maySee = group.leaders.some(({ id }) => id === me.id) || mayDo('see a group', { roles: me.roles }).allowed;
  return (
    <Panel
      title={group.name}
      actions={
        maySee && (
          <Button component={Link} href={`/groups/${group.id}`} variant="default">
            Open<span className="hs-visually-hidden"> {group.name}</span>
          </Button>
        )
      }
    >
      <p className={styles.about}>
        {GROUP_KIND_WORDS[group.kind].en} in {group.place}, led by {group.leaders.map(({ name }) => name).join(' and ')}
        ; {group.count} of {group.most} places taken.
      </p>
      {coming.length === 0 ? (
        <p className={styles.quiet}>No meeting is planned.</p>
      ) : (
        <ul className={styles.lines}>
          {coming.map(({ id, at, minutes, room }) => (
            <li key={id}>
              <strong className="hs-numbers">
                {sayDate(at, zone)}, {sayTime(at, zone)}
              </strong>
              <span>
                {minutes} minutes, {room}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
