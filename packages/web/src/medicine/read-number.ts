/** Numbers as people type them, read strictly: a comma may mean a decimal or a thousand, so it is asked about. */
export type NumberRead = { readonly value: number } | { readonly because: string };

export function readNumber(text: string): NumberRead {
  const tidy = text.trim();
  if (tidy === '') return { because: 'Enter a number.' };
  if (tidy.includes(',')) return { because: `“${tidy}”: write a point for the decimal, no comma.` };
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(tidy)) return { because: `“${tidy}” is not a number such as 12.5.` };
  return { value: Number(tidy) };
}
/** The same for pieces. */
export function readWhole(text: string): NumberRead {
  const read = readNumber(text);
  if ('because' in read || Number.isInteger(read.value)) return read;
  return { because: `“${text.trim()}”: whole numbers only.` };
}
/** Dollars, as whole cents: what is finer than a cent is asked about, never rounded. */
export function readCents(text: string): NumberRead {
  const read = readNumber(text);
  if ('because' in read) return read;
  const [dollars = '', cents = ''] = text.trim().split('.');
  if (cents.length > 2) return { because: `“${text.trim()}”: dollars and cents, no more than two decimals.` };
  return { value: Number(dollars) * 100 + Number(cents.padEnd(2, '0')) };
}
export const numberIn = (read: NumberRead): number | undefined => ('value' in read ? read.value : undefined);
/** What is wrong, once something was typed. */
export const wrongWith = (text: string, read: NumberRead): string | undefined =>
  text.trim() !== '' && 'because' in read ? read.because : undefined;
