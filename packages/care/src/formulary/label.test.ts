import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LabelReading, matchProducts, readLabel, type ScannedLabel } from './label.ts';
import { checkDigitOf } from './ndc.ts';

const GS = '\u001d';
function label(reading: LabelReading): ScannedLabel {
  if (!reading.known) throw new Error(reading.because);
  return reading.label;
}
const because = (reading: LabelReading): string =>
  reading.known ? `read as ${JSON.stringify(reading.label)}` : reading.because;

describe('GS1 element strings', () => {
  test('GS1 DataMatrix Guideline, 2.2: fields of fixed length follow each other, the lot ends at the separator', () => {
    expect(label(readLabel(`]d201034531200000111719112510ABCD1234${GS}2110`))).toEqual({
      gtin: '03453120000011',
      expiresOn: '2019-11-25',
      lot: 'ABCD1234',
      serial: '10',
    });
  });

  test('GS1 General Specifications: GTIN and lot, GTIN and serial number', () => {
    expect(label(readLabel(']C1010952123454321310ABC123'))).toEqual({ gtin: '09521234543213', lot: 'ABC123' });
    expect(label(readLabel(']Q3010950600013435221ABC123'))).toEqual({ gtin: '09506000134352', serial: 'ABC123' });
  });

  test('the four fields of an American pack (DSCSA), in the order its label prints them', () => {
    const text = `0100342023113108${'21'}7R3K9${GS}17261231${'10'}A4471`;
    const wanted = {
      gtin: '00342023113108',
      ndc: ['03420-2311-10', '34202-0311-10', '34202-3111-00'],
      serial: '7R3K9',
      expiresOn: '2026-12-31',
      lot: 'A4471',
    };
    expect(label(readLabel(text, ']d2'))).toMatchObject({ gtin: wanted.gtin, serial: '7R3K9', lot: 'A4471' });
    // Nothing in it depends on the order of the fields, nor on superfluous separators and a line's end.
    for (const other of [
      `]d2${text}`,
      `${GS}${text}\r\n`,
      `17261231${'10'}A4471${GS}0100342023113108${GS}217R3K9`,
      `0100342023113108${GS}17261231${GS}10A4471${GS}217R3K9${GS}`,
    ])
      expect(label(readLabel(other, ']d2'))).toEqual(label(readLabel(text, ']d2')));
  });

  test('day 00 is the last day of the month, in leap years too', () => {
    const on = (yymmdd: string) => label(readLabel(`010034202311310817${yymmdd}`)).expiresOn;
    expect(on('270200')).toBe('2027-02-28');
    expect(on('280200')).toBe('2028-02-29');
    expect(on('261100')).toBe('2026-11-30');
    expect(on('261130')).toBe('2026-11-30');
    expect(on('491231')).toBe('2049-12-31');
    expect(on('990100')).toBe('1999-01-31');
  });

  test.each(['271301', '270001', '260230', '261131', '270132'])('the day %s does not exist, and is refused', (day) => {
    expect(because(readLabel(`010034202311310817${day}`))).toBe(
      `The expiry date (17) ${day} is no day of the calendar (YYMMDD).`,
    );
  });

  test('fields that are not asked for are stepped over: weights, counts, makers, dates of production', () => {
    expect(
      label(
        readLabel(
          `]d2${'11'}250101${'3103'}001750${'410'}9501101020917${'0100342023113108'}240ABC-7${GS}7003${'2612311200'}${GS}30${'10'}${GS}17261231${'10'}L1`,
        ),
      ),
    ).toMatchObject({ gtin: '00342023113108', expiresOn: '2026-12-31', lot: 'L1' });
  });

  test('what scanners that type put in the place of a separator is one', () => {
    for (const mark of ['<GS>', '{GS}', '[GS]', '^]', '|', '~', '\u241d', '\u00e8', '<FNC1>'])
      expect(label(readLabel(`010034202311310817261231${'10'}A4471${mark}217R3K9`))).toMatchObject({
        lot: 'A4471',
        serial: '7R3K9',
      });
  });

  test('as a person types it from the label, with or without spaces', () => {
    const wanted = { gtin: '03453120000011', expiresOn: '2012-05-08', lot: 'ABCD1234' };
    expect(label(readLabel('(01)03453120000011(17)120508(10)ABCD1234(410)9501101020917'))).toEqual(wanted);
    expect(label(readLabel(' (01) 0 345312 000001 1 (17) 12 05 08 (10) ABCD1234 '))).toEqual(wanted);
  });

  test('a National Drug Code in its own field (715) stands before what the GTIN may mean', () => {
    expect(label(readLabel(`]d2010952123454321371500143950910`))).toMatchObject({ ndc: ['00143-9509-10'] });
    expect(label(readLabel(`]d20109521234543213715000143950910`))).toMatchObject({ ndc: ['00143-9509-10'] });
  });

  test('an expiry date and a lot alone are read: older vials carry them in a second code', () => {
    expect(label(readLabel(`17261231${'10'}A4471`))).toEqual({ expiresOn: '2026-12-31', lot: 'A4471' });
  });
});

