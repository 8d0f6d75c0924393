import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateSign, readClock, readDate } from './dates.ts';
import { numberSign, readNumber } from './numbers.ts';
import { SEPARATORS, separatorOf } from './separator.ts';

describe('a separator', () => {
  test.each([
    ['id,name\n1,Ana\n2,"Bo, Jr"\n', ','],
    ['id;dose\n1;12,5\n2;20,0\n', ';'],
    ['id\tdose\n1\t1,5\n', '\t'],
    ['id|name|x\n1|a;b|c\n', '|'],
  ])('of %j is found', (text, separator) => {
    expect(separatorOf(text, true)).toMatchObject({ separator, isSure: true });
  });

  test('is not sure where two signs do as well, nor where none cuts all rows alike', () => {
    expect(separatorOf('a,b;c\n1,2;3\n', true).isSure).toBe(false);
    expect(separatorOf('a,b,c\n1,2\n', true)).toMatchObject({ separator: ',', isSure: false });
  });

  test('is not looked for in a record that is cut off', () => {
    expect(separatorOf('a;b\n1;2\n3', false)).toMatchObject({ separator: ';', isSure: true });
  });

  test('is found again in whatever was written with it', () => {
    const cell = fc.stringMatching(/^[a-z0-9 .]{0,6}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...SEPARATORS),
        fc.integer({ min: 2, max: 5 }),
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        (separator, columns, rows) => {
          const header = ['id', 'a', 'b', 'c', 'd'].slice(0, columns).join(separator);
          const text = [header, ...rows.map((row) => `1${row.slice(0, columns).join(separator)}`)].join('\n');
          expect(separatorOf(text, true)).toMatchObject({ separator, columns });
        },
      ),
    );
  });
});

describe('a number', () => {
  test.each([
    ['12', 'whole'],
    ['12.5', 'point'],
    ['12,5', 'comma'],
    ['0,125', 'comma'],
    ['0.125', 'point'],
    ['1.234,5', 'comma'],
    ['1,234.5', 'point'],
    ['1,234', 'either'],
    ['1.234', 'either'],
    ['1 234,5', 'comma'],
    ['1,234,567', 'point'],
    ['1e3', 'none'],
    ['12.5.1', 'none'],
    ['', 'none'],
  ])('written %s says: %s', (text, sign) => {
    expect(numberSign(text)).toBe(sign);
  });

  test('is read as its file writes numbers, and not otherwise', () => {
    expect(readNumber('1.234', 'comma')).toEqual({ ok: true, value: 1234, wasGrouped: true });
    expect(readNumber('1.234', 'point')).toEqual({ ok: true, value: 1.234, wasGrouped: false });
    expect(readNumber('12,5', 'point').ok).toBe(false);
    expect(readNumber('12.5', 'comma').ok).toBe(false);
    expect(readNumber('12.5', undefined).ok).toBe(false);
    expect(readNumber('\u22123', undefined)).toMatchObject({ value: -3 });
  });

  test('comes back as it was, written with a point or with a comma', () => {
    const value = fc.integer({ min: -20_000_000, max: 20_000_000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(value, fc.constantFrom('point' as const, 'comma' as const), (given, decimal) => {
        const text = decimal === 'point' ? String(given) : String(given).replace('.', ',');
        expect(readNumber(text, decimal)).toMatchObject({ ok: true, value: given });
        if (!Number.isInteger(given)) expect(['either', decimal]).toContain(numberSign(text));
      }),
    );
  });
});

describe('a date', () => {
  test.each([
    ['2026-03-01', 'year_first'],
    ['13/02/2026', 'day_first'],
    ['02/13/2026', 'month_first'],
    ['02.03.2026', 'either'],
    ['2/3/26', 'none'],
    ['soon', 'none'],
  ])('written %s says: %s', (text, sign) => {
    expect(dateSign(text)).toBe(sign);
  });

  test.each([
    ['31/02/2025', 'day_first', 'no-such-day'],
    ['2025-02-29', 'year_first', 'no-such-day'],
    ['05/14/2024', 'day_first', 'no-such-day'],
    ['03/01/26', 'day_first', 'year-of-two-figures'],
    ['45321', 'day_first', 'spreadsheet-number'],
    ['03/01/2026', 'year_first', 'not-a-date'],
    ['03/01/2026', undefined, 'not-a-date'],
    ['2026-03-01 25:00', 'year_first', 'not-a-time'],
  ] as const)('that is %s, %s, is refused: %s', (text, order, why) => {
    expect(readDate(text, order)).toEqual({ ok: false, why });
  });

  test('with a time keeps it, and its zone where it says one', () => {
    expect(readDate('2026-03-01T14:05:00Z', undefined)).toEqual({
      ok: true,
      day: '2026-03-01',
      clock: '14:05',
      offset: 'Z',
    });
    expect(readDate('1.3.2026 9:07', 'day_first')).toEqual({ ok: true, day: '2026-03-01', clock: '09:07' });
    expect(readDate('03/01/2026 2:05 PM', 'month_first')).toMatchObject({ clock: '14:05' });
    expect(readClock('12:00 am')).toEqual({ clock: '00:00' });
  });

  test('comes back as it was in any order', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (given) => {
        const iso = given.toISOString().slice(0, 10);
        const [year, month, date] = iso.split('-');
        expect(readDate(iso, undefined)).toEqual({ ok: true, day: iso });
        expect(readDate(`${date}.${month}.${year}`, 'day_first')).toEqual({ ok: true, day: iso });
        expect(readDate(`${Number(month)}/${Number(date)}/${year}`, 'month_first')).toEqual({ ok: true, day: iso });
      }),
    );
  });
});
