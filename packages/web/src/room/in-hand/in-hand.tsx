/** What is in hand: what was drawn and not given yet, what of it waits for a witness, and what is done with the rest. */
import {
  awaitsWitness,
  type DrawnMedicine,
  handsOn,
  leftOf,
  sayQuantity,
  unaccounted,
  type WastedMedicine,
} from '@holdspace/care';
import { useState } from 'react';
import { StatusBadge } from '../../ui/status-badge.tsx';
import parts from '../parts.module.css';
import { Refusals } from '../refusals.tsx';
import { useAnswer, useAsk, useAuthor, useSession } from '../use-session.tsx';
import styles from './in-hand.module.css';
import { type Fate, RestForm } from './rest-form.tsx';

export default function InHand() {
  const draws = useSession((session) => session.draws);
  const wastes = useSession((session) => session.wastes);
  const { left, unwitnessed } = useAnswer(unaccounted);
  if (draws.length === 0) return null;
  return (
    <section className={styles.panel} aria-label="In hand">
      <h3 className={styles.heading}>In hand</h3>
      {left.length + unwitnessed.length === 0 && !draws.some(({ inBag }) => inBag.value > 0) && (
        <StatusBadge meaning="good">Nothing is left: all that was drawn is accounted for</StatusBadge>
      )}
      <ul className={styles.list}>
        {draws.map((draw) => (
          <Held key={draw.id} draw={draw} wastes={wastes.filter((one) => one.draw === draw.id)} />
        ))}
      </ul>
    </section>
  );
}

function Held({ draw, wastes }: { draw: DrawnMedicine; wastes: readonly WastedMedicine[] }) {
  const [fate, setFate] = useState<Fate>();
  const left = leftOf(draw);
  const close = () => setFate(undefined);
  return (
    <li className={styles.held}>
      <div>
        <strong className={`${styles.left} hs-numbers`}>{sayQuantity(left)}</strong> left of {draw.container.label}
        <div className={`${parts.hint} hs-numbers`}>{fatesOf(draw).join(', ')}</div>
      </div>
      {wastes.filter(awaitsWitness).map((waste) => (
        <Unwitnessed key={waste.id} waste={waste} />
      ))}
      {fate ? (
        <RestForm key={fate} draw={draw} fate={fate} onClose={close} />
      ) : (
        left.value > 0 && (
          <div className={parts.row}>
            <button type="button" className={parts.button} onClick={() => setFate('waste')}>
              Waste
            </button>
            {draw.piece && left.value >= draw.piece.value && (
              <button type="button" className={parts.button} onClick={() => setFate('put_back')}>
                Put back unopened
              </button>
            )}
            <button type="button" className={parts.quiet} onClick={() => setFate('lost')}>
              Lost or broken
            </button>
          </div>
        )
      )}
    </li>
  );
}

function fatesOf({ drawn, given, inBag, wasted, putBack, lost }: DrawnMedicine): string[] {
  const said = [`${sayQuantity(drawn)} drawn`];
  if (given.value > 0) said.push(`${sayQuantity(given)} given`);
  if (inBag.value > 0) said.push(`${sayQuantity(inBag)} in the bag`);
  if (wasted.value > 0) said.push(`${sayQuantity(wasted)} wasted`);
  if (putBack.value > 0) said.push(`${sayQuantity(putBack)} put back`);
  if (lost.value > 0) said.push(`${sayQuantity(lost)} lost`);
  return said;
}

function Unwitnessed({ waste }: { waste: WastedMedicine }) {
  const author = useAuthor();
  const asking = useAsk();
  const hands = useAnswer((session) => [...handsOn(session, waste).keys()]);
  const witness = { type: 'WitnessWaste' as const, waste: waste.id };
  return (
    <div className={parts.stack}>
      <StatusBadge meaning="caution" wrap>
        {sayQuantity(waste.amount)} wasted by {waste.by.name} waits for its witness
      </StatusBadge>
      <div className={parts.row}>
        {!hands.includes(author.id) && (
          <button type="button" className={parts.primary} onClick={() => asking.ask(witness)}>
            I saw it wasted
          </button>
        )}
        <button type="button" className={parts.button} onClick={() => asking.askAnother(witness)}>
          A colleague signs as witness here
        </button>
      </div>
      <Refusals asking={asking} except={hands} />
    </div>
  );
}
