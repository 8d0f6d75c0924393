/** Emergency equipment: each thing seen and working. */
import type { GateOf } from '@holdspace/care';
import { useState } from 'react';
import { Ticks } from '../choices.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function EmergencyEquipment({ gate, onFound }: FormProps<GateOf<'emergency_equipment'>>) {
  const [items, setItems] = useState<readonly string[]>([]);
  return (
    <GateFields onSend={() => onFound({ gate: 'emergency_equipment', items: [...items] })}>
      <Ticks
        label="Seen and working, within reach"
        options={gate.items.map((item) => ({ value: item, says: item }))}
        ticked={items}
        onChange={setItems}
      />
    </GateFields>
  );
}
