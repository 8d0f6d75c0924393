/** Focus: the issue or goal chosen, and the intention. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { useRoomPreparation } from '../quiet/use-preparation.ts';
import { Text } from '../text-field.tsx';
import { useSession } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Focus({ onFound }: FormProps<GateOf<'focus'>>) {
  const before = useSession((session) => session.focus);
  const intended = useSession((session) => session.intention);
  const page = useRoomPreparation().data?.page;
  // What is typed here stands; until then, what was said before, in the session or in preparation.
  const [typedFocus, setFocus] = useState<string>();
  const [typedIntention, setIntention] = useState<string>();
  const focus = typedFocus ?? before ?? page?.focus ?? '';
  const intention = typedIntention ?? intended ?? page?.intention ?? '';
  return (
    <GateFields
      onSend={() => onFound({ gate: 'focus', focus, ...(intention.trim() && { intention: intention.trim() }) })}
    >
      <Text label="Focus: the issue or goal chosen" value={focus} onChange={setFocus} lines />
      <Text label="Intention, in the patient’s words" value={intention} onChange={setIntention} optional lines />
    </GateFields>
  );
}
