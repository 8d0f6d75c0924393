/** How touch stands today, for everybody in the room, and the one touch that takes it back. */
import { type Instant, sayTouch, touchStandingNow } from '@holdspace/care';
import { sayTime } from '../../ui/moment.ts';
import { Sign } from '../../ui/sign.tsx';
import parts from '../parts.module.css';
import { Refusals } from '../refusals.tsx';
import { useAnswer, useAsk, useMomentNow, useSession, useSessionZone } from '../use-session.tsx';
import styles from './quiet.module.css';

/** At the last entry, so that it is drawn again when something is said, and not each second. */
const useTouch = (now: () => Instant) => useAnswer((session) => touchStandingNow(session, now()));
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The line in the journey: what holds, and the way to take it back. */
export function TouchLine() {
  const touch = useTouch(useMomentNow());
  const status = useSession((session) => session.status);
  const asking = useAsk();
  if (touch.kind === 'withdrawn') return null;
  return (
    <div className={styles.touch}>
      <p className={styles.says}>{capital(sayTouch(touch))}.</p>
      {status === 'open' && touch.kind === 'given' && (
        <button type="button" className={parts.button} onClick={() => asking.ask({ type: 'WithdrawTouchConsent' })}>
          Touch withdrawn
        </button>
      )}
      <Refusals asking={asking} />
    </div>
  );
}

/** Over everything else for as long as it holds: whoever looks at the room sees it. */
export function TouchWithdrawn() {
  const touch = useTouch(useMomentNow());
  const status = useSession((session) => session.status);
  const zone = useSessionZone();
  return (
    <div role="alert">
      {touch.kind === 'withdrawn' && status === 'open' && (
        <div className={styles.withdrawn}>
          <Sign name="octagon" size={26} />
          <div>
            <strong>Nobody touches.</strong> Touch was withdrawn at {sayTime(touch.withdrawal.at, zone)}
            {touch.withdrawal.from === 'patient' ? ' by the patient' : ', for the patient'}, recorded by{' '}
            {touch.withdrawal.by.name}.
          </div>
        </div>
      )}
    </div>
  );
}
