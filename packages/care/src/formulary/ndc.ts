/**
 * Numbers that name a product on a label: GTINs with their check digits, and the National Drug Codes inside them.
 * Sources: GS1 General Specifications, 7.9.1 (check digit); 21 CFR 207.33 (the three forms of an NDC of 10 digits).
 */

/** The check digit that belongs after these digits: weighed 3 and 1 in turn from the right, up to the next ten. */
export function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let place = digits.length - 1, weight = 3; place >= 0; place -= 1, weight = 4 - weight)
    sum += Number(digits[place]) * weight;
  return (10 - (sum % 10)) % 10;
}

/** What is wrong with a GTIN of 8, 12, 13 or 14 digits; undefined where it adds up. */
export function wrongWithGtin(digits: string): string | undefined {
  const last = checkDigitOf(digits.slice(0, -1));
  return digits.endsWith(String(last))
    ? undefined
    : `The number ${digits} does not add up: after ${digits.slice(0, -1)} the last digit must be ${last}. Scan it again, or compare it with the label digit by digit.`;
}

/** A GTIN of any length in the one form kept, 14 digits. */
export const gtinOf14 = (digits: string): string => digits.padStart(14, '0');

/**
 * Ten digits without hyphens may be 4-4-2, 5-3-2 or 5-4-1, and nothing on the label says which: all are answered, in the
 * form 5-4-2 of 11 digits, and the formulary says which one the clinic buys.
 */
export function ndcCandidates(tenDigits: string): readonly string[] {
  const d = tenDigits;
  return [
    ...new Set([
      `0${d.slice(0, 4)}-${d.slice(4, 8)}-${d.slice(8)}`,
      `${d.slice(0, 5)}-0${d.slice(5, 8)}-${d.slice(8)}`,
      `${d.slice(0, 5)}-${d.slice(5, 9)}-0${d.slice(9)}`,
    ]),
  ];
}

/** The NDC in a GTIN: American medicine has 03 before it and the check digit after it. Empty for everything else. */
export const ndcInGtin = (gtin14: string): readonly string[] =>
  gtin14.slice(1, 3) === '03' ? ndcCandidates(gtin14.slice(3, 13)) : [];

/** 11 digits without hyphens, and 12 (6-4-2) that begin with 0, are 5-4-2 in one way only. */
const in542 = (d: string): string => `${d.slice(0, 5)}-${d.slice(5, 9)}-${d.slice(9)}`;

/** The forms with hyphens, each with the place its zero goes to. */
const WITH_HYPHENS = /^(?:\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d|\d{5}-\d{4}-\d{2}|0\d{5}-\d{4}-\d{2})$/;

/** An NDC as it is printed or sent, in every form it may have; undefined where it is none. */
export function ndcOf(text: string): readonly string[] | undefined {
  if (WITH_HYPHENS.test(text)) {
    const [labeler = '', product = '', pack = ''] = text.split('-');
    return [`${labeler.slice(-5).padStart(5, '0')}-${product.padStart(4, '0')}-${pack.padStart(2, '0')}`];
  }
  if (/^\d{10}$/.test(text)) return ndcCandidates(text);
  if (/^\d{11}$/.test(text)) return [in542(text)];
  if (/^0\d{11}$/.test(text)) return [in542(text.slice(1))];
  return undefined;
}
