/**
 * Numbers as people write them. Whether “1,234” is a thousand or one and a bit is told by the other values of its file, or by
 * a person; it is never guessed.
 */
export const DECIMALS = ['point', 'comma'] as const;
export type Decimal = (typeof DECIMALS)[number];
export const DECIMAL_NAMES: Readonly<Record<Decimal, string>> = { point: 'point (12.5)', comma: 'comma (12,5)' };

/** What a text says of how its file writes numbers; `either`: both readings hold, and differ. */
export type NumberSign = 'whole' | Decimal | 'either' | 'none';

const SPACES = /[\u0020\u00a0\u2009\u202f]/g;
const tidied = (text: string): string =>
  text
    .trim()
    .replace(/^[+]/, '')
    .replace(/^\u2212/, '-');
const GROUPED = { point: /^-?\d{1,3}(,\d{3})+(\.\d+)?$/, comma: /^-?\d{1,3}(\.\d{3})+(,\d+)?$/ } as const;
const PLAIN = { point: /^-?\d+(\.\d+)?$/, comma: /^-?\d+(,\d+)?$/ } as const;
const SPACED = /^-?\d{1,3}([\u0020\u00a0\u2009\u202f]\d{3})+([.,]\d+)?$/;

export function numberSign(text: string): NumberSign {
  const tidy = tidied(text);
  if (/^-?\d+$/.test(tidy)) return 'whole';
  const spaceless = SPACED.test(tidy) ? tidy.replace(SPACES, '') : tidy;
  if (/^-?\d+$/.test(spaceless)) return 'whole';
  // No thousands begin with a nought: 0.125 is a decimal.
  const asPoint = PLAIN.point.test(spaceless) || GROUPED.point.test(spaceless);
  const asComma = PLAIN.comma.test(spaceless) || GROUPED.comma.test(spaceless);
  const isSmall = /^-?0[.,]/.test(spaceless);
  if (isSmall) return spaceless.includes('.') ? 'point' : 'comma';
  if (asPoint && asComma) return 'either';
  return asPoint ? 'point' : asComma ? 'comma' : 'none';
}

export type NumberRead =
  | { readonly ok: true; readonly value: number; readonly wasGrouped: boolean }
  | { readonly ok: false };

/** `decimal` may be unknown where a file has whole numbers alone; anything else is not read then. */
export function readNumber(text: string, decimal: Decimal | undefined): NumberRead {
  const tidy = tidied(text);
  const isSpaced = SPACED.test(tidy);
  const spaceless = isSpaced ? tidy.replace(SPACES, '') : tidy;
  if (/^-?\d+$/.test(spaceless)) return numberOf(spaceless, isSpaced);
  if (decimal === undefined) return { ok: false };
  const [group, point] = decimal === 'point' ? [',', '.'] : ['.', ','];
  if (PLAIN[decimal].test(spaceless)) return numberOf(spaceless.replace(point, '.'), isSpaced);
  if (!isSpaced && GROUPED[decimal].test(spaceless) && !/^-?0/.test(spaceless))
    return numberOf(spaceless.replaceAll(group, '').replace(point, '.'), true);
  return { ok: false };
}
function numberOf(text: string, wasGrouped: boolean): NumberRead {
  const value = Number(text);
  return Number.isFinite(value) ? { ok: true, value, wasGrouped } : { ok: false };
}
