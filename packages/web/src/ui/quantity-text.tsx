/** A quantity as people say it, its number never broken from its unit. */
import { type Quantity, quantity, type SessionProjection, sayQuantity } from '@holdspace/care';

export function QuantityText({ quantity }: { quantity: Quantity }) {
  return (
    <span className="hs-numbers" style={{ whiteSpace: 'nowrap' }}>
      {sayQuantity(quantity)}
    </span>
  );
}

/** To a tenth of a milligram: what a pump has delivered so far is reckoned, and its micrograms mean nothing to a reader. */
export const toTenths = ({ value }: Quantity<'ug'>): Quantity<'ug'> => quantity(Math.round(value / 100) * 100, 'ug');

/** What was given in all; of a running infusion, as far as was last written. */
export function GivenText({
  summary: { cumulative, infusionRunning },
}: {
  summary: Pick<SessionProjection, 'cumulative' | 'infusionRunning'>;
}) {
  return <QuantityText quantity={infusionRunning ? toTenths(cumulative) : cumulative} />;
}
