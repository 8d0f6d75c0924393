/**
 * GS1 element strings: fields one after another, each begun by its application identifier (AI). Fields of a length fixed
 * in advance follow each other directly; every other one ends at a separator (FNC1, sent as GS) or at the end.
 * Source: GS1 General Specifications, 7.8 (processing of element strings, table of pre-defined lengths), 7.11 (characters).
 */

/** How many characters AI and data have together, by the first two digits of the AI. All others end at a separator. */
const FIXED: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  ...Object.fromEntries(['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((ai) => [ai, 8])),
  '20': 4,
  ...Object.fromEntries(['31', '32', '33', '34', '35', '36'].map((ai) => [ai, 10])),
  '41': 16,
};

export const GS = '\u001d';
/** What a separator is sent as: GS itself, or what scanners that type put in its place. None of it is allowed in data. */
const SEPARATORS = new RegExp(`<GS>|\\{GS\\}|\\[GS\\]|<FNC1>|\\{FNC1\\}|\\[FNC1\\]|\\^\\]|[${GS}\u241d\u00e8|~^]`, 'g');

/** A text with every separator in the one form GS. */
export const withPlainSeparators = (text: string): string => text.replace(SEPARATORS, GS);

/** The fields this reader answers with; the rest are stepped over. */
const READ = ['01', '10', '17', '21', '715'] as const;
export type Gs1Ai = (typeof READ)[number];
const isRead = (ai: string): ai is Gs1Ai => (READ as readonly string[]).includes(ai);

export type Gs1Fields =
  | { readonly ok: true; readonly fields: ReadonlyMap<Gs1Ai, string>; readonly others: readonly string[] }
  | { readonly ok: false; readonly because: string };

/** As a person would look for it on the label. */
const NAMES: Readonly<Record<Gs1Ai, string>> = {
  '01': 'product number (01)',
  '10': 'lot (10)',
  '17': 'expiry date (17)',
  '21': 'serial number (21)',
  '715': 'National Drug Code (715)',
};
/** GS1's character set 82; a lot or a serial number is at most 20 of them. */
const SET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

function wrongWith(ai: Gs1Ai, value: string): string | undefined {
  const name = NAMES[ai];
  if (ai === '01')
    return /^\d{14}$/.test(value) ? undefined : `The ${name} must have 14 digits, and "${value}" is not that.`;
  if (ai === '17')
    return /^\d{6}$/.test(value) ? undefined : `The ${name} must be six digits YYMMDD, and "${value}" is not that.`;
  if (value === '') return `The ${name} is empty.`;
  if (value.length > 20)
    return `The ${name} would be "${value}", which is longer than the 20 characters it may have: the scanner leaves out the separator after it. Set the scanner to send GS (FNC1), or type the fields from the label.`;
  return SET_82.test(value) ? undefined : `The ${name} has a character that no GS1 code may have: "${value}".`;
}

function collected(pairs: readonly (readonly [string, string])[]): Gs1Fields {
  const fields = new Map<Gs1Ai, string>();
  const others: string[] = [];
  for (const [ai, value] of pairs) {
    if (!isRead(ai)) {
      others.push(ai);
      continue;
    }
    const wrong = wrongWith(ai, value);
    if (wrong) return { ok: false, because: wrong };
    const before = fields.get(ai);
    if (before !== undefined && before !== value)
      return { ok: false, because: `The ${NAMES[ai]} stands there twice, as ${before} and as ${value}.` };
    fields.set(ai, value);
  }
  return { ok: true, fields, others };
}

/** As it is encoded: "01003014395091091726123110ABC". */
export function readElementString(text: string): Gs1Fields {
  const pairs: [string, string][] = [];
  let rest = text;
  while (rest !== '') {
    // A separator after a field of fixed length is superfluous and allowed.
    if (rest.startsWith(GS)) {
      rest = rest.slice(1);
      continue;
    }
    const start = rest.slice(0, 2);
    if (!/^\d\d$/.test(start))
      return { ok: false, because: `A field begins with "${rest.slice(0, 4)}" where its two digits should be.` };
    const end = rest.indexOf(GS);
    const until = end < 0 ? rest.length : end;
    const fixed = FIXED[start];
    if (fixed !== undefined && until < fixed)
      return {
        ok: false,
        because: `The code breaks off: the field (${start}) needs ${fixed - 2} characters and has ${until - 2}. Scan it again.`,
      };
    const length = fixed ?? until;
    const ai = rest.startsWith('715') ? '715' : start;
    pairs.push([ai, rest.slice(ai.length, length)]);
    rest = rest.slice(length);
  }
  return collected(pairs);
}

/** As it is printed under the code: "(01) 00301439509109 (17) 261231 (10) ABC". */
export function readPrinted(text: string): Gs1Fields {
  const pairs: [string, string][] = [];
  for (const [, ai = '', data = ''] of text.matchAll(/\((\d{2,4})\)(.*?)(?=\(\d{2,4}\)|$)/gs)) {
    const bare = data.replaceAll(GS, '').trim();
    pairs.push([ai, ai === '01' || ai === '17' ? bare.replace(/\s/g, '') : bare]);
  }
  return collected(pairs);
}

/** The last day on which it may be used, "2026-12-31"; undefined where there is no such day. Day 00 is the month's last. */
export function expiryDay(yymmdd: string): string | undefined {
  const [yy, month, day] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4)];
  // GS1's window is 49 years back and 50 ahead of today; no medicine keeps for so long that today would have to be asked.
  const year = Number(yy) + (Number(yy) >= 77 ? 1900 : 2000);
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return undefined;
  const lastDay = new Date(Date.UTC(year, monthNumber, 0)).getUTCDate();
  if (Number(day) > lastDay) return undefined;
  return `${year}-${month}-${day === '00' ? String(lastDay) : day}`;
}

/**
 * What a person should look at where a scanner may have dropped the separators: a lot that goes on into what looks like
 * the next field is one field to the reader, and may be two on the vial.
 */
export function doubtAbout(fields: ReadonlyMap<Gs1Ai, string>): string | undefined {
  const lot = fields.get('10');
  const serial = fields.get('21');
  if (lot !== undefined && serial === undefined && /.(?:17\d{6}|21.)/.test(lot))
    return `No separator was read after the lot: compare "${lot}" with the label, since it may be the lot and what follows it.`;
  if (serial !== undefined && lot === undefined && /.(?:17\d{6}|10.)/.test(serial))
    return `No separator was read after the serial number: compare "${serial}" with the label, since it may be the serial number and what follows it.`;
  return undefined;
}
