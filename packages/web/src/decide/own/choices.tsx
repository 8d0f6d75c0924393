/** One of several, and several of many: native fields in a group, so that a keyboard and a screen reader know them. */
import { LONGEST_TEXT } from '@holdspace/care';
import { useId } from 'react';
import styles from '../decide.module.css';

export function OneOf<Value extends string>({
  legend,
  isPlain,
  options,
  value,
  onChoose,
}: {
  legend: string;
  /** The legend reads as text, not as a heading. */
  isPlain?: boolean;
  options: readonly { readonly value: Value; readonly says: string }[];
  value: Value | undefined;
  onChoose(value: Value): void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={isPlain ? styles.plain : undefined}>{legend}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <label key={option.value} className={styles.choice}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
            <span>{option.says}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function SomeOf<Value extends string>({
  legend,
  options,
  values,
  onChoose,
}: {
  legend: string;
  options: readonly { readonly id: Value; readonly says: string }[];
  values: readonly Value[];
  onChoose(values: readonly Value[]): void;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      <div className={styles.many}>
        {options.map(({ id, says }) => (
          <label key={id} className={styles.check}>
            <input
              type="checkbox"
              checked={values.includes(id)}
              onChange={(event) =>
                onChoose(event.currentTarget.checked ? [...values, id] : values.filter((one) => one !== id))
              }
            />
            <span>{says}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A paste that is longer than what is taken is cut where it stands, in sight. */
export function Text({
  label,
  value,
  rows = 2,
  onType,
}: {
  label: string;
  value: string;
  rows?: number;
  onType(value: string): void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={LONGEST_TEXT}
        dir="auto"
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}