describe('GS1 codes that do not add up', () => {
  test('a wrong check digit is refused with the right one', () => {
    expect(because(readLabel('0100342023113109'))).toBe(
      'The number 00342023113109 does not add up: after 0034202311310 the last digit must be 8. Scan it again, or compare it with the label digit by digit.',
    );
  });

  test('a published reading whose separator the scanner dropped is refused, not taken for a lot', () => {
    // The example of a reader's manual: lot 505322 or 50532 and the serial number after it are one run of 24 characters.
    expect(because(readLabel('0109120049640041171812311050532212KP1NDMXA2BP9P6C'))).toMatch(/separator/);
  });

  test('a lot that may have swallowed the next field is read with a doubt to compare', () => {
    const reading = label(readLabel('010034202311310817261231' + '10A4471' + '217R3K9'));
    expect(reading.lot).toBe('A4471217R3K9');
    expect(reading.doubt).toContain('compare "A4471217R3K9" with the label');
    expect(label(readLabel('010034202311310817261231' + '10A4471')).doubt).toBeUndefined();
    // A camera keeps the separators, so there is nothing to doubt.
    expect(label(readLabel('010034202311310817261231' + '10A4471' + '217R3K9', ']d2')).doubt).toBeUndefined();
  });

  test('a code that breaks off, an empty field, a letter in a number, and two different products', () => {
    expect(because(readLabel('0100342023113108' + '1726', ']d2'))).toBe(
      'The code breaks off: the field (17) needs 6 characters and has 2. Scan it again.',
    );
    expect(because(readLabel(`0100342023113108${'10'}${GS}17261231`))).toBe('The lot (10) is empty.');
    expect(because(readLabel('(01)0034202311310X'))).toMatch(/14 digits/);
    expect(because(readLabel(']d20100342023113108' + '0103453120000011'))).toMatch(/stands there twice/);
    expect(label(readLabel(']d20100342023113108' + '0100342023113108'))).toMatchObject({ gtin: '00342023113108' });
    expect(because(readLabel(`]d20100342023113108${'10'}AB C`))).toMatch(/character that no GS1 code may have/);
    expect(because(readLabel(']d2XY12'))).toBe('A field begins with "XY12" where its two digits should be.');
  });

  test('a code that names no medicine says so: a shipping number, an empty one', () => {
    expect(because(readLabel(']C100106141412345678908'))).toBe(
      'It is a GS1 code that names no product, lot or expiry date, only the field (00). Look for another code on the label.',
    );
    expect(because(readLabel(']d2'))).toBe('Nothing was read.');
  });
});

describe('linear codes and National Drug Codes', () => {
  // The examples of the conversion table that American payers publish.
  test.each([
    ['0002-7597-01', '00002-7597-01'],
    ['50242-040-62', '50242-0040-62'],
    ['60575-4112-1', '60575-4112-01'],
    ['0574-4072-05', '00574-4072-05'],
    ['51655-089-52', '51655-0089-52'],
    ['58118-1397-3', '58118-1397-03'],
    ['00143-9509-10', '00143-9509-10'],
    ['00143950910', '00143-9509-10'],
    ['NDC 0143-9509-10', '00143-9509-10'],
    ['ndc: 42023-113-10', '42023-0113-10'],
    ['000143-9509-10', '00143-9509-10'],
  ])('%s is %s', (text, ndc) => {
    expect(label(readLabel(text))).toEqual({ ndc: [ndc] });
  });

  test('ten digits without hyphens may be three codes, and the right one is among them', () => {
    expect(label(readLabel('5024204062'))).toEqual({ ndc: ['05024-2040-62', '50242-0040-62', '50242-0406-02'] });
    expect(label(readLabel('0002759701')).ndc).toContain('00002-7597-01');
    expect(label(readLabel('6057541121')).ndc).toContain('60575-4112-01');
  });

  test.each([
    ['300027597010', '00002-7597-01'],
    ['350242040624', '50242-0040-62'],
    ['360575411213', '60575-4112-01'],
    ['342023113108', '42023-0113-10'],
    ['301439509103', '00143-9509-10'],
    ['0301439509103', '00143-9509-10'],
    ['00301439509103', '00143-9509-10'],
    ['50301439509108', '00143-9509-10'],
    ['3 01439 50910 3', '00143-9509-10'],
  ])('the UPC-A, EAN-13 or GTIN-14 %s bears the National Drug Code %s', (digits, ndc) => {
    const reading = label(readLabel(digits));
    expect(reading.ndc).toContain(ndc);
    expect(reading.gtin).toHaveLength(14);
  });

  test('a product number of another country has no National Drug Code', () => {
    expect(label(readLabel('4006381333931'))).toEqual({ gtin: '04006381333931' });
  });

  test('a wrong check digit, a wrong count of digits and a wrong form are said', () => {
    expect(because(readLabel('301439509104'))).toMatch(/last digit must be 3/);
    expect(because(readLabel('123'))).toMatch(/has 3 digits/);
    expect(because(readLabel('0143-950-910'))).toMatch(/is no National Drug Code/);
  });
});

