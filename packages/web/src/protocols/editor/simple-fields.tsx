/** Fields for one value: a number with its unit, a line of words, a day, one of several, yes or no. */
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEditing } from './context.ts';
import styles from './editor.module.css';
import { FieldMessages, messagesId, useIssues } from './field-messages.tsx';
import { sayChoice } from './form-schema.ts';
import { isList, isObject, type Json, type JsonObject, type Path } from './json.ts';

export interface FieldProps {
  readonly id: string;
  readonly path: Path;
  readonly label: string;
  readonly value: Json | undefined;
}

/** A number as it is typed: "0." on the way to "0.5" is kept as it stands. Empty is no number, never zero. */
export function NumberInput({
  id,
  label,
  value,
  invalid,
  onNumber,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: Json | undefined;
  readonly invalid: boolean;
  onNumber(value: number | undefined): void;
}) {
  const [typed, type] = useState<string>();
  const said = typeof value === 'number' ? String(value) : '';
  const numberOf = (text: string) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined);
  const isAsTyped =
    typed !== undefined && (numberOf(typed) === value || (numberOf(typed) === undefined && said === ''));
  return (
    <TextInput
      id={id}
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={isAsTyped ? typed : said}
      aria-invalid={invalid}
      aria-describedby={messagesId(id)}
      onChange={(event) => {
        type(event.currentTarget.value);
        onNumber(numberOf(event.currentTarget.value));
      }}
      onBlur={() => type(undefined)}
    />
  );
}

export function QuantityField({ id, path, label, value, units }: FieldProps & { readonly units: readonly string[] }) {
  const { write } = useEditing();
  const issues = useIssues(path, 'value', 'unit');
  const quantity: JsonObject = isObject(value) ? value : {};
  const unit = typeof quantity.unit === 'string' ? quantity.unit : (units[0] ?? '');
  return (
    <div className={styles.field}>
      <div className={styles.quantity}>
        <NumberInput
          id={id}
          label={label}
          value={quantity.value}
          invalid={issues.length > 0}
          onNumber={(number) => write(path, { ...(number !== undefined && { value: number }), unit }, id)}
        />
        {units.length > 1 ? (
          <NativeSelect
            aria-label={`${label}: unit`}
            size="md"
            data={units.map((one) => ({ value: one, label: sayUnit(one) }))}
            value={unit}
            onChange={(event) => write(path, { ...quantity, unit: event.currentTarget.value })}
          />
        ) : (
          <span className={styles.unit}>{sayUnit(unit)}</span>
        )}
      </div>
      <FieldMessages id={id} path={path} inside={['value', 'unit']} />
    </div>
  );
}

const UNIT_NAMES: Readonly<Record<string, string>> = {
  ug: 'µg',
  'ug/mL': 'µg/mL',
  'ug/kg': 'µg/kg',
  uL: 'µL',
  'uL/h': 'µL/h',
  'mm[Hg]': 'mmHg',
  '{score}': 'points',
  '/min': 'a minute',
  d: 'days',
};
const sayUnit = (unit: string) => UNIT_NAMES[unit] ?? unit;

export function NumberField({ id, path, label, value }: FieldProps) {
  const { write } = useEditing();
  const issues = useIssues(path);
  return (
    <div className={styles.field}>
      <NumberInput
        id={id}
        label={label}
        value={value}
        invalid={issues.length > 0}
        onNumber={(number) => write(path, number ?? null, id)}
      />
      <FieldMessages id={id} path={path} />
    </div>
  );
}

export function TextField({ id, path, label, value, isLong }: FieldProps & { readonly isLong: boolean }) {
  const { write } = useEditing();
  const issues = useIssues(path);
  const text = typeof value === 'string' ? value : '';
  const shared = {
    id,
    label,
    value: text,
    'aria-invalid': issues.length > 0,
    'aria-describedby': messagesId(id),
  };
  return (
    <div className={`${styles.field} ${isLong ? styles.wholeRow : ''}`}>
      {isLong ? (
        <Textarea {...shared} autosize minRows={2} onChange={(event) => write(path, event.currentTarget.value, id)} />
      ) : (
        <TextInput {...shared} onChange={(event) => write(path, event.currentTarget.value, id)} />
      )}
      <FieldMessages id={id} path={path} />
    </div>
  );
}

export function DayField({ id, path, label, value }: FieldProps) {
  const { write } = useEditing();
  return (
    <div className={styles.field}>
      <TextInput
        id={id}
        label={label}
        type="date"
        value={typeof value === 'string' ? value : ''}
        aria-invalid={useIssues(path).length > 0}
        aria-describedby={messagesId(id)}
        onChange={(event) => write(path, event.currentTarget.value, id)}
      />
      <FieldMessages id={id} path={path} />
    </div>
  );
}

export function ChoiceField({ id, path, label, value, of }: FieldProps & { readonly of: readonly string[] }) {
  const { write } = useEditing();
  const chosen = typeof value === 'string' ? value : '';
  return (
    <div className={styles.field}>
      <NativeSelect
        id={id}
        label={label}
        size="md"
        aria-invalid={useIssues(path).length > 0}
        aria-describedby={messagesId(id)}
        data={[
          ...(of.includes(chosen) ? [] : [{ value: chosen, label: chosen ? `${chosen}?` : 'Choose…' }]),
          ...of.map((one) => ({ value: one, label: sayChoice(one) })),
        ]}
        value={chosen}
        onChange={(event) => write(path, event.currentTarget.value)}
      />
      <FieldMessages id={id} path={path} />
    </div>
  );
}

export function YesField({ id, path, label, value }: FieldProps) {
  const { write } = useEditing();
  return (
    <div className={styles.field}>
      <Checkbox
        id={id}
        label={label}
        checked={value === true}
        aria-describedby={messagesId(id)}
        onChange={(event) => write(path, event.currentTarget.checked)}
      />
      <FieldMessages id={id} path={path} />
    </div>
  );
}

/** Boxes to tick: roles, readings, criteria; or ids of things that the document has, each said in words. */
export function SeveralField({
  id,
  path,
  label,
  value,
  of,
}: FieldProps & {
  readonly of: readonly { readonly value: string; readonly label: string }[];
}) {
  const { write } = useEditing();
  const chosen = isList(value) ? value.map(String) : [];
  // What is chosen and no longer there is shown, so that it can be taken away.
  const gone = chosen.filter((one) => !of.some((choice) => choice.value === one));
  return (
    <fieldset className={`${styles.several} ${styles.wholeRow}`} id={id} aria-describedby={messagesId(id)}>
      <legend>{label}</legend>
      <div className={styles.boxes}>
        {[...of, ...gone.map((one) => ({ value: one, label: `${one} (not there)` }))].map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) => {
              const isIn = event.currentTarget.checked;
              // In the order of the choices, so that ticking back and forth changes nothing.
              const next = [...of.map((one) => one.value), ...gone].filter((one) =>
                one === choice.value ? isIn : chosen.includes(one),
              );
              write(path, next);
            }}
          />
        ))}
      </div>
      <FieldMessages id={id} path={path} inside={chosen.map((_, index) => `[${index}]`).map((one) => one)} />
    </fieldset>
  );
}
