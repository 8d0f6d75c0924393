/** What stands over everything else: an emergency stop, a reading at which somebody is called, what the server did not take. */
import { type Session, sayRoles } from '@holdspace/care';
import { useState } from 'react';
import { sayTimeToSecond } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { Text } from './gate-forms.tsx';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import styles from './standing.module.css';
import { useAsk, useProtocol, useSession, useSessionZone } from './use-session.tsx';

export function EmergencyStanding({ onAdverseEvent }: { onAdverseEvent: () => void }) {
  const stop = useSession((session) => session.emergencyStop);
  const zone = useSessionZone();
  const delivery = useProtocol().delivery.kind;
  const [clearing, setClearing] = useState(false);
  return (
    <div role="alert">
      {stop && (
        <div className={styles.alarm}>
          <Sign name="octagon" size={36} />
          <div className={styles.words}>
            <strong className={styles.loud}>Emergency stop, {sayTimeToSecond(stop.at, zone)}</strong>
            {delivery === 'infusion' && <span>Stop the pump by hand; the record says it stopped. </span>}
            <span>No dose is given while this stands.</span>
          </div>
          <div className={parts.row}>
            <button type="button" className={parts.button} onClick={onAdverseEvent}>
              Adverse event
            </button>
            <button type="button" className={parts.button} onClick={() => setClearing(true)}>
              Clear it…
            </button>
          </div>
          {clearing && (
            <div className={styles.form}>
              <ClearStop onClose={() => setClearing(false)} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function ClearStop({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const asking = useAsk(onClose);
  return (
    <InPlace title="Clear the emergency stop" onClose={onClose}>
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

/** The last reading, while it asks for a call that nobody has recorded since. */
function openCalls(session: Session) {
  const last = session.vitalSigns.at(-1);
  if (!last || last.calls.length === 0 || session.status !== 'open') return undefined;
  for (let index = session.log.length - 1; index >= 0; index--) {
    const event = session.log[index];
    if (!event || event.at < last.at) break;
    if (event.type === 'InterventionRecorded' && event.intervention === 'called_prescriber') return undefined;
  }
  return last;
}

/** "Call the prescriber: systolic 184 …" without whom to call, which is said above. */
const reasonOf = (message: string): string => {
  const reason = message.replace(/^Call [^:]+: /, '');
  return reason.charAt(0).toUpperCase() + reason.slice(1);
};

export function CallStanding() {
  const entry = useSession(openCalls);
  const { call } = useProtocol().callLimits;
  const asking = useAsk();
  return (
    <div role="alert">
      {entry && (
        <div className={styles.call}>
          <Sign name="octagon" size={30} />
          <div className={styles.words}>
            <strong>Call the {sayRoles(call)}.</strong>
            {entry.calls.map((one) => (
              <span key={one.limit}>{reasonOf(one.message)}</span>
            ))}
          </div>
          <button
            type="button"
            className={parts.button}
            onClick={() => asking.ask({ type: 'RecordIntervention', intervention: 'called_prescriber' })}
          >
            Called
          </button>
        </div>
      )}
    </div>
  );
}
