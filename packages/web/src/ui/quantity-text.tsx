/** A quantity as people say it, its number never broken from its unit. */
import { type Quantity, sayQuantity } from '@holdspace/care';

export function QuantityText({ quantity }: { quantity: Quantity }) {
  return (
    <span className="hs-numbers" style={{ whiteSpace: 'nowrap' }}>
      {sayQuantity(quantity)}
    </span>
  );
}
