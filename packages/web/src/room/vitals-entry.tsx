/**
 * Vital signs by one hand in a glove: a large pad, fields that go on by themselves, nothing filled in beforehand,
 * the last values beside each, and "is this right?" asked in the line itself.
 */
import {
  type Implausible,
  lastReading,
  monitoringAt,
  nextDue,
  type Observed,
  type Session,
  sayQuantity,
} from '@holdspace/care';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { sayTime } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { InPlace } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { useAsk, useMomentNow, useProtocol, useSession, useSessionZone, useWholeSession } from './use-session.tsx';
import styles from './vitals-entry.module.css';
import {
  digitsOf,
  FIELDS,
  type Field,
  type FieldName,
  isComplete,
  type Reading,
  readingOf,
  shownDigits,
  type Typed,
} from './vitals-fields.ts';
import { momentOf, NOW, type When, WhenChooser } from './when.tsx';

const USUAL: readonly Observed[] = ['blood_pressure', 'heart_rate', 'oxygen_saturation'];
/** Richmond Agitation-Sedation Scale, the part that is met here. */
const SEDATION = [
  { value: 1, says: '+1 restless' },
  { value: 0, says: '0 alert' },
  { value: -1, says: '−1 drowsy' },
  { value: -2, says: '−2 wakes briefly' },
  { value: -3, says: '−3 moves to voice' },
  { value: -4, says: '−4 to touch only' },
] as const;

/** What the next reading asks for, as it was when the entry was opened. */
function useWatchedNow(): readonly Observed[] {
  const protocol = useProtocol();
  const session = useWholeSession();
  const now = useMomentNow();
  const [watch] = useState(() => nextDue(monitoringAt(protocol, session, now()))?.watch ?? USUAL);
  return watch;
}

interface VitalsEntryProps {
  readonly onDone: (says?: string) => void;
}

export function VitalsEntry({ onDone }: VitalsEntryProps) {
  const watch = useWatchedNow();
  const [typed, setTyped] = useState<Typed>({});
  const [chosen, setChosen] = useState<{ sedation?: number; pain?: number }>({});
  const [when, setWhen] = useState<When>(NOW);
  const [more, setMore] = useState(watch.some((one) => !USUAL.includes(one)));
  const [current, setCurrent] = useState<FieldName>('systolic');
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<Extract<Reading, { known: false }>>();
  const inputs = useRef(new Map<FieldName, HTMLInputElement>());
  const now = useMomentNow();
  const zone = useSessionZone();
  const asking = useAsk(() => onDone('Vital signs recorded.'));
  const fields = more ? FIELDS : FIELDS.filter((field) => USUAL.includes(field.watch));
  const reading = readingOf(typed, chosen);
  const unlikely = reading.known ? reading.unlikely : [];
  const open = unlikely.filter((one) => !confirmed.includes(keyOf(one)));

  function goTo(name: FieldName) {
    setCurrent(name);
    inputs.current.get(name)?.focus({ preventScroll: true });
  }
  function type(field: Field, text: string) {
    const digits = digitsOf(field, text);
    setTyped({ ...typed, [field.name]: digits });
    setFault(undefined);
    asking.clear();
    const next = fields[fields.indexOf(field) + 1];
    if (digits.length > (typed[field.name] ?? '').length && isComplete(field, digits) && next) goTo(next.name);
  }
  function press(key: string) {
    const index = fields.findIndex((one) => one.name === current);
    const field = fields[index] ?? FIELDS[0];
    if (!field) return;
    const digits = typed[field.name] ?? '';
    if (key === 'next') goTo((fields[index + 1] ?? fields[0] ?? field).name);
    else if (key !== 'back') type(field, digits + key);
    else if (digits !== '') type(field, digits.slice(0, -1));
    else {
      const before = fields[index - 1];
      if (before) goTo(before.name);
    }
  }
  function record() {
    if (!reading.known) {
      setFault(reading);
      if (reading.field) goTo(reading.field);
      return;
    }
    if (open.length > 0) return;
    asking.ask({
      type: 'RecordVitalSigns',
      at: momentOf(when, now(), zone),
      vitalSigns: reading.vitalSigns,
      ...(unlikely.length > 0 && { confirmed: unlikely.map((one) => one.field) }),
    });
  }

  return (
    <InPlace title="New vital signs" level={2} onClose={() => onDone()} ownFocus className={styles.entry}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          record();
        }}
      >
        <div className={styles.fields}>
          {fields.map((field) => (
            <FieldLine
              key={field.name}
              field={field}
              digits={typed[field.name] ?? ''}
              isCurrent={current === field.name}
              startsHere={field === fields[0]}
              isFault={fault?.field === field.name}
              unlikely={unlikely.find((one) => fieldOf(one) === field.name)}
              isConfirmed={(one) => confirmed.includes(keyOf(one))}
              onConfirm={(one) => setConfirmed([...confirmed, keyOf(one)])}
              onCorrect={() => {
                setTyped({ ...typed, [field.name]: '' });
                goTo(field.name);
              }}
              onFocus={() => setCurrent(field.name)}
              onType={(text) => type(field, text)}
              onBack={() => press('back')}
              keep={(input) => {
                if (input) inputs.current.set(field.name, input);
                else inputs.current.delete(field.name);
              }}
            />
          ))}
          <div role="alert" className={styles.fault}>
            {fault?.because}
          </div>
        </div>
        <Pad onPress={press} />
        <div className={styles.rest}>
          {more && (
            <>
              <Choices
                of="Sedation (RASS)"
                options={SEDATION}
                chosen={chosen.sedation}
                onChoose={(sedation) => setChosen(without({ ...chosen, sedation }))}
              />
              <Choices
                of="Pain, 0 to 10"
                options={Array.from({ length: 11 }, (_, value) => ({ value, says: String(value) }))}
                chosen={chosen.pain}
                onChoose={(pain) => setChosen(without({ ...chosen, pain }))}
              />
            </>
          )}
          <WhenChooser of="Taken" when={when} onChange={setWhen} />
          <div className={parts.row}>
            <button type="submit" className={`${parts.primary} ${styles.record}`} disabled={open.length > 0}>
              {open.length > 0 ? 'Answer above first' : 'Record'}
            </button>
            {!more && (
              <button type="button" className={parts.quiet} onClick={() => setMore(true)}>
                Breaths, temperature, sedation, pain
              </button>
            )}
          </div>
          <Refusals asking={asking} />
        </div>
      </form>
    </InPlace>
  );
}

