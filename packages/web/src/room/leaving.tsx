/** Leaving: the minimum time as a countdown, each criterion, the recovery score, the escort, and the signature. */
import {
  ALDRETE_PARTS,
  type CriterionStatus,
  dischargeAt,
  phaseAt,
  sayQuantity,
  sayRoles,
  unaccounted,
} from '@holdspace/care';
import { useState } from 'react';
import { Countdown } from '../ui/clock.tsx';
import { sayTime } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './gates.module.css';
import { InPlace, Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import {
  useAnswer,
  useAsk,
  useAuthor,
  useMoment,
  useProtocol,
  useSession,
  useSessionZone,
  useWholeSession,
} from './use-session.tsx';

export function Leaving({ onVitals }: { onVitals: () => void }) {
  const protocol = useProtocol();
  const author = useAuthor();
  const zone = useSessionZone();
  const moment = useMoment();
  const status = useAnswer((session) => dischargeAt(protocol, session, moment));
  const inHand = useAnswer((session) => {
    const { left, unwitnessed } = unaccounted(session);
    return left.length + unwitnessed.length;
  });
  const [open, setOpen] = useState<string>();
  const confirming = useAsk();
  const signing = useAsk();
  const close = () => setOpen(undefined);
  const phase = useSession((session) => phaseAt(protocol, session, moment)?.phase.kind);
  const isTime = phase === 'recovery' || phase === 'debrief' || status.ready;
  const [shown, setShown] = useState<boolean>();
  const isShown = shown ?? isTime;
  const maySign = author.roles.some((role) => protocol.discharge.signBy.includes(role));
  return (
    <Part
      title="Leaving"
      isShut={!isShown}
      actions={
        <span className={parts.row}>
          {status.ready ? (
            <StatusBadge meaning="good">ready to leave</StatusBadge>
          ) : (
            <StatusBadge meaning="neutral">{status.missing.length} to go</StatusBadge>
          )}
          <button type="button" className={parts.quiet} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? 'Put away' : 'Show'}
          </button>
        </span>
      }
    >
      <div className={parts.stack}>
        <div>
          {status.minimumTimeMet ? (
            <StatusBadge meaning="good">
              minimum time passed{status.earliest ? ` at ${sayTime(status.earliest, zone)}` : ''}
            </StatusBadge>
          ) : status.earliest ? (
            <Countdown says={`Not before ${sayTime(status.earliest, zone)}`} dueAt={status.earliest} />
          ) : (
            <span className={parts.hint}>
              {sayQuantity(protocol.discharge.minimumTime.duration)} after the medicine has ended.
            </span>
          )}
        </div>
        <ul className={styles.gates}>
          {status.criteria.map((criterion) => (
            <Criterion
              key={criterion.criterion}
              criterion={criterion}
              isOpen={open === criterion.criterion}
              onOpen={() => {
                if (criterion.criterion === 'blood_pressure' || criterion.criterion === 'oxygen_saturation') onVitals();
                else setOpen(criterion.criterion);
              }}
              onConfirm={(met) =>
                confirming.ask({ type: 'ConfirmDischargeCriterion', criterion: criterion.criterion, met })
              }
              onClose={close}
            />
          ))}
        </ul>
        <Refusals asking={confirming} />
        {inHand > 0 && (
          <StatusBadge meaning="caution" wrap>
            Medicine is still in hand, or its waste waits for a witness
          </StatusBadge>
        )}
        {maySign ? (
          <button
            type="button"
            className={`${status.ready ? parts.primary : parts.button} ${parts.wide}`}
            onClick={() => signing.ask({ type: 'SignDischarge' })}
          >
            Sign the discharge
          </button>
        ) : (
          <p className={parts.hint}>A {sayRoles(protocol.discharge.signBy)} signs from their own sign-in.</p>
        )}
        <Refusals asking={signing} />
      </div>
    </Part>
  );
}

interface CriterionProps {
  readonly criterion: CriterionStatus;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onConfirm: (met: boolean) => void;
  readonly onClose: () => void;
}

/** The word on the button of a criterion that is measured, or has a form of its own. */
const OWN_FORM: Partial<Record<CriterionStatus['criterion'], string>> = {
  recovery_score: 'Score',
  blood_pressure: 'Measure',
  oxygen_saturation: 'Measure',
  escort_present: 'Hand over',
};

