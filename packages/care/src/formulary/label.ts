/**
 * What a code on a vial or a pack says, whichever way it was read: by camera, by a scanner that types, or by hand. It is
 * read whole or not at all; a code that does not add up is said in words and never guessed.
 */
import { doubtAbout, expiryDay, GS, readElementString, readPrinted, withPlainSeparators } from './gs1.ts';
import { gtinOf14, ndcInGtin, ndcOf, wrongWithGtin } from './ndc.ts';
import type { Product } from './product.ts';

export interface ScannedLabel {
  /** 14 digits, its check digit verified. */
  readonly gtin?: string;
  /** National Drug Codes it may stand for, in 5-4-2. More than one where ten digits came without hyphens. */
  readonly ndc?: readonly string[];
  readonly lot?: string;
  /** "2026-12-31", the last day on which it may be used. */
  readonly expiresOn?: string;
  readonly serial?: string;
  /** The clinic's own label, "K-0042". */
  readonly own?: string;
  /** What a person should compare before this is used. */
  readonly doubt?: string;
}
export type LabelReading =
  | { readonly known: true; readonly label: ScannedLabel }
  | { readonly known: false; readonly because: string };

const unknown = (because: string): LabelReading => ({ known: false, because });
const read = (label: ScannedLabel): LabelReading => ({ known: true, label });

/** ISO/IEC 15424: "]" and the symbology, sent before the data by a scanner that was asked to. */
const AIM = /^\](?:[A-Za-z])(?:[0-9A-Za-z])/;
/** Symbols whose data is GS1 by their first character: DataMatrix, Code 128, QR, DataBar, DotCode. */
const GS1_SYMBOLS = [']d2', ']C1', ']Q3', ']e0', ']J1'];
const OWN = /^[A-Za-z]{1,3}-\d{3,8}$/;
const LONGEST = 400;

function gs1Label(text: string, printed: boolean, separatorsAreSure: boolean): LabelReading {
  const parsed = printed ? readPrinted(text) : readElementString(text);
  if (!parsed.ok) return unknown(parsed.because);
  const { fields, others } = parsed;
  const gtin = fields.get('01');
  const wrong = gtin === undefined ? undefined : wrongWithGtin(gtin);
  if (wrong) return unknown(wrong);
  const asked = fields.get('17');
  const expiresOn = asked === undefined ? undefined : expiryDay(asked);
  if (asked !== undefined && expiresOn === undefined)
    return unknown(`The expiry date (17) ${asked} is no day of the calendar (YYMMDD).`);
  const given = fields.get('715');
  const ndc = given === undefined ? ndcInGtin(gtin ?? '') : ndcOf(given);
  if (ndc === undefined) return unknown(`The National Drug Code (715) "${given}" is none.`);
  const [lot, serial] = [fields.get('10'), fields.get('21')];
  if (fields.size === 0)
    return unknown(
      `It is a GS1 code that names no product, lot or expiry date${others.length ? `, only the field (${others.join('), (')})` : ''}. Look for another code on the label.`,
    );
  const doubt = printed || separatorsAreSure || text.includes(GS) ? undefined : doubtAbout(fields);
  return read({
    ...(gtin === undefined ? {} : { gtin }),
    ...(ndc.length ? { ndc } : {}),
    ...(lot === undefined ? {} : { lot }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(serial === undefined ? {} : { serial }),
    ...(doubt === undefined ? {} : { doubt }),
  });
}

/** A product number alone, as linear codes carry it. */
function gtinLabel(digits: string): LabelReading {
  const wrong = wrongWithGtin(digits);
  if (wrong) return unknown(wrong);
  const gtin = gtinOf14(digits);
  const ndc = ndcInGtin(gtin);
  return read(ndc.length ? { gtin, ndc } : { gtin });
}

function digitsLabel(digits: string): LabelReading {
  if ([8, 12, 13, 14].includes(digits.length)) return gtinLabel(digits);
  const ndc = ndcOf(digits);
  return ndc
    ? read({ ndc })
    : unknown(
        `${digits} has ${digits.length} digits: a product number has 8, 12, 13 or 14 of them, a National Drug Code 10 or 11.`,
      );
}

/** Whether unmarked text can only be an element string: a product number first, or an expiry date and a lot. */
const looksLikeGs1 = (text: string): boolean => /^01\d{14}/.test(text) || /^17\d{6}10./.test(text);

/**
 * Reads one code. `symbology` is the AIM identifier ("]d2") from a reader that gives it apart, such as the camera's; such a
 * reader keeps the separators, while a scanner that types may drop them.
 */
export function readLabel(text: string, symbology?: string): LabelReading {
  if (text.length > LONGEST) return unknown(`It is ${text.length} characters long, which no label of a medicine is.`);
  const trimmed = text.replace(/[\r\n\t]+$/, '').trim();
  const mark = AIM.exec(trimmed)?.[0] ?? symbology ?? '';
  const bare = trimmed.replace(AIM, '');
  const body = withPlainSeparators(bare);
  if (body.replaceAll(GS, '') === '') return unknown('Nothing was read.');
  if (/^\(\d{2,4}\)/.test(body)) return gs1Label(body, true, true);
  if (GS1_SYMBOLS.includes(mark) || body.includes(GS) || looksLikeGs1(body))
    return gs1Label(body, false, symbology !== undefined);
  if (OWN.test(body)) return read({ own: body.toUpperCase() });
  const plain = body.replace(/^(?:NDC|UPC|GTIN|EAN)[:#\s]*/i, '').replace(/\s+/g, '');
  if (/^\d+$/.test(plain)) return digitsLabel(plain);
  const ndc = ndcOf(plain);
  if (ndc) return read({ ndc });
  if (/^[\d-]+$/.test(plain))
    return unknown(
      `"${plain}" is no National Drug Code: it is written 4-4-2, 5-3-2, 5-4-1 or 5-4-2, such as 0143-9509-10.`,
    );
  if (/^https?:\/\//i.test(body)) return unknown('It is a web address. Look for the code with the product number.');
  return unknown(
    `"${body.length > 40 ? `${body.slice(0, 40)}…` : body}" is no product number, National Drug Code or label of the clinic.`,
  );
}

/** The products of a formulary that a label may be: those that are bought under one of its National Drug Codes. */
export const matchProducts = <P extends Pick<Product, 'codes'>>(
  label: Pick<ScannedLabel, 'ndc'>,
  products: readonly P[],
): readonly P[] => products.filter(({ codes }) => codes.ndc.some((code) => label.ndc?.includes(code)));
