/** A time by the clock, typed as four digits on the 24-hour clock that the whole room shows, whatever the device's own. */
import { useState } from 'react';
import parts from './parts.module.css';

/** "1405" -> "14:05"; undefined while it is no time. */
export function clockOf(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '').padStart(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  if (typed.replace(/\D/g, '').length < 3 || digits.length > 4 || hours > 23 || minutes > 59) return undefined;
  return `${digits.slice(0, 2)}:${digits.slice(2, 4)}`;
}

interface ClockInputProps {
  readonly id: string;
  /** What is shown while nothing is being typed. */
  readonly value: string;
  readonly onChange: (clock: string) => void;
  readonly required?: boolean;
  readonly className?: string | undefined;
  readonly describedBy?: string;
}

export function ClockInput({ id, value, onChange, required, className, describedBy }: ClockInputProps) {
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && typed.replace(/\D/g, '').length >= 4 && clockOf(typed) === undefined;
  return (
    <input
      id={id}
      className={`${parts.input} ${className ?? ''} hs-numbers`}
      inputMode="numeric"
      autoComplete="off"
      placeholder="hh:mm"
      maxLength={5}
      pattern="[0-9]{1,2}:?[0-9]{2}"
      title="A time such as 14:05"
      required={required}
      aria-invalid={isWrong}
      aria-describedby={describedBy}
      value={typed ?? value}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        const text = event.currentTarget.value.replace(/[^\d:]/g, '');
        setTyped(text);
        const clock = clockOf(text);
        if (clock) onChange(clock);
      }}
    />
  );
}
