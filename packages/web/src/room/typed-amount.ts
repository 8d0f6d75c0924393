/** Numbers that people type in milligrams, minutes or pieces: read as they stand, and never guessed at. */

export type TypedAmount =
  | {
      readonly known: true /** In thousandths: micrograms of what was typed in milligrams. */;
      readonly thousandths: number;
    }
  | { readonly known: false /** Empty while nothing is typed. */; readonly because: string };

const no = (because: string): TypedAmount => ({ known: false, because });

/**
 * Reads "0.5" as 500 thousandths. A comma is refused with words: it stands for a point in one country and for thousands in
 * another, and a dose between the two differs a thousandfold. So is what is finer than a thousandth, which would be rounded.
 */
export function readAmount(typed: string): TypedAmount {
  const text = typed.trim();
  if (text === '') return no('');
  if (text.includes(','))
    return no(`Write ${text.replaceAll(',', '.')} with a point: a comma can mean a point or thousands.`);
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return no(`${text} is not a number such as 0.5.`);
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.replace(/0+$/, '').length > 3)
    return no(`${text} is finer than a thousandth: write three places at most.`);
  const thousandths = Number(whole || '0') * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (thousandths > 1e12) return no(`${text} is too large.`);
  return thousandths > 0 ? { known: true, thousandths } : no('Write more than nothing.');
}
