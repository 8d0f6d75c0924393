/** Where the session is: its phases as steps, the clock of the present one, and the way to the next. */
import { phaseAt, presenceAt, sayQuantity } from '@holdspace/care';
import { Clock } from '../ui/clock.tsx';
import { Sign } from '../ui/sign.tsx';
import { DueNext } from './due-next.tsx';
import parts from './parts.module.css';
import styles from './phase-line.module.css';
import { Refusals } from './refusals.tsx';
import { useAnswer, useAsk, useMoment, useProtocol, useSession } from './use-session.tsx';

export function PhaseLine() {
  const protocol = useProtocol();
  const isOpen = useSession((session) => session.status === 'open');
  const moment = useMoment();
  const current = useAnswer((session) => phaseAt(protocol, session, moment));
  const index = current ? protocol.phases.findIndex((phase) => phase.id === current.phase.id) : -1;
  const next = protocol.phases[index + 1];
  const missing = useAnswer((session) => presenceAt(protocol, session, moment).filter((status) => !status.met));
  const asking = useAsk();
  return (
    <div className={styles.phases}>
      <div className={styles.row}>
        <ol className={styles.steps} aria-label="Phases">
          {protocol.phases.map((phase, at) => (
            <li
              key={phase.id}
              className={`${styles.step} ${at < index ? styles.past : ''} ${at === index ? styles.present : ''}`}
              {...(at === index && { 'aria-current': 'step' as const })}
            >
              <span className={styles.name}>{phase.name}</span>
              {at === index && current && (
                <span className={styles.clock}>
                  <Clock since={current.entry.at} />
                  {phase.expected && <span className={styles.of}> of {sayQuantity(phase.expected)}</span>}
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.row}>
        <div className={styles.due}>
          <DueNext />
          {current && (
            <p className={styles.purpose}>
              {current.phase.purpose}
              {current.phase.inward && ' Low responsiveness alone is no alarm now.'}
            </p>
          )}
        </div>
        {isOpen && next && (
          <button
            type="button"
            className={`${parts.button} ${styles.next}`}
            onClick={() => asking.ask({ type: 'EnterPhase', phase: next.id })}
          >
            {index < 0 ? `Begin: ${next.name}` : `Next: ${next.name}`} <Sign name="right" />
          </button>
        )}
      </div>
      <div role="alert">
        {isOpen && missing.length > 0 && (
          <p className={styles.missing}>
            <Sign name="octagon" /> {missing.map((status) => status.says).join('; ')}
          </p>
        )}
      </div>
      <Refusals asking={asking} />
    </div>
  );
}
