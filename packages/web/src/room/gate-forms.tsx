/** One short form for each kind of gate: what is seen or asked when it is confirmed. */
import {
  type GateFinding,
  type GateOf,
  type Instant,
  later,
  MINUTE,
  type ProtocolGate,
  quantity,
  UNITS,
} from '@holdspace/care';
import { type ReactNode, useId, useState } from 'react';
import { dayOf, momentAt, sayTime } from '../ui/moment.ts';
import { ClockInput } from './clock-input.tsx';
import parts from './parts.module.css';
import { useLoaded, useMomentNow, useProtocol, useSession, useSessionZone } from './use-session.tsx';

interface FormProps<G extends ProtocolGate> {
  readonly gate: G;
  /** Sends what was found; a form shows no more than what it asks. */
  readonly onFound: (finding: GateFinding) => void;
}

/** A form with its one button. */
function GateFields({
  children,
  onSend,
  send = 'Confirm',
}: {
  children?: ReactNode;
  onSend: () => void;
  send?: string;
}) {
  return (
    <form
      className={parts.stack}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      <div className={parts.row}>
        <button type="submit" className={parts.primary}>
          {send}
        </button>
      </div>
    </form>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'tel' | 'number';
  readonly optional?: boolean;
  readonly hint?: string;
  readonly lines?: boolean;
}

export function Text({ label, value, onChange, type = 'text', optional, hint, lines }: TextProps) {
  const id = useId();
  const common = {
    id,
    className: parts.input,
    required: !optional,
    value,
    autoComplete: 'off',
    ...(hint && { 'aria-describedby': `${id}hint` }),
  };
  return (
    <div className={parts.field}>
      <label htmlFor={id}>
        {label}
        {optional && ' (if any)'}
      </label>
      {lines ? (
        <textarea {...common} maxLength={4000} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          type={type}
          {...(type === 'number' && { step: 'any', inputMode: 'decimal' as const })}
          maxLength={300}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {hint && (
        <div id={`${id}hint`} className={parts.hint}>
          {hint}
        </div>
      )}
    </div>
  );
}

interface PickProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly says: string }[];
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
}

/** One of a few, each a large target; nothing is chosen beforehand. */
export function Pick<T extends string>({ label, options, value, onChange }: PickProps<T>) {
  const name = useId();
  return (
    <fieldset className={parts.choices}>
      <legend className={parts.label}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={parts.choice}>
          <input
            type="radio"
            name={name}
            required
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {option.says}
        </label>
      ))}
    </fieldset>
  );
}

/** Any of a few. */
export function Ticks({
  label,
  options,
  ticked,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly says: string; readonly hint?: string }[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}) {
  return (
    <fieldset className={parts.choices}>
      <legend className={parts.label}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={parts.choice} title={option.hint}>
          <input
            type="checkbox"
            checked={ticked.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...ticked, option.value] : ticked.filter((one) => one !== option.value),
              )
            }
          />
          {option.says}
        </label>
      ))}
    </fieldset>
  );
}

const useToday = () => dayOf(useMomentNow()(), useSessionZone());
const YES_NO = [
  { value: 'yes', says: 'Yes' },
  { value: 'no', says: 'No' },
] as const;
type YesNo = 'yes' | 'no';

function Consent({ gate, onFound }: FormProps<GateOf<'consent'>>) {
  const [signedOn, setSignedOn] = useState('');
  return (
    <GateFields
      send="The signed paper was seen"
      onSend={() => onFound({ gate: 'consent', document: gate.document, signedOn })}
    >
      <p className={parts.hint}>“{gate.document}”</p>
      <Text label="Signed on" type="date" value={signedOn} onChange={setSignedOn} />
    </GateFields>
  );
}

function TouchConsent({ onFound }: FormProps<GateOf<'touch_consent'>>) {
  const [given, setGiven] = useState<YesNo>();
  const [limits, setLimits] = useState('');
  const [stopSign, setStopSign] = useState('');
  return (
    <GateFields onSend={() => given && onFound({ gate: 'touch_consent', given: given === 'yes', limits, stopSign })}>
      <Pick label="May we touch, as agreed?" options={YES_NO} value={given} onChange={setGiven} />
      <Text label="What is welcome, and what is not" value={limits} onChange={setLimits} />
      <Text
        label="Sign that says stop"
        value={stopSign}
        onChange={setStopSign}
        hint="Such as: an open palm, the word stop."
      />
    </GateFields>
  );
}

