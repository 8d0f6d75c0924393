/** What is seldom done, one step away: adverse event, another's override, cancelling, leaving early. */
import { gatesAt, RULES } from '@holdspace/care';
import { useId, useState } from 'react';
import { Pick } from './choices.tsx';
import { GivenOutside } from './given-outside.tsx';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { Text } from './text-field.tsx';
import {
  useAsk,
  useLoaded,
  useMomentNow,
  useProtocol,
  useSession,
  useSessionZone,
  useWholeSession,
} from './use-session.tsx';
import { momentOf, NOW, type When, WhenChooser } from './when.tsx';

export type Act = 'adverse_event' | 'outside' | 'override' | 'cancel' | 'departure';

interface ActProps {
  readonly onDone: (says?: string) => void;
}

export function MoreActs({ onAct }: { onAct: (act: Act) => void }) {
  const status = useSession((session) => session.status);
  const given = useSession((session) => session.doses.length + session.infusions.length > 0);
  const isOn = status === 'open' || status === 'planned';
  return (
    <>
      {status !== 'planned' && (
        <button type="button" className={parts.button} onClick={() => onAct('adverse_event')}>
          Adverse event
        </button>
      )}
      {status !== 'planned' && (
        <button type="button" className={parts.button} onClick={() => onAct('outside')}>
          A dose given outside an order
        </button>
      )}
      {status === 'open' && <WithdrawTouch />}
      {isOn && (
        <button type="button" className={parts.button} onClick={() => onAct('override')}>
          Sign an override
        </button>
      )}
      {status === 'open' && (
        <button type="button" className={parts.button} onClick={() => onAct('departure')}>
          Left without discharge
        </button>
      )}
      {isOn && !given && (
        <button type="button" className={parts.button} onClick={() => onAct('cancel')}>
          Cancel the session
        </button>
      )}
    </>
  );
}

/** One touch; the banner over the room says the rest. */
function WithdrawTouch() {
  const asking = useAsk();
  return (
    <>
      <button type="button" className={parts.button} onClick={() => asking.ask({ type: 'WithdrawTouchConsent' })}>
        Touch withdrawn
      </button>
      <Refusals asking={asking} />
    </>
  );
}

export function ActForm({ act, onDone }: ActProps & { act: Act }) {
  switch (act) {
    case 'adverse_event':
      return <AdverseEvent onDone={onDone} />;
    case 'outside':
      return <GivenOutside onDone={onDone} />;
    case 'override':
      return <SignOverride onDone={onDone} />;
    case 'cancel':
      return <Cancel onDone={onDone} />;
    case 'departure':
      return <Departure onDone={onDone} />;
  }
}

/** CTCAE v5 grades in the words of everyday. */
const GRADES = [
  { value: '1', says: '1 mild' },
  { value: '2', says: '2 moderate' },
  { value: '3', says: '3 severe' },
  { value: '4', says: '4 life-threatening' },
  { value: '5', says: '5 death' },
] as const;
const RELATED = ['unrelated', 'unlikely', 'possible', 'probable', 'definite'] as const;
const OUTCOMES = ['resolved', 'resolving', 'ongoing', 'transferred', 'death'] as const;
const options = <T extends string>(values: readonly T[]) =>
  values.map((value) => ({ value, says: value.charAt(0).toUpperCase() + value.slice(1) }));
/** Those that are met most; anything else is written. */
const USUAL_TERMS = ['Nausea', 'Vomiting', 'Hypertension', 'Headache', 'Anxiety', 'Dizziness', 'Desaturation'];

