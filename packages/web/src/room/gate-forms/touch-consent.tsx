/** Touch consent: asked again on the day: whether, what is welcome, and the sign that says stop. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Pick, YES_NO, type YesNo } from '../choices.tsx';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function TouchConsent({ onFound }: FormProps<GateOf<'touch_consent'>>) {
  const [given, setGiven] = useState<YesNo>();
  const [limits, setLimits] = useState('');
  const [stopSign, setStopSign] = useState('');
  return (
    <GateFields onSend={() => given && onFound({ gate: 'touch_consent', given: given === 'yes', limits, stopSign })}>
      <Pick label="May we touch, as agreed?" options={YES_NO} value={given} onChange={setGiven} />
      <Text label="What is welcome, and what is not" value={limits} onChange={setLimits} />
      <Text
        label="Sign that says stop"
        value={stopSign}
        onChange={setStopSign}
        hint="Such as: an open palm, the word stop."
      />
    </GateFields>
  );
}
