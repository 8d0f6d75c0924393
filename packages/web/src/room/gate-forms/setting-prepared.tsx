/** Setting prepared: what was made ready, and what was changed. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Ticks } from '../choices.tsx';
import { Text } from '../text-field.tsx';
import { useProtocol } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function SettingPrepared({ onFound }: FormProps<GateOf<'setting_prepared'>>) {
  const { setting } = useProtocol();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [changed, setChanged] = useState('');
  return (
    <GateFields
      onSend={() =>
        onFound({
          gate: 'setting_prepared',
          elements: [...ticked],
          ...(changed.trim() && { changed: changed.trim() }),
        })
      }
    >
      <Ticks
        label="Made ready"
        options={setting.map((one) => ({ value: one.id, says: one.name, hint: one.detail }))}
        ticked={ticked}
        onChange={setTicked}
      />
      <Text label="Changed or left out, as the patient wished" value={changed} onChange={setChanged} optional lines />
    </GateFields>
  );
}
