/** Intoxication: whether signs of it are seen. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Pick } from '../choices.tsx';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Intoxication({ onFound }: FormProps<GateOf<'intoxication'>>) {
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
