/** Who works here, in which roles, and how long their credentials are good. */
import { PEOPLE_MANAGERS } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayDate } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Sign } from '../ui/sign.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { CredentialBadge } from './credential-badge.tsx';
import { Invitations } from './invitations.tsx';
import { Invite } from './invite.tsx';
import styles from './people.module.css';
import { type PersonListed, usePeople } from './queries.ts';
import { sayRolesOf } from './roles.tsx';

/** Whether the signed-in person runs the clinic's people. */
export const useMayManage = (): boolean => useMe().practitioner.roles.some((role) => PEOPLE_MANAGERS.includes(role));

export default function People() {
  const people = usePeople();
  const mayManage = useMayManage();
  const [isInviting, invite] = useState(false);
  const here = people.data?.people.filter(({ endedAt }) => !endedAt) ?? [];
  const gone = people.data?.people.filter(({ endedAt }) => endedAt) ?? [];
  return (
    <Page
      title="People"
      lead="Who works here, and how long their credentials are good."
      actions={
        mayManage &&
        !isInviting && (
          <Button leftSection={<Sign name="plus" size={16} />} onClick={() => invite(true)}>
            Invite somebody
          </Button>
        )
      }
    >
      {isInviting && <Invite onLeave={() => invite(false)} />}
      {people.isPending && <LoadingState says="Loading people" />}
      {people.isError && !people.data && (
        <FailedState what="The list of people" error={people.error} retry={() => void people.refetch()} />
      )}
      {people.data && (
        <>
          <Invitations invitations={people.data.invitations} />
          <ul className={styles.list} aria-label="Who works here">
            {here.map((person) => (
              <Person key={person.id} person={person} />
            ))}
          </ul>
          {gone.length > 0 && (
            <section className={styles.gone}>
              <h2>No longer here</h2>
              <ul className={styles.list}>
                {gone.map((person) => (
                  <Person key={person.id} person={person} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Page>
  );
}

function Person({ person }: { person: PersonListed }) {
  const me = useMe();
  const zone = useZone();
  const isMe = person.id === me.practitioner.id;
  return (
    <li className={styles.person}>
      <div>
        <div className={styles.name}>
          <Link href={`/people/${person.id}`}>{person.name}</Link>
          {isMe && <span className={styles.aside}> you</span>}
        </div>
        <div className={styles.aside}>{sayRolesOf(person.roles)}</div>
      </div>
      {person.endedAt ? (
        <div className={styles.aside}>Left {sayDate(person.endedAt, zone)}</div>
      ) : (
        <ul className={styles.papers}>
          {person.credentials.map((credential) => (
            <li key={credential.id}>
              {credential.kind} <CredentialBadge credential={credential} />
            </li>
          ))}
          {person.credentials.length === 0 && <li className={styles.aside}>No credentials on record</li>}
        </ul>
      )}
    </li>
  );
}
