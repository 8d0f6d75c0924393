/**
 * Numbers as people type them, read strictly and never guessed at: a comma stands for a point in one country and for
 * thousands in another, and what is finer than can be kept would be rounded away. Both are refused with words.
 */
export type TypedNumber = { readonly value: number } | { readonly because: string };

const MOST_DIGITS = 9;

interface Parts {
  readonly whole: string;
  /** Without the zeros at its end. */
  readonly fraction: string;
}

function partsOf(typed: string, places: number): Parts | { readonly because: string } {
  const text = typed.trim();
  const no = (says: string) => ({ because: `“${text}”${says}` });
  if (text === '') return { because: 'Enter a number.' };
  if (text.includes(',')) return no(': write a point for the decimal, no comma, which can also mean thousands.');
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return no(' is not a number such as 12.5.');
  const [digits = '', rest = ''] = text.split('.');
  const whole = digits.replace(/^0+(?=\d)/, '') || '0';
  const fraction = rest.replace(/0+$/, '');
  if (whole.length > MOST_DIGITS) return no(' is too large.');
  if (fraction.length <= places) return { whole, fraction };
  return no(places === 0 ? ': whole numbers only.' : `: write ${places} places after the point at most.`);
}

/** Zero or more, with so many places after the point at most. */
export function readNumber(typed: string, places = 6): TypedNumber {
  const parts = partsOf(typed, places);
  return 'because' in parts ? parts : { value: Number(`${parts.whole}.${parts.fraction}`) };
}

/** The same for pieces. */
export const readWhole = (typed: string): TypedNumber => readNumber(typed, 0);

/**
 * More than nothing, in whole thousandths of what was typed, made without a product of fractions: "0.5" in milligrams is
 * 500 micrograms.
 */
export function readThousandths(typed: string): TypedNumber {
  const parts = partsOf(typed, 3);
  if ('because' in parts) return parts;
  const value = Number(parts.whole + parts.fraction.padEnd(3, '0'));
  return value > 0 ? { value } : { because: 'Write more than nothing.' };
}

/** Dollars, as whole cents: what is finer than a cent is asked about, never rounded. */
export function readCents(typed: string): TypedNumber {
  const parts = partsOf(typed, 2);
  return 'because' in parts ? parts : { value: Number(parts.whole + parts.fraction.padEnd(2, '0')) };
}

export const numberIn = (read: TypedNumber): number | undefined => ('value' in read ? read.value : undefined);

/** What is wrong, once something was typed. */
export const wrongWith = (typed: string, read: TypedNumber): string | undefined =>
  typed.trim() !== '' && 'because' in read ? read.because : undefined;
