/** The numbers of what a rule looks for, field by field. */
import { type LooksFor, SLEEP_ANSWERS, SLEEP_WORDS, type SleepAnswer } from '@holdspace/care';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';

interface FieldsProps {
  readonly looksFor: LooksFor;
  readonly onChange: (looksFor: LooksFor) => void;
}

export function LooksForFields({ looksFor, onChange }: FieldsProps) {
  switch (looksFor.kind) {
    case 'check_in_missed':
      return (
        <Whole
          label="Hours after its time ran out"
          low={0}
          high={336}
          value={looksFor.hours}
          onChange={(hours) => onChange({ ...looksFor, hours })}
        />
      );
    case 'check_in_to_call':
      return (
        <Whole
          label="Hours after it opened"
          low={0}
          high={48}
          value={looksFor.hours}
          onChange={(hours) => onChange({ ...looksFor, hours })}
        />
      );
    case 'measure_missed':
      return (
        <Whole
          label="Hours after it was due"
          low={0}
          high={336}
          value={looksFor.hours}
          onChange={(hours) => onChange({ ...looksFor, hours })}
        />
      );
    case 'clearance_overdue':
      return (
        <Whole
          label="Days after the day it was due"
          low={0}
          high={14}
          value={looksFor.days}
          onChange={(days) => onChange({ ...looksFor, days })}
        />
      );
    case 'distress':
      return (
        <Whole
          label="Distress from"
          low={0}
          high={10}
          value={looksFor.atLeast}
          onChange={(atLeast) => onChange({ ...looksFor, atLeast })}
        />
      );
    case 'sleep':
      return (
        <>
          <NativeSelect
            label="Sleep, or worse"
            value={looksFor.atMost}
            onChange={({ currentTarget }) => onChange({ ...looksFor, atMost: currentTarget.value as SleepAnswer })}
            data={SLEEP_ANSWERS.map((one) => ({ value: one, label: SLEEP_WORDS[one] }))}
          />
          <Whole
            label="Check-ins in a row"
            low={1}
            high={10}
            value={looksFor.inARow}
            onChange={(inARow) => onChange({ ...looksFor, inARow })}
          />
        </>
      );
    case 'not_safe':
      return (
        <Checkbox
          label="Also when the answer is “I am not sure”"
          checked={looksFor.unsureToo}
          onChange={({ currentTarget }) => onChange({ ...looksFor, unsureToo: currentTarget.checked })}
        />
      );
    case 'crisis_words':
      return (
        <Whole
          label="Crisis words from"
          low={1}
          high={20}
          value={looksFor.atLeast}
          onChange={(atLeast) => onChange({ ...looksFor, atLeast })}
        />
      );
    case 'no_integration_visit':
      return (
        <Whole
          label="Days after a dosing session"
          low={1}
          high={90}
          value={looksFor.days}
          onChange={(days) => onChange({ ...looksFor, days })}
        />
      );
    case 'score':
      return (
        <Whole
          label={`${looksFor.measure.toUpperCase()}${looksFor.item ? `, item ${looksFor.item},` : ''} from`}
          low={0}
          high={1000}
          value={looksFor.atLeast}
          onChange={(atLeast) => onChange({ ...looksFor, atLeast })}
        />
      );
    case 'concern':
      return null;
  }
}

interface WholeProps {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}
/** What is not a number yet stays as it is typed, and is said at the field. */
function Whole({ label, low, high, value, onChange }: WholeProps) {
  const isRight = Number.isInteger(value) && value >= low && value <= high;
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      label={label}
      min={low}
      max={high}
      value={Number.isNaN(value) ? '' : value}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? Number.NaN : Number(currentTarget.value))}
      error={!isRight && `A whole number from ${low} to ${high}.`}
    />
  );
}
