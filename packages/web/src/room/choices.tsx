/** Questions that are answered by touching one of a few large targets, or any of them. */
import { useId } from 'react';
import parts from './parts.module.css';

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

export const YES_NO = [
  { value: 'yes', says: 'Yes' },
  { value: 'no', says: 'No' },
] as const;
export type YesNo = (typeof YES_NO)[number]['value'];
