/** A field for words, a day, a telephone number or a number, with its label and hint. */
import { useId } from 'react';
import parts from './parts.module.css';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'tel' | 'amount';
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
          // An amount stays as it was typed: a browser's own number field drops a comma without a word.
          type={type === 'amount' ? 'text' : type}
          {...(type === 'amount' && { inputMode: 'decimal' as const })}
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