const without = (
  chosen: { sedation: number | undefined; pain?: number } | { sedation?: number; pain: number | undefined },
) =>
  Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) as {
    sedation?: number;
    pain?: number;
  };
const keyOf = (one: Implausible) => `${one.field} ${one.reading.value}`;
const fieldOf = (one: Implausible) => one.field.split('.').at(-1);

interface FieldLineProps {
  readonly field: Field;
  readonly digits: string;
  readonly isCurrent: boolean;
  readonly startsHere: boolean;
  readonly isFault: boolean;
  readonly unlikely: Implausible | undefined;
  readonly isConfirmed: (one: Implausible) => boolean;
  readonly onConfirm: (one: Implausible) => void;
  readonly onCorrect: () => void;
  readonly onFocus: () => void;
  readonly onType: (text: string) => void;
  readonly onBack: () => void;
  readonly keep: (input: HTMLInputElement | null) => void;
}

function FieldLine(props: FieldLineProps) {
  const { field, digits, unlikely } = props;
  const id = useId();
  const shown = shownDigits(field, digits);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Backspace' || digits !== '') return;
    event.preventDefault();
    props.onBack();
  }
  return (
    <div className={`${styles.line} ${props.isCurrent ? styles.current : ''}`}>
      <div className={styles.about}>
        <label htmlFor={id} className={styles.label}>
          {field.label}
          <span className={styles.unit}> {field.unit}</span>
        </label>
        <div id={`${id}last`} className={styles.last}>
          <LastValue of={field.name} />
        </div>
      </div>
      <input
        id={id}
        ref={props.keep}
        className={`${styles.value} hs-numbers`}
        // The pad is on the screen already; the device's own keyboard would cover it.
        inputMode="none"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: opened by the person to type here, and nothing else
        autoFocus={props.startsHere}
        aria-invalid={props.isFault}
        aria-describedby={`${id}last`}
        value={shown}
        onFocus={props.onFocus}
        onKeyDown={onKeyDown}
        onChange={(event) => props.onType(event.currentTarget.value)}
      />
      {unlikely && (
        <div className={styles.ask} role="alert">
          <span>
            <Sign name="triangle" size={16} /> {sayQuantity(unlikely.reading)} is{' '}
            {unlikely.because.replace('mm[Hg]', 'mmHg')}. Is this right?
          </span>
          {props.isConfirmed(unlikely) ? (
            <span>Yes, it is right.</span>
          ) : (
            <span className={parts.row}>
              <button type="button" className={parts.caution} onClick={() => props.onConfirm(unlikely)}>
                Yes, it is right
              </button>
              <button type="button" className={parts.button} onClick={props.onCorrect}>
                Correct it
              </button>
            </span>
          )}
        </div>
      )}
    </div>
  );
}

const END_OF_TIME = '9999' as Parameters<typeof lastReading>[2];
function lastOf(session: Session, name: FieldName) {
  if (name === 'systolic' || name === 'diastolic') {
    const found = lastReading(session, 'bloodPressure', END_OF_TIME);
    return found && { value: found.value[name].value, at: found.entry.at };
  }
  const found = lastReading(session, name, END_OF_TIME);
  return found && { value: found.value.value, at: found.entry.at };
}

/** The last value that was read, to compare with; never filled in. */
function LastValue({ of }: { of: FieldName }) {
  const zone = useSessionZone();
  const says = useSession((session) => {
    const last = lastOf(session, of);
    return last ? `last ${last.value} at ${sayTime(last.at, zone)}` : 'no reading yet';
  });
  return says;
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'back', '0', 'next'] as const;

/** For touch alone: a keyboard types into the fields themselves. */
function Pad({ onPress }: { onPress: (key: string) => void }) {
  return (
    <div className={styles.pad}>
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          className={styles.key}
          aria-label={key === 'back' ? 'Delete the last digit' : key === 'next' ? 'Next field' : key}
          // Keeps the focus in the field, so that the eye and the reader stay where the digits go.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPress(key)}
        >
          {key === 'back' ? '⌫' : key === 'next' ? 'Next' : key}
        </button>
      ))}
    </div>
  );
}

interface ChoicesProps {
  readonly of: string;
  readonly options: readonly { readonly value: number; readonly says: string }[];
  readonly chosen: number | undefined;
  readonly onChoose: (value: number | undefined) => void;
}

function Choices({ of, options, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset className={parts.choices}>
      <legend className={parts.label}>{of}</legend>
      {options.map(({ value, says }) => (
        <button
          key={value}
          type="button"
          className={parts.choice}
          aria-pressed={chosen === value}
          onClick={() => onChoose(chosen === value ? undefined : value)}
        >
          {says}
        </button>
      ))}
    </fieldset>
  );
}