function Screening({ onFound }: FormProps<GateOf<'screening'>>) {
  const [signedBy, setSignedBy] = useState('');
  const [signedOn, setSignedOn] = useState('');
  return (
    <GateFields onSend={() => onFound({ gate: 'screening', signedBy, signedOn })}>
      <Text label="Reviewed and signed by" value={signedBy} onChange={setSignedBy} />
      <Text label="Signed on" type="date" value={signedOn} onChange={setSignedOn} />
    </GateFields>
  );
}

type Identifier = Extract<GateFinding, { gate: 'identity' }>['identifiers'][number];
const IDENTIFIERS: readonly { value: Identifier; says: string }[] = [
  { value: 'name', says: 'Name' },
  { value: 'date_of_birth', says: 'Date of birth' },
  { value: 'record_number', says: 'Record number' },
  { value: 'photograph', says: 'Photograph' },
  { value: 'address', says: 'Address' },
  { value: 'telephone', says: 'Telephone' },
];

function Identity({ gate, onFound }: FormProps<GateOf<'identity'>>) {
  const { patient } = useLoaded();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  return (
    <GateFields
      onSend={() => onFound({ gate: 'identity', identifiers: ticked as Identifier[] })}
      send={ticked.length < gate.identifiers ? `Confirm (${gate.identifiers} asked)` : 'Confirm'}
    >
      <p className={parts.hint}>
        The patient says them; the screen shows: {patient.name}, {patient.dateOfBirth}, {patient.recordNumber}.
      </p>
      <Ticks label="Checked with the patient" options={IDENTIFIERS} ticked={ticked} onChange={setTicked} />
    </GateFields>
  );
}

function Weight({ onFound }: FormProps<GateOf<'weight'>>) {
  const today = useToday();
  const [value, setValue] = useState('');
  // Not chosen beforehand: pounds taken for kilograms would more than double a dose.
  const [unit, setUnit] = useState<'kg' | '[lb_av]'>();
  const [measuredOn, setMeasuredOn] = useState(today);
  const last = useSession((session) => session.plan?.lastWeight);
  const typed = Number(value);
  const kilograms = unit === '[lb_av]' ? Math.round(typed * UNITS['[lb_av]'].factor * 100) / 100 : typed;
  const jump =
    last && unit && typed > 0 && Math.abs(kilograms - last.value) * 100 > last.value * 10
      ? `${kilograms} ${last.value}`
      : undefined;
  const [confirmed, setConfirmed] = useState<string>();
  return (
    <GateFields
      onSend={() =>
        onFound({
          gate: 'weight',
          weight: quantity(kilograms, 'kg'),
          measuredOn,
          ...(jump !== undefined && confirmed === jump && { confirmed: true }),
        })
      }
    >
      <div className={parts.row}>
        <Text label="Weight" type="number" value={value} onChange={setValue} />
        <Pick
          label="Unit"
          options={[
            { value: 'kg', says: 'kg' },
            { value: '[lb_av]', says: 'lb' },
          ]}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <p className={parts.hint} aria-live="polite">
        {unit === '[lb_av]' && typed > 0 && `${kilograms} kg. `}
        {last ? `Last on record: ${last.value} kg.` : 'No earlier weight on record.'}
      </p>
      {jump !== undefined && (
        <label className={parts.choice}>
          <input
            type="checkbox"
            checked={confirmed === jump}
            onChange={(event) => setConfirmed(event.currentTarget.checked ? jump : undefined)}
          />
          {kilograms} kg differs by more than 10 % from the last weight. Yes, this is right.
        </label>
      )}
      <Text label="Measured on" type="date" value={measuredOn} onChange={setMeasuredOn} />
    </GateFields>
  );
}

interface ClockFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (clock: string) => void;
  readonly hint: string;
}

