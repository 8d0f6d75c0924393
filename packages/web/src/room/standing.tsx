/** A reading at which somebody is called, over everything else until the call is recorded. */
import { type Session, sayRoles } from '@holdspace/care';
import { sayTimeToSecond } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import styles from './standing.module.css';
import { useAsk, useProtocol, useSession, useSessionZone } from './use-session.tsx';

/** The last reading that asked for a call, until one is recorded: a better reading after it does not take it back. */
function openCalls(session: Session) {
  if (session.status !== 'open') return undefined;
  const asks = session.lastCall;
  if (!asks) return undefined;
  const isCalled = session.log.some(
    (event) =>
      event.type === 'InterventionRecorded' &&
      event.intervention === 'called_prescriber' &&
      event.at >= asks.at &&
      !session.struck.includes(event.seq),
  );
  return isCalled ? undefined : asks;
}

/** "Call the prescriber: systolic 184 …" without whom to call, which is said above. */
const reasonOf = (message: string): string => {
  const reason = message.replace(/^Call [^:]+: /, '');
  return reason.charAt(0).toUpperCase() + reason.slice(1);
};

export function CallStanding() {
  const entry = useSession(openCalls);
  const { call } = useProtocol().callLimits;
  const zone = useSessionZone();
  const asking = useAsk();
  return (
    <div role="alert">
      {entry && (
        <div className={styles.call}>
          <Sign name="octagon" size={30} />
          <div className={styles.words}>
            <strong>
              Call the {sayRoles(call)}. Reading of {sayTimeToSecond(entry.at, zone)}:
            </strong>
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
          <Refusals asking={asking} />
        </div>
      )}
    </div>
  );
}
