/** Pregnancy test: its result, or why it does not apply. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Pick } from '../choices.tsx';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function PregnancyTest({ onFound }: FormProps<GateOf<'pregnancy_test'>>) {
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
