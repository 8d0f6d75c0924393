/** What becomes of the rest: wasted before a witness, put back in whole pieces, or lost. */
import { type DrawnMedicine, type DrugAmount, leftOf, quantity, sayQuantity } from '@holdspace/care';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { numberIn, readThousandths, wrongWith } from '../../ui/typed-number.ts';
import { Pick } from '../choices.tsx';
import { InPlace } from '../part.tsx';
import parts from '../parts.module.css';
import { Refusals } from '../refusals.tsx';
import type { Asked } from '../room-state.ts';
import { Text } from '../text-field.tsx';
import { useAsk } from '../use-session.tsx';

export type Fate = 'waste' | 'put_back' | 'lost';

const TITLES: Readonly<Record<Fate, string>> = {
  waste: 'Waste what is left',
  put_back: 'Put back what was not opened',
  lost: 'Lost or broken',
};
const WASTES = [
  { value: 'controlled_waste_container', says: 'Into the controlled-waste container' },
  { value: 'drain_where_allowed', says: 'Down the drain, where that is allowed' },
  { value: 'other', says: 'Otherwise' },
] as const;
const LOSSES = [
  { value: 'spilled', says: 'Spilled' },
  { value: 'broken', says: 'Broken' },
  { value: 'missing', says: 'Missing' },
  { value: 'other', says: 'Otherwise' },
] as const;
type Waste = (typeof WASTES)[number]['value'];
type Loss = (typeof LOSSES)[number]['value'];

interface RestFormProps {
  readonly draw: DrawnMedicine;
  readonly fate: Fate;
  readonly onClose: () => void;
}

export function RestForm({ draw, fate, onClose }: RestFormProps) {
  const left = leftOf(draw);
  const whole = draw.piece ? Math.floor(left.value / draw.piece.value) * draw.piece.value : left.value;
  const [typed, setTyped] = useState(String((fate === 'put_back' ? whole : left.value) / 1000));
  const [wasted, setWasted] = useState<Waste>('controlled_waste_container');
  const [lost, setLost] = useState<Loss>();
  const [note, setNote] = useState('');
  const [waste] = useState(newId);
  const asking = useAsk(onClose);
  const read = readThousandths(typed);
  const micrograms = numberIn(read);
  const amount = micrograms === undefined ? undefined : quantity(micrograms, 'ug');

  return (
    <InPlace title={TITLES[fate]} onClose={onClose}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          const asked = amount && askedFor(amount);
          if (asked) asking.ask(asked);
        }}
      >
        {fate === 'waste' && <Pick label="How" options={WASTES} value={wasted} onChange={setWasted} />}
        {fate === 'lost' && <Pick label="What happened" options={LOSSES} value={lost} onChange={setLost} />}
        <Text
          label="How much, mg"
          value={typed}
          onChange={setTyped}
          hint={wrongWith(typed, read) ?? `${sayQuantity(left)} is left in hand.`}
        />
        <Text label="Note" value={note} onChange={setNote} optional={fate !== 'lost'} />
        <button type="submit" className={parts.primary} disabled={!amount}>
          {fate === 'waste' ? 'Wasted' : fate === 'put_back' ? 'Put back' : 'Record the loss'}
        </button>
        {fate === 'waste' && <p className={parts.hint}>A second licensed person who saw it signs next.</p>}
        {fate === 'lost' && <p className={parts.hint}>A discrepancy is opened; the medical director settles it.</p>}
        <Refusals asking={asking} />
      </form>
    </InPlace>
  );

  function askedFor(of: DrugAmount): Asked | undefined {
    const words = note.trim() ? { note: note.trim() } : {};
    if (fate === 'waste') return { type: 'WasteMedicine', waste, draw: draw.id, amount: of, how: wasted, ...words };
    if (fate === 'put_back') return { type: 'PutBackMedicine', draw: draw.id, amount: of, ...words };
    return lost && { type: 'LoseMedicine', draw: draw.id, amount: of, how: lost, note: note.trim() };
  }
}
