/** Who is with the patient: who must be, who is, and coming and going by one touch. */
import {
  isAskedFor,
  type PersonPresent,
  type PresenceRule,
  peopleAt,
  presenceAt,
  ROLE_NAMES,
  type Role,
} from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { sayTime } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { InPlace, Part } from './part.tsx';
import parts from './parts.module.css';
import styles from './people.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { useAnswer, useAsk, useAuthor, useMoment, useProtocol, useSessionZone } from './use-session.tsx';

interface PractitionerListed {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The clinic's people; kept, so that the list is there when the network is not. */
const practitionersQuery = {
  queryKey: ['practitioners'],
  queryFn: () => api.get<{ practitioners: readonly PractitionerListed[] }>('/api/practitioners'),
  staleTime: 5 * 60_000,
} as const;

/** Those who look after patients; the front desk is not with them. */
const WITH_PATIENTS: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'];

const PLACES = [
  { attendance: 'in_room', says: 'In the room' },
  { attendance: 'on_site', says: 'On site' },
  { attendance: 'available', says: 'On call' },
] as const;
type Attendance = PersonPresent['attendance'];
const sayPlace = (attendance: Attendance) => PLACES.find((one) => one.attendance === attendance)?.says.toLowerCase();

interface PeopleProps {
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}

export function People({ isOpen, onOpen }: PeopleProps) {
  const protocol = useProtocol();
  const moment = useMoment();
  const zone = useSessionZone();
  const here = useAnswer((session) => peopleAt(session, moment));
  const asked = useAnswer((session) => presenceAt(protocol, session, moment));
  const asking = useAsk();
  const [handing, setHanding] = useState<string>();
  const unbroken = asked.map(({ rule }) => rule).filter(({ continuous }) => continuous);
  const keptBy = (person: PersonPresent) => unbroken.filter((rule) => isAskedFor(rule, person));
  const from = here.find(({ id }) => id === handing);
  return (
    <Part
      title="People"
      actions={
        !isOpen && (
          <button type="button" className={parts.button} onClick={() => onOpen(true)}>
            <Sign name="plus" /> Somebody comes in
          </button>
        )
      }
    >
      {asked.length > 0 && (
        <ul className={styles.rules} aria-label="Who must be present in this phase">
          {asked.map((status) => (
            <li key={status.says} className={status.met ? styles.met : styles.missing}>
              <Sign name={status.met ? 'check' : 'octagon'} size={18} /> <span>{status.says}</span>
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.people}>
        {here.map((person) => (
          <li key={`${person.id} ${person.from}`} className={styles.person}>
            <div>
              <strong>{person.name}</strong>
              <div className={parts.hint}>
                {person.roles.map((role) => ROLE_NAMES[role]).join(', ')}, {sayPlace(person.attendance)} since{' '}
                {sayTime(person.from, zone)}
              </div>
            </div>
            <div className={styles.acts}>
              {keptBy(person).length > 0 && (
                <button
                  type="button"
                  className={parts.button}
                  aria-label={`${person.name} hands over`}
                  aria-expanded={handing === person.id}
                  onClick={() => setHanding(handing === person.id ? undefined : person.id)}
                >
                  Hands over…
                </button>
              )}
              <button
                type="button"
                className={parts.button}
                aria-label={`${person.name} leaves`}
                onClick={() => asking.ask({ type: 'LeaveSession', person: { id: person.id } })}
              >
                Leaves
              </button>
            </div>
          </li>
        ))}
      </ul>
      {here.length === 0 && <p className={parts.hint}>Nobody has been recorded as present.</p>}
      <Refusals asking={asking} />
      {from && (
        <HandingOver key={from.id} from={from} kept={keptBy(from)} here={here} onClose={() => setHanding(undefined)} />
      )}
      {isOpen && <ComingIn onClose={() => onOpen(false)} here={here} />}
    </Part>
  );
}

interface HandingOverProps {
  readonly from: PersonPresent;
  /** The unbroken presence that they keep up. */
  readonly kept: readonly PresenceRule[];
  readonly here: readonly PersonPresent[];
  readonly onClose: () => void;
}

/** A name is the one touch: who takes over is in the room from then on, and the other has left. */
function HandingOver({ from, kept, here, onClose }: HandingOverProps) {
  const author = useAuthor();
  const listed = useQuery(practitionersQuery);
  const [words, setWords] = useState('');
  const asking = useAsk(onClose);
  const all: readonly PractitionerListed[] = listed.data?.practitioners ?? [...here, author];
  const others = all.filter(
    (person, index) =>
      person.id !== from.id &&
      all.findIndex(({ id }) => id === person.id) === index &&
      kept.every((rule) => isAskedFor(rule, { roles: person.roles, attendance: 'in_room' })),
  );
  return (
    <InPlace title={`${from.name} hands over to`} onClose={onClose}>
      <div className={parts.stack}>
        <Text label="What they must know (may stay empty)" value={words} onChange={setWords} lines />
        <p className={parts.hint}>Touch a name once they are at the patient’s side. {from.name} has left with it.</p>
        <div className={styles.choices}>
          {others.map((person) => (
            <button
              key={person.id}
              type="button"
              className={`${parts.button} ${styles.choice}`}
              onClick={() =>
                asking.ask({
                  type: 'HandOverPresence',
                  from: { id: from.id },
                  to: { id: person.id, name: person.name, roles: [...person.roles] },
                  ...(words.trim() && { words: words.trim() }),
                })
              }
            >
              <span>
                {person.name}
                {person.id === author.id && ' (you)'}
              </span>
              <span className={parts.hint}>
                {person.roles.map((role) => ROLE_NAMES[role]).join(', ')}
                {here.some(({ id, attendance }) => id === person.id && attendance === 'in_room') && ', in the room'}
              </span>
            </button>
          ))}
        </div>
        {others.length === 0 && <p className={parts.hint}>Nobody else of the clinic can take this over.</p>}
        {listed.isError && <p className={parts.hint}>The list of people could not be had; those who are here can.</p>}
        <Refusals asking={asking} />
      </div>
    </InPlace>
  );
}

function ComingIn({ onClose, here }: { onClose: () => void; here: readonly PersonPresent[] }) {
  const author = useAuthor();
  const listed = useQuery(practitionersQuery);
  const [attendance, setAttendance] = useState<Attendance>('in_room');
  const asking = useAsk();
  const all = listed.data?.practitioners ?? [author];
  const absent = all.filter(
    (person) =>
      person.roles.some((role) => WITH_PATIENTS.includes(role)) && !here.some((present) => present.id === person.id),
  );
  return (
    <InPlace title="Who comes in" onClose={onClose}>
      <fieldset className={parts.choices}>
        <legend className={parts.label}>How near</legend>
        {PLACES.map((place) => (
          <button
            key={place.attendance}
            type="button"
            className={parts.choice}
            aria-pressed={attendance === place.attendance}
            onClick={() => setAttendance(place.attendance)}
          >
            {place.says}
          </button>
        ))}
      </fieldset>
      <div className={styles.choices}>
        {absent.map((person) => (
          <button
            key={person.id}
            type="button"
            className={`${parts.button} ${styles.choice}`}
            onClick={() =>
              asking.ask({
                type: 'JoinSession',
                person: { id: person.id, name: person.name, roles: [...person.roles] },
                attendance,
              })
            }
          >
            <span>
              {person.name}
              {person.id === author.id && ' (you)'}
            </span>
            <span className={parts.hint}>{person.roles.map((role) => ROLE_NAMES[role]).join(', ')}</span>
          </button>
        ))}
      </div>
      {absent.length === 0 && <p className={parts.hint}>Everybody of the clinic is here.</p>}
      {listed.isError && <p className={parts.hint}>The list of people could not be had; you can add yourself.</p>}
      <Refusals asking={asking} />
      <div className={parts.row}>
        <button type="button" className={parts.primary} onClick={onClose}>
          Done
        </button>
      </div>
    </InPlace>
  );
}
