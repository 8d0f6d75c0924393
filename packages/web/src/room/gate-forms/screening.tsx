/** Screening: who reviewed it, and when. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Screening({ onFound }: FormProps<GateOf<'screening'>>) {
  const [signedBy, setSignedBy] = useState('');
  const [signedOn, setSignedOn] = useState('');
  return (
    <GateFields onSend={() => onFound({ gate: 'screening', signedBy, signedOn })}>
      <Text label="Reviewed and signed by" value={signedBy} onChange={setSignedBy} />
      <Text label="Signed on" type="date" value={signedOn} onChange={setSignedOn} />
    </GateFields>
  );
}