function Criterion({ criterion, isOpen, onOpen, onConfirm, onClose }: CriterionProps) {
  const { met, title, because } = criterion;
  const own = OWN_FORM[criterion.criterion];
  return (
    <li className={`${styles.gate} ${met ? styles.met : ''}`}>
      <span className={styles.sign}>
        <Sign name={met ? 'check' : 'triangle'} />
      </span>
      <div className={styles.words}>
        <strong>{title}</strong>
        <span className="hs-visually-hidden">{met ? ', met' : ', not met'}</span>
        <div className={styles.because}>{because}</div>
      </div>
      {own ? (
        <button
          type="button"
          className={met ? parts.quiet : parts.button}
          aria-expanded={isOpen}
          aria-label={`${own}: ${title}`}
          onClick={isOpen ? onClose : onOpen}
        >
          {own}
        </button>
      ) : (
        <span className={parts.row}>
          {!met && (
            <button type="button" className={parts.button} aria-label={`Yes: ${title}`} onClick={() => onConfirm(true)}>
              Yes
            </button>
          )}
          <button
            type="button"
            className={parts.quiet}
            aria-label={`Not so: ${title}`}
            onClick={() => onConfirm(false)}
          >
            No
          </button>
        </span>
      )}
      {isOpen && (
        <div className={styles.form}>
          {criterion.criterion === 'recovery_score' && <RecoveryScore onClose={onClose} />}
          {criterion.criterion === 'escort_present' && <HandOver onClose={onClose} />}
        </div>
      )}
    </li>
  );
}

/** Modified Aldrete, 2 down to 0. Source: clinical.md §4 "Leaving". */
const ALDRETE: Record<(typeof ALDRETE_PARTS)[number], readonly [string, string, string]> = {
  activity: ['moves four limbs', 'moves two', 'moves none'],
  respiration: ['breathes deeply, coughs', 'shallow or laboured', 'none of their own'],
  circulation: ['within 20 % of before', 'within 50 %', 'beyond 50 %'],
  consciousness: ['awake', 'rouses to voice', 'does not respond'],
  saturation: ['over 92 % on room air', 'needs oxygen for over 90 %', 'under 90 % with oxygen'],
};
type Part5 = (typeof ALDRETE_PARTS)[number];

function RecoveryScore({ onClose }: { onClose: () => void }) {
  const [score, setScore] = useState<Partial<Record<Part5, number>>>({});
  const asking = useAsk(onClose);
  const { activity, respiration, circulation, consciousness, saturation } = score;
  const total = ALDRETE_PARTS.reduce((sum, part) => sum + (score[part] ?? 0), 0);
  const left = ALDRETE_PARTS.filter((part) => score[part] === undefined);
  return (
    <InPlace title="Recovery score (modified Aldrete)" onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (
            activity === undefined ||
            respiration === undefined ||
            circulation === undefined ||
            consciousness === undefined ||
            saturation === undefined
          )
            return;
          asking.ask({
            type: 'RecordRecoveryScore',
            aldrete: { activity, respiration, circulation, consciousness, saturation },
          });
        }}
      >
        {ALDRETE_PARTS.map((part) => (
          <fieldset key={part} className={parts.choices}>
            <legend className={parts.label}>{part.charAt(0).toUpperCase() + part.slice(1)}</legend>
            {ALDRETE[part].map((says, index) => (
              <button
                key={says}
                type="button"
                className={parts.choice}
                aria-pressed={score[part] === 2 - index}
                onClick={() => setScore({ ...score, [part]: 2 - index })}
              >
                <strong>{2 - index}</strong> {says}
              </button>
            ))}
          </fieldset>
        ))}
        <button type="submit" className={parts.primary} disabled={left.length > 0}>
          {left.length > 0 ? `Still to score: ${left.join(', ')}` : `Record ${total} of 10`}
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}

function HandOver({ onClose }: { onClose: () => void }) {
  const session = useWholeSession();
  const named = session.gateConfirmations.findLast((one) => one.finding.gate === 'escort')?.finding;
  const [name, setName] = useState(named?.gate === 'escort' ? named.name : '');
  const [telephone, setTelephone] = useState(named?.gate === 'escort' ? named.telephone : '');
  const afterwards = useProtocol().afterwards;
  const asking = useAsk(onClose);
  return (
    <InPlace title="Hand over to the escort" onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'HandOverToEscort', name: name.trim(), telephone: telephone.trim() });
        }}
      >
        <Text label="Escort, here now" value={name} onChange={setName} />
        <Text label="Telephone" type="tel" value={telephone} onChange={setTelephone} />
        <details>
          <summary>What patient and escort are told</summary>
          <ul>
            {afterwards.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </details>
        <button type="submit" className={parts.primary}>
          Handed over
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}
