/** What the hand measured, as it was typed: millilitres in a syringe, or pieces; and what that holds. */
import { amountIn, type DrugAmount, type Product, quantity, type Volume } from '@holdspace/care';
import { numberIn, readThousandths, type TypedNumber } from '../../ui/typed-number.ts';

export interface Measured {
  readonly read: TypedNumber;
  readonly amount?: DrugAmount;
  readonly volume?: Volume;
  /** What it holds is no whole microgram, and `amount` is the nearest: to be said. */
  readonly isRounded?: boolean;
}

/** What is finer than a thousandth of a millilitre or of a piece cannot be read, and is refused with words. */
export function measured(typed: string, contents: Product['contents']): Measured {
  const read = readThousandths(typed);
  const thousandths = numberIn(read);
  if (thousandths === undefined) return { read };
  if (contents.form === 'solution') {
    const volume = quantity(thousandths, 'uL');
    const isRounded = (BigInt(thousandths) * BigInt(contents.concentration.value)) % 1000n !== 0n;
    return { read, volume, amount: amountIn(volume, contents.concentration), isRounded };
  }
  const { strength, divisibleInto } = contents;
  // A third of a piece is typed as 0.333.
  const parts = Math.round((thousandths * divisibleInto) / 1000);
  const arePartsOfPieces = Math.abs((parts * 1000) / divisibleInto - thousandths) < 0.5;
  const [times, over] = arePartsOfPieces ? [parts, divisibleInto] : [thousandths, 1000];
  const exact = (times * strength.value) / over;
  return { read, amount: quantity(Math.round(exact), 'ug'), isRounded: !Number.isInteger(exact) };
}
