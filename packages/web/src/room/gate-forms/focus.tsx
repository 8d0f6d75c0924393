/** Focus: the issue or goal chosen, and the intention. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Text } from '../text-field.tsx';
import { useSession } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Focus({ onFound }: FormProps<GateOf<'focus'>>) {
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
