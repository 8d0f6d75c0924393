/** While an emergency stop stands: what happened, whom to call, what was done by one touch, and the two ways out of it. */
import {
  activeInfusion,
  type EventOf,
  peopleAt,
  ROLE_NAMES,
  type Session,
  sayInfusionStopped,
  sayQuantity,
  sayRoles,
} from '@holdspace/care';
import { useState } from 'react';
import { sayTimeToSecond } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import styles from './standing.module.css';
import { Text } from './text-field.tsx';
import {
  useAsk,
  useMoment,
  useProtocol,
  useRoomState,
  useSession,
  useSessionZone,
  useWholeSession,
} from './use-session.tsx';

export function EmergencyStanding({ onAdverseEvent }: { onAdverseEvent: () => void }) {
  const called = useSession((session) => session.emergencyStop && callOf(session));
  return <div role="alert">{called && <Standing called={called} onAdverseEvent={onAdverseEvent} />}</div>;
}

/** The call that stands. */
const callOf = ({ log, struck }: Session): EventOf<'EmergencyStopCalled'> | undefined =>
  log.findLast(
    (event): event is EventOf<'EmergencyStopCalled'> =>
      event.type === 'EmergencyStopCalled' && !struck.includes(event.seq),
  );

interface StandingProps {
  readonly called: EventOf<'EmergencyStopCalled'>;
  readonly onAdverseEvent: () => void;
}

function Standing({ called, onAdverseEvent }: StandingProps) {
  const session = useWholeSession();
  const zone = useSessionZone();
  const [leaving, setLeaving] = useState<'clear' | 'mistake'>();
  // The infusion that this call stopped is part of the same entry.
  const stopped = session.log.find(
    (event): event is EventOf<'InfusionStopped'> =>
      event.type === 'InfusionStopped' && event.commandId === called.commandId && !session.struck.includes(event.seq),
  );
  const close = () => setLeaving(undefined);
  return (
    <div className={styles.alarm}>
      <Sign name="octagon" size={36} />
      <div className={styles.words}>
        <strong className={styles.loud}>Emergency stop, {sayTimeToSecond(called.at, zone)}</strong>
        <span>
          by {called.author.name}. No dose is given while this stands.
          {stopped && ` ${sayInfusionStopped(stopped)} Make sure that the pump stands still.`}
        </span>
        <CallList session={session} />
      </div>
      <div className={styles.acts}>
        <Done />
        <button type="button" className={parts.button} onClick={onAdverseEvent}>
          Adverse event
        </button>
        <button type="button" className={parts.button} onClick={() => setLeaving('clear')}>
          Clear it…
        </button>
        <button type="button" className={parts.button} onClick={() => setLeaving('mistake')}>
          Touched by mistake…
        </button>
      </div>
      {leaving && (
        <div className={styles.form}>
          {leaving === 'clear' ? (
            <ClearStop onClose={close} />
          ) : (
            <Mistake called={called} stopped={stopped} session={session} onClose={close} />
          )}
        </div>
      )}
    </div>
  );
}

/** Those who are called, the nearest first; who they are where somebody has come. */
function CallList({ session }: { session: Session }) {
  const { call } = useProtocol().callLimits;
  const moment = useMoment();
  const NEAR = ['in_room', 'on_site', 'available'];
  const people = peopleAt(session, moment)
    .filter((person) => person.roles.some((role) => call.includes(role)))
    .sort((a, b) => NEAR.indexOf(a.attendance) - NEAR.indexOf(b.attendance));
  return (
    <ul className={styles.calls} aria-label="Whom to call">
      {people.map((person) => (
        <li key={person.id}>
          Call {person.name} ({person.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')},{' '}
          {person.attendance.replaceAll('_', ' ')}).
        </li>
      ))}
      {people.length === 0 && <li>Call a {sayRoles(call)}: none is recorded as present.</li>}
      <li>Life in danger: emergency services, 911 in the US.</li>
    </ul>
  );
}

const DONE = [
  { intervention: 'called_prescriber', says: 'Prescriber called' },
  { intervention: 'oxygen', says: 'Oxygen given' },
  { intervention: 'repositioned', says: 'Repositioned' },
] as const;

/** What is done first in an emergency, each recorded by one touch with its time. */
function Done() {
  const zone = useSessionZone();
  const session = useWholeSession();
  const asking = useAsk();
  const since = session.emergencyStop?.at ?? '';
  return (
    <>
      {DONE.map(({ intervention, says }) => {
        const done = session.log.findLast(
          (event) => event.type === 'InterventionRecorded' && event.intervention === intervention && event.at >= since,
        );
        return (
          <button
            key={intervention}
            type="button"
            className={parts.button}
            onClick={() => asking.ask({ type: 'RecordIntervention', intervention })}
          >
            {says}
            {done && ` ${sayTimeToSecond(done.at, zone)}`}
          </button>
        );
      })}
      <Refusals asking={asking} />
    </>
  );
}

function ClearStop({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const asking = useAsk(onClose);
  return (
    <InPlace title="Clear the emergency stop" level={2} onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'ClearEmergencyStop', reason: reason.trim() });
        }}
      >
        <Text label="Why it is safe to go on" value={reason} onChange={setReason} />
        <button type="submit" className={parts.caution}>
          Clear the emergency stop
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}

interface MistakeProps extends Pick<StandingProps, 'called'> {
  readonly session: Session;
  readonly stopped: EventOf<'InfusionStopped'> | undefined;
  readonly onClose: () => void;
}

/** Undone as everything is: struck out, both entries readable. The pump decides whether the infusion went on. */
function Mistake({ called, stopped, session, onClose }: MistakeProps) {
  const isStored = useRoomState((state) => (stopped ?? called).seq <= state.confirmedSeq);
  const asking = useAsk();
  const strike = (seq: number) => asking.ask({ type: 'StrikeOut', seq, reason: 'Touched by mistake' });
  function undo(pumpRuns: boolean) {
    if (stopped && pumpRuns && !strike(stopped.seq)) return;
    if (strike(called.seq)) onClose();
  }
  const other = activeInfusion(session);
  return (
    <InPlace title="Touched by mistake" level={2} onClose={onClose}>
      {!isStored && <p className={parts.hint}>It can be struck out as soon as it has been sent.</p>}
      {stopped && !other ? (
        <div className={parts.row}>
          <button type="button" className={parts.caution} disabled={!isStored} onClick={() => undo(true)}>
            Strike it out: the pump never stopped
          </button>
          <button type="button" className={parts.caution} disabled={!isStored} onClick={() => undo(false)}>
            Strike it out: the pump stands, with {sayQuantity(stopped.delivered)} delivered
          </button>
        </div>
      ) : (
        <div className={parts.row}>
          <button type="button" className={parts.caution} disabled={!isStored} onClick={() => undo(false)}>
            Strike it out
          </button>
        </div>
      )}
      <Refusals asking={asking} />
    </InPlace>
  );
}
