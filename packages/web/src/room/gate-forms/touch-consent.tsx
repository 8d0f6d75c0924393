/** Touch consent: what was said in preparation is offered, and whether it holds today is asked again. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Pick, YES_NO, type YesNo } from '../choices.tsx';
import styles from '../quiet/quiet.module.css';
import { useRoomPreparation } from '../quiet/use-preparation.ts';
import { Text } from '../text-field.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

const SAID = { yes: 'yes', no: 'no', unsure: 'to be said on the day' } as const;

export function TouchConsent({ onFound }: FormProps<GateOf<'touch_consent'>>) {
  const agreed = useRoomPreparation().data?.page?.touch;
  const [given, setGiven] = useState<YesNo>();
  // What is typed here stands; until then, what was said beforehand.
  const [typedLimits, setLimits] = useState<string>();
  const [typedStop, setStop] = useState<string>();
  const limits = typedLimits ?? agreed?.limits ?? '';
  const stopSign = typedStop ?? agreed?.stopSign ?? '';
  return (
    <GateFields onSend={() => given && onFound({ gate: 'touch_consent', given: given === 'yes', limits, stopSign })}>
      {agreed && (
        <p className={styles.agreed}>
          In preparation: {SAID[agreed.answer]}. It holds for no day of itself: ask again, and write what is said today.
        </p>
      )}
      <Pick label="May we touch, as agreed?" options={YES_NO} value={given} onChange={setGiven} />
      <Text label="What is welcome, and what is not" value={limits} onChange={setLimits} />
      <Text
        label="Sign that says stop"
        value={stopSign}
        onChange={setStop}
        hint="A word and a sign that everybody in the room knows, such as: red; an open palm."
      />
    </GateFields>
  );
}
