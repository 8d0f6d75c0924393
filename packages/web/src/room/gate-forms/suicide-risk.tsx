/** Suicide risk: reviewed today; acute risk says at once whom to call. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Pick, YES_NO, type YesNo } from '../choices.tsx';
import parts from '../parts.module.css';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function SuicideRisk({ gate, onFound }: FormProps<GateOf<'suicide_risk'>>) {
  const [risk, setRisk] = useState<YesNo>();
  const [note, setNote] = useState('');
  return (
    <GateFields
      onSend={() =>
        risk &&
        onFound({
          gate: 'suicide_risk',
          instrument: gate.instrument,
          acuteRisk: risk === 'yes',
          ...(note.trim() && { note: note.trim() }),
        })
      }
    >
      <p className={parts.hint}>{gate.instrument}, reviewed today</p>
      <Pick label="Acute risk?" options={YES_NO} value={risk} onChange={setRisk} />
      {risk === 'yes' && (
        <p role="alert">
          <strong>Page the on-call clinician now</strong> and follow the safety plan. In the US, the crisis line is 988.
        </p>
      )}
      <Text label="Note" value={note} onChange={setNote} optional={risk !== 'yes'} />
    </GateFields>
  );
}