function ClockField({ label, value, onChange, hint }: ClockFieldProps) {
  const id = useId();
  return (
    <div className={parts.field}>
      <label htmlFor={id}>{label}</label>
      <ClockInput id={id} value={value} onChange={onChange} required describedBy={`${id}hint`} />
      <div id={`${id}hint`} className={parts.hint}>
        {hint}
      </div>
    </div>
  );
}

/** A time by the clock within the last day: later than now means yesterday. */
function lastTime(clock: string, now: Instant, zone: string): Instant {
  const today = momentAt(dayOf(now, zone), clock, zone);
  return today > now ? later(today, -24 * 60 * MINUTE) : today;
}

function Fasting({ gate, onFound }: FormProps<GateOf<'fasting'>>) {
  const [solids, setSolids] = useState('');
  const [liquids, setLiquids] = useState('');
  const now = useMomentNow();
  const zone = useSessionZone();
  const says = (clock: string) => {
    if (!clock) return undefined;
    const moment = lastTime(clock, now(), zone);
    const hours = (Date.parse(now()) - Date.parse(moment)) / (60 * MINUTE);
    return `${sayTime(moment, zone)}, ${Math.floor(hours)} h ${Math.floor((hours % 1) * 60)} min ago`;
  };
  return (
    <GateFields
      onSend={() =>
        onFound({
          gate: 'fasting',
          lastSolids: lastTime(solids, now(), zone),
          lastClearLiquids: lastTime(liquids, now(), zone),
        })
      }
    >
      <ClockField
        label={`Last ate at (${gate.solids.value / 3600} h asked)`}
        value={solids}
        onChange={setSolids}
        hint={says(solids) ?? 'A time later than now is read as yesterday’s.'}
      />
      <ClockField
        label={`Last drank at (${gate.clearLiquids.value / 3600} h asked)`}
        value={liquids}
        onChange={setLiquids}
        hint={says(liquids) ?? 'Clear liquids only.'}
      />
    </GateFields>
  );
}

function Escort({ onFound }: FormProps<GateOf<'escort'>>) {
  const [name, setName] = useState('');
  const [telephone, setTelephone] = useState('');
  const [reachable, setReachable] = useState<YesNo>();
  return (
    <GateFields
      onSend={() => reachable && onFound({ gate: 'escort', name, telephone, reachable: reachable === 'yes' })}
    >
      <Text label="Who takes the patient home" value={name} onChange={setName} />
      <Text label="Telephone" type="tel" value={telephone} onChange={setTelephone} />
      <Pick label="Reached today?" options={YES_NO} value={reachable} onChange={setReachable} />
    </GateFields>
  );
}

function PregnancyTest({ onFound }: FormProps<GateOf<'pregnancy_test'>>) {
  const [result, setResult] = useState<'negative' | 'positive' | 'does_not_apply'>();
  const [note, setNote] = useState('');
  return (
    <GateFields
      onSend={() => result && onFound({ gate: 'pregnancy_test', result, ...(note.trim() && { note: note.trim() }) })}
    >
      <Pick
        label="Test"
        options={[
          { value: 'negative', says: 'Negative' },
          { value: 'positive', says: 'Positive' },
          { value: 'does_not_apply', says: 'Does not apply' },
        ]}
        value={result}
        onChange={setResult}
      />
      <Text label="Note" value={note} onChange={setNote} optional={result !== 'does_not_apply'} />
    </GateFields>
  );
}

function Intoxication({ onFound }: FormProps<GateOf<'intoxication'>>) {
  const [signs, setSigns] = useState<'none' | 'present'>();
  const [note, setNote] = useState('');
  return (
    <GateFields
      onSend={() => signs && onFound({ gate: 'intoxication', signs, ...(note.trim() && { note: note.trim() }) })}
    >
      <Pick
        label="Signs of intoxication"
        options={[
          { value: 'none', says: 'None seen' },
          { value: 'present', says: 'Present' },
        ]}
        value={signs}
        onChange={setSigns}
      />
      {signs === 'present' && <Text label="What was seen" value={note} onChange={setNote} />}
    </GateFields>
  );
}

