/** Identity: by what the patient was recognised. */
import type { GateFinding, GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Ticks } from '../choices.tsx';
import parts from '../parts.module.css';
import { useLoaded } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

type Identifier = Extract<GateFinding, { gate: 'identity' }>['identifiers'][number];
const IDENTIFIERS: readonly { value: Identifier; says: string }[] = [
  { value: 'name', says: 'Name' },
  { value: 'date_of_birth', says: 'Date of birth' },
  { value: 'record_number', says: 'Record number' },
  { value: 'photograph', says: 'Photograph' },
  { value: 'address', says: 'Address' },
  { value: 'telephone', says: 'Telephone' },
];

export function Identity({ gate, onFound }: FormProps<GateOf<'identity'>>) {
  const { patient } = useLoaded();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  return (
    <GateFields
      onSend={() => onFound({ gate: 'identity', identifiers: ticked as Identifier[] })}
      send={ticked.length < gate.identifiers ? `Confirm (${gate.identifiers} asked)` : 'Confirm'}
    >
      <p className={parts.hint}>
        The patient says them; the screen shows: {patient.name}, {patient.dateOfBirth}, {patient.recordNumber}.
      </p>
      <Ticks label="Checked with the patient" options={IDENTIFIERS} ticked={ticked} onChange={setTicked} />
    </GateFields>
  );
}