function AdverseEvent({ onDone }: ActProps) {
  const [term, setTerm] = useState('');
  const [grade, setGrade] = useState<(typeof GRADES)[number]['value']>();
  const [related, setRelated] = useState<(typeof RELATED)[number]>();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>();
  const [done, setDone] = useState('');
  const [when, setWhen] = useState<When>(NOW);
  const now = useMomentNow();
  const zone = useSessionZone();
  const asking = useAsk(() => onDone('Adverse event recorded.'));
  return (
    <InPlace title="Adverse event" level={2} onClose={() => onDone()}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!grade || !related || !outcome) return;
          asking.ask({
            type: 'RecordAdverseEvent',
            at: momentOf(when, now(), zone),
            term: term.trim(),
            grade: Number(grade),
            relatedness: related,
            done: done.trim(),
            outcome,
          });
        }}
      >
        <div className={parts.choices}>
          {USUAL_TERMS.map((usual) => (
            <button
              key={usual}
              type="button"
              className={parts.choice}
              aria-pressed={term === usual}
              onClick={() => setTerm(usual)}
            >
              {usual}
            </button>
          ))}
        </div>
        <Text label="What happened" value={term} onChange={setTerm} />
        <Pick label="Grade (CTCAE)" options={GRADES} value={grade} onChange={setGrade} />
        <Pick label="Related to the medicine" options={options(RELATED)} value={related} onChange={setRelated} />
        <Text label="What was done" value={done} onChange={setDone} lines />
        <Pick label="Outcome so far" options={options(OUTCOMES)} value={outcome} onChange={setOutcome} />
        <WhenChooser of="It began" when={when} onChange={setWhen} />
        <button type="submit" className={parts.primary}>
          Record
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}

/** A second person signs what a colleague wants to override; it serves once. */
function SignOverride({ onDone }: ActProps) {
  const protocol = useProtocol();
  const { screening, consents } = useLoaded();
  const session = useWholeSession();
  const now = useMomentNow();
  const id = useId();
  const [rule, setRule] = useState('');
  const [reason, setReason] = useState('');
  const asking = useAsk(() => onDone('Override signed. Your colleague can go on.'));
  const gates = gatesAt(protocol, session, now(), { screening, consents }).filter(
    (gate) => !gate.met && gate.stop === 'soft',
  );
  const others = RULES.filter((one) => one.stop === 'soft' && !one.keepsTheRecordCoherent);
  return (
    <InPlace title="Sign an override for a colleague" level={2} onClose={() => onDone()}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'SignOverride', rule, reason: reason.trim() });
        }}
      >
        <div className={parts.field}>
          <label htmlFor={id}>Which rule</label>
          <select
            id={id}
            className={parts.input}
            required
            value={rule}
            onChange={(event) => setRule(event.currentTarget.value)}
          >
            <option value="">Choose…</option>
            {gates.length > 0 && (
              <optgroup label="Open gates">
                {gates.map((gate) => (
                  <option key={gate.rule} value={gate.rule}>
                    {gate.title}: {gate.because}
                  </option>
                ))}
              </optgroup>
            )}
            <optgroup label="Other soft stops">
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </optgroup>
          </select>
        </div>
        <Text label="Why it is right today" value={reason} onChange={setReason} />
        <p className={parts.hint}>It stands under your name in the record, and serves once.</p>
        <button type="submit" className={parts.caution}>
          Sign the override
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}

function Cancel({ onDone }: ActProps) {
  const [reason, setReason] = useState('');
  const asking = useAsk(() => onDone('Session cancelled.'));
  return (
    <InPlace title="Cancel the session" level={2} onClose={() => onDone()}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.ask({ type: 'CancelSession', reason: reason.trim() });
        }}
      >
        <Text label="Why" value={reason} onChange={setReason} />
        <button type="submit" className={parts.danger}>
          Cancel the session
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}

const WAYS = [
  { value: 'against_advice', says: 'Against advice' },
  { value: 'transferred', says: 'Transferred' },
  { value: 'died', says: 'Died' },
] as const;

function Departure({ onDone }: ActProps) {
  const [how, setHow] = useState<(typeof WAYS)[number]['value']>();
  const [reason, setReason] = useState('');
  const asking = useAsk(() => onDone('Recorded.'));
  return (
    <InPlace title="Left without a signed discharge" level={2} onClose={() => onDone()}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (how) asking.ask({ type: 'RecordDeparture', how, reason: reason.trim() });
        }}
      >
        <Pick label="How" options={WAYS} value={how} onChange={setHow} />
        <Text label="What happened, where to" value={reason} onChange={setReason} />
        <button type="submit" className={parts.danger}>
          Record
        </button>
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );
}
