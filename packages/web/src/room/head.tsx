/** Whose room this is: the patient by three marks, the protocol with its computed label, the line's state and the light. */
import { Link } from 'wouter';
import { useAfter } from '../ui/after.ts';
import { LabelChip } from '../ui/label-chip.tsx';
import { ageOn, dayOf, sayDay } from '../ui/moment.ts';
import { usePageTitle } from '../ui/page.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './head.module.css';
import parts from './parts.module.css';
import { useLoaded, useMomentNow, useRoomState, useSession, useSessionZone } from './use-session.tsx';

export function Head({ isDim, onDim }: { isDim: boolean; onDim: (dim: boolean) => void }) {
  const { patient, protocol, label } = useLoaded();
  const room = useSession((session) => session.plan?.room);
  const zone = useSessionZone();
  const today = dayOf(useMomentNow()(), zone);
  const heading = usePageTitle(patient.name);
  return (
    <header className={styles.head}>
      <Link href="/" className={styles.back} aria-label="Back to Today">
        <Sign name="left" size={24} />
      </Link>
      <div className={styles.who}>
        <h1 className={styles.name} tabIndex={-1} ref={heading}>
          {patient.name}
        </h1>
        <div className={`${styles.marks} hs-numbers`}>
          <span>
            born {sayDay(patient.dateOfBirth)} ({ageOn(patient.dateOfBirth, today)})
          </span>
          <span>no. {patient.recordNumber}</span>
          {room && <span>{room}</span>}
        </div>
      </div>
      <div className={styles.what}>
        <LabelChip label={label} />
        <Link href={`/protocols/${protocol.id}?version=${protocol.version}`} className={styles.protocol}>
          {protocol.name} {protocol.version}
        </Link>
      </div>
      <LineState />
      <button
        type="button"
        className={`${parts.button} ${styles.light}`}
        aria-label={isDim ? 'Brighten the screen' : 'Dim the screen'}
        onClick={() => onDim(!isDim)}
      >
        <Sign name={isDim ? 'sun' : 'moon'} />
      </button>
    </header>
  );
}

/** Whether what is entered here has reached the server: said in words, and only when there is something to say. */
function LineState() {
  const waiting = useRoomState((state) => state.waiting.length);
  const live = useRoomState((state) => state.live);
  const durable = useRoomState((state) => state.durable);
  const signedOut = useRoomState((state) => state.signedOut);
  const isSlow = useAfter(SAID_AFTER, !live);
  const words = signedOut
    ? `Signed out. ${waiting === 0 ? 'Sign in again to go on.' : `${count(waiting)} for you to sign in.`}`
    : waiting > 0
      ? `${count(waiting)} to be sent`
      : live
        ? ''
        : isSlow
          ? 'Waiting for the server…'
          : '';
  return (
    <div role="status" className={styles.line}>
      {words && <span className={waiting > 0 ? styles.waiting : ''}>{words}</span>}
      {waiting > 0 && !durable && <span className={styles.waiting}> Keep this page open.</span>}
    </div>
  );
}

/** A line that is there in a moment is not spoken of, when a room opens or a network hiccups. */
const SAID_AFTER = 1500;

const count = (waiting: number) => (waiting === 1 ? '1 entry waiting' : `${waiting} entries waiting`);
