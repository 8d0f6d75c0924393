/** Consent: what the patient agreed to, and on which day. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import parts from '../parts.module.css';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Consent({ gate, onFound }: FormProps<GateOf<'consent'>>) {
  const [signedOn, setSignedOn] = useState('');
  return (
    <GateFields
      send="The signed paper was seen"
      onSend={() => onFound({ gate: 'consent', document: gate.document, signedOn })}
    >
      <p className={parts.hint}>“{gate.document}”</p>
      <Text label="Signed on" type="date" value={signedOn} onChange={setSignedOn} />
    </GateFields>
  );
}