describe("the clinic's own labels, and what is none", () => {
  test('K-0042 is the clinic’s own, however it was typed', () => {
    expect(label(readLabel('K-0042'))).toEqual({ own: 'K-0042' });
    expect(label(readLabel(' k-0042\n'))).toEqual({ own: 'K-0042' });
    expect(label(readLabel(']C0K-0042'))).toEqual({ own: 'K-0042' });
  });

  test('everything else is refused with what it is', () => {
    expect(because(readLabel(''))).toBe('Nothing was read.');
    expect(because(readLabel('https://example.org/leaflet'))).toMatch(/web address/);
    expect(because(readLabel('hello'))).toBe(
      '"hello" is no product number, National Drug Code or label of the clinic.',
    );
    expect(because(readLabel('A'.repeat(401)))).toMatch(/401 characters/);
  });
});

describe('which products a label may be', () => {
  const bought = (...ndc: string[]) => ({ id: ndc.join(), codes: { ndc } });
  const ketamine = bought('00143-9509-10', '00143-9509-01');
  const formulary = [ketamine, bought('42023-0113-10'), bought()];

  test('those bought under one of its codes', () => {
    expect(matchProducts(label(readLabel('301439509103')), formulary)).toEqual([ketamine]);
    expect(matchProducts(label(readLabel('0143-9509-01')), formulary)).toEqual([ketamine]);
  });

  test('none where the label bears no code, or one that the clinic does not buy', () => {
    expect(matchProducts(label(readLabel('K-0042')), formulary)).toEqual([]);
    expect(matchProducts(label(readLabel('0143-9508-10')), formulary)).toEqual([]);
  });
});

describe('laws', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const data = fc.stringMatching(/^[A-Z0-9_/.-]{1,20}$/);

  test('what is written is read, in whatever order the fields stand', () => {
    fc.assert(
      fc.property(
        digits(13),
        data,
        data,
        fc.integer({ min: 0, max: 28 }),
        fc.nat(23),
        (first, lot, serial, day, turn) => {
          const gtin = `${first}${checkDigitOf(first)}`;
          const fields = [
            `01${gtin}`,
            `1727${'02'}${String(day).padStart(2, '0')}`,
            `10${lot}${GS}`,
            `21${serial}${GS}`,
          ];
          const ordered = [...fields.slice(turn % 4), ...fields.slice(0, turn % 4)];
          expect(label(readLabel(`]d2${ordered.join('')}`))).toMatchObject({
            gtin,
            lot,
            serial,
            expiresOn: `2027-02-${day === 0 ? 28 : String(day).padStart(2, '0')}`,
          });
        },
      ),
    );
  });

  test('one wrong digit in a product number is never accepted', () => {
    fc.assert(
      fc.property(digits(13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (first, place, by) => {
        const right = `${first}${checkDigitOf(first)}`;
        const wrong = [...right].map((d, at) => (at === place ? String((Number(d) + by) % 10) : d)).join('');
        expect(readLabel(`]d201${wrong}`).known).toBe(false);
        expect(readLabel(wrong).known).toBe(false);
      }),
    );
  });

  test('no text whatever makes it throw, and what is refused says why', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789()<>GS]dC-|', GS), maxLength: 60 })),
        (text) => {
          const reading = readLabel(text);
          if (!reading.known) expect(reading.because.length).toBeGreaterThan(10);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
