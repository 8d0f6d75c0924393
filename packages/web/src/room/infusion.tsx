/** A running infusion, read from across the room: rate, delivered, time left; and what is done to it. */
import { type Infusion, infusionAt, type PumpRate, quantity, sayQuantity } from '@holdspace/care';
import { useState } from 'react';
import { sayClock } from '../ui/moment.ts';
import { toTenths } from '../ui/quantity-text.tsx';
import { numberIn, readThousandths, wrongWith } from '../ui/typed-number.ts';
import styles from './infusion.module.css';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import { type Asking, useAsk, useMoment } from './use-session.tsx';

type Act = 'rate' | 'pause' | 'stop';

export function InfusionRunning({ infusion }: { infusion: Infusion }) {
  const moment = useMoment();
  const progress = infusionAt(infusion, moment);
  const [act, setAct] = useState<Act>();
  const asking = useAsk(() => setAct(undefined));
  const close = () => {
    setAct(undefined);
    asking.clear();
  };
  const share = Math.round((progress.delivered.value / Math.max(1, infusion.amount.value)) * 100);
  return (
    <div className={parts.stack}>
      <div className={styles.figures}>
        <Figure name="Rate" value={progress.state === 'running' ? sayQuantity(progress.rate) : progress.state} />
        <Figure
          name="Delivered"
          value={sayQuantity(toTenths(progress.delivered))}
          of={`of ${sayQuantity(infusion.amount)}`}
        />
        <Figure
          name="Time left"
          value={progress.secondsLeft === undefined ? '–' : sayClock(progress.secondsLeft * 1000)}
          {...(progress.state === 'paused' && { of: `resumes at ${sayQuantity(infusion.rate)}` })}
          {...(progress.state === 'empty' && { of: 'the bag is empty: stop it' })}
        />
      </div>
      <progress className={styles.bar} max={100} value={share} aria-label={`${share} percent delivered`} />
      <p className="hs-visually-hidden" aria-live="polite">
        Infusion {progress.state}.
      </p>
      {act === undefined && (
        <div className={styles.acts}>
          {progress.state === 'paused' ? (
            <button type="button" className={parts.primary} onClick={() => asking.ask({ type: 'ResumeInfusion' })}>
              Resume
            </button>
          ) : (
            progress.state === 'running' && (
              <button type="button" className={parts.button} onClick={() => setAct('pause')}>
                Pause
              </button>
            )
          )}
          {progress.state !== 'empty' && (
            <button type="button" className={parts.button} onClick={() => setAct('rate')}>
              Change rate
            </button>
          )}
          <button
            type="button"
            className={progress.state === 'empty' ? parts.primary : parts.button}
            onClick={() => setAct('stop')}
          >
            Stop the infusion
          </button>
        </div>
      )}
      {act === 'pause' && <Pause asking={asking} onClose={close} />}
      {act === 'rate' && <ChangeRate asking={asking} rate={infusion.rate} onClose={close} />}
      {act === 'stop' && <Stop asking={asking} onClose={close} />}
      <Refusals asking={asking} />
    </div>
  );
}

function Figure({ name, value, of }: { name: string; value: string; of?: string }) {
  return (
    <div className={styles.figure}>
      <div className={styles.name}>{name}</div>
      <div className={`${styles.value} hs-numbers`}>{value}</div>
      {of && <div className={`${styles.of} hs-numbers`}>{of}</div>}
    </div>
  );
}

interface ActProps {
  readonly asking: Asking;
  readonly onClose: () => void;
}

/** Why, by one touch, or in words. */
function Reasons({ reasons, onReason }: { reasons: readonly string[]; onReason: (reason: string) => void }) {
  const [other, setOther] = useState('');
  return (
    <>
      <div className={parts.choices}>
        {reasons.map((reason) => (
          <button key={reason} type="button" className={parts.button} onClick={() => onReason(reason)}>
            {reason}
          </button>
        ))}
      </div>
      <form
        className={styles.other}
        onSubmit={(event) => {
          event.preventDefault();
          onReason(other.trim());
        }}
      >
        <Text label="Another reason" value={other} onChange={setOther} />
        <button type="submit" className={parts.button}>
          Record
        </button>
      </form>
    </>
  );
}

function Pause({ asking, onClose }: ActProps) {
  return (
    <InPlace title="Pause: why?" onClose={onClose}>
      <Reasons
        reasons={['Pressure high', 'Nausea', 'The patient asks', 'Distress', 'Line or pump']}
        onReason={(reason) => asking.ask({ type: 'PauseInfusion', reason })}
      />
    </InPlace>
  );
}

function ChangeRate({ asking, rate, onClose }: ActProps & { rate: PumpRate }) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const read = readThousandths(typed);
  const value = numberIn(read);
  return (
    <InPlace title="Change the rate" onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (value === undefined) return;
          asking.ask({ type: 'ChangeInfusionRate', rate: quantity(value, 'uL/h'), reason: reason.trim() });
        }}
      >
        <Text
          label="New rate, mL/h"
          type="amount"
          value={typed}
          onChange={setTyped}
          hint={wrongWith(typed, read) ?? `Now ${sayQuantity(rate)}. Set the pump by hand; this records it.`}
        />
        <Text label="Why" value={reason} onChange={setReason} />
        <div className={parts.row}>
          <button type="submit" className={parts.primary}>
            Record the new rate
          </button>
        </div>
      </form>
    </InPlace>
  );
}

const STOPS = [
  { reason: 'completed', says: 'Completed' },
  { reason: 'patient_request', says: 'The patient asks' },
  { reason: 'adverse_event', says: 'Adverse event' },
  { reason: 'prescriber_decision', says: 'Prescriber decides' },
] as const;

function Stop({ asking, onClose }: ActProps) {
  const [note, setNote] = useState('');
  return (
    <InPlace title="Stop the infusion: why?" onClose={onClose}>
      <div className={parts.choices}>
        {STOPS.map(({ reason, says }) => (
          <button
            key={reason}
            type="button"
            className={parts.button}
            onClick={() => asking.ask({ type: 'StopInfusion', reason })}
          >
            {says}
          </button>
        ))}
      </div>
      <form
        className={styles.other}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'StopInfusion', reason: 'other', note: note.trim() });
        }}
      >
        <Text label="Another reason" value={note} onChange={setNote} />
        <button type="submit" className={parts.button}>
          Stop
        </button>
      </form>
    </InPlace>
  );
}