function SuicideRisk({ gate, onFound }: FormProps<GateOf<'suicide_risk'>>) {
  const [risk, setRisk] = useState<YesNo>();
  const [note, setNote] = useState('');
  return (
    <GateFields
      onSend={() =>
        risk &&
        onFound({
          gate: 'suicide_risk',
          instrument: gate.instrument,
          acuteRisk: risk === 'yes',
          ...(note.trim() && { note: note.trim() }),
        })
      }
    >
      <p className={parts.hint}>{gate.instrument}, reviewed today</p>
      <Pick label="Acute risk?" options={YES_NO} value={risk} onChange={setRisk} />
      {risk === 'yes' && (
        <p role="alert">
          <strong>Page the on-call clinician now</strong> and follow the safety plan. In the US, the crisis line is 988.
        </p>
      )}
      <Text label="Note" value={note} onChange={setNote} optional={risk !== 'yes'} />
    </GateFields>
  );
}

function EmergencyEquipment({ gate, onFound }: FormProps<GateOf<'emergency_equipment'>>) {
  const [items, setItems] = useState<readonly string[]>([]);
  return (
    <GateFields onSend={() => onFound({ gate: 'emergency_equipment', items: [...items] })}>
      <Ticks
        label="Seen and working, within reach"
        options={gate.items.map((item) => ({ value: item, says: item }))}
        ticked={items}
        onChange={setItems}
      />
    </GateFields>
  );
}

function SettingPrepared({ onFound }: FormProps<GateOf<'setting_prepared'>>) {
  const { setting } = useProtocol();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [changed, setChanged] = useState('');
  return (
    <GateFields
      onSend={() =>
        onFound({
          gate: 'setting_prepared',
          elements: [...ticked],
          ...(changed.trim() && { changed: changed.trim() }),
        })
      }
    >
      <Ticks
        label="Made ready"
        options={setting.map((one) => ({ value: one.id, says: one.name, hint: one.detail }))}
        ticked={ticked}
        onChange={setTicked}
      />
      <Text label="Changed or left out, as the patient wished" value={changed} onChange={setChanged} optional lines />
    </GateFields>
  );
}

function Focus({ onFound }: FormProps<GateOf<'focus'>>) {
  const before = useSession((session) => session.focus);
  const [focus, setFocus] = useState(before ?? '');
  const [intention, setIntention] = useState('');
  return (
    <GateFields
      onSend={() => onFound({ gate: 'focus', focus, ...(intention.trim() && { intention: intention.trim() }) })}
    >
      <Text label="Focus: the issue or goal chosen" value={focus} onChange={setFocus} lines />
      <Text label="Intention, in the patient’s words" value={intention} onChange={setIntention} optional lines />
    </GateFields>
  );
}

/** The form of a gate; none for those that are read from the log itself. */
export function GateForm({ gate, onFound }: FormProps<ProtocolGate>) {
  switch (gate.gate) {
    case 'consent':
      return <Consent gate={gate} onFound={onFound} />;
    case 'touch_consent':
      return <TouchConsent gate={gate} onFound={onFound} />;
    case 'screening':
      return <Screening gate={gate} onFound={onFound} />;
    case 'identity':
      return <Identity gate={gate} onFound={onFound} />;
    case 'weight':
      return <Weight gate={gate} onFound={onFound} />;
    case 'fasting':
      return <Fasting gate={gate} onFound={onFound} />;
    case 'escort':
      return <Escort gate={gate} onFound={onFound} />;
    case 'pregnancy_test':
      return <PregnancyTest gate={gate} onFound={onFound} />;
    case 'intoxication':
      return <Intoxication gate={gate} onFound={onFound} />;
    case 'suicide_risk':
      return <SuicideRisk gate={gate} onFound={onFound} />;
    case 'emergency_equipment':
      return <EmergencyEquipment gate={gate} onFound={onFound} />;
    case 'setting_prepared':
      return <SettingPrepared gate={gate} onFound={onFound} />;
    case 'focus':
      return <Focus gate={gate} onFound={onFound} />;
    case 'baseline_vital_signs':
    case 'people_present':
      return null;
  }
}
