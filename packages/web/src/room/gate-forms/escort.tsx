/** Escort: who takes the patient home, and whether they were reached. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Pick, YES_NO, type YesNo } from '../choices.tsx';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Escort({ onFound }: FormProps<GateOf<'escort'>>) {
  const [name, setName] = useState('');
  const [telephone, setTelephone] = useState('');
  const [reachable, setReachable] = useState<YesNo>();
  return (
    <GateFields
      onSend={() => reachable && onFound({ gate: 'escort', name, telephone, reachable: reachable === 'yes' })}
    >
      <Text label="Who takes the patient home" value={name} onChange={setName} />
      <Text label="Telephone" type="tel" value={telephone} onChange={setTelephone} />
      <Pick label="Reached today?" options={YES_NO} value={reachable} onChange={setReachable} />
    </GateFields>
  );
}
