import { describe, expect, test } from 'vitest';
import { chooseCode } from './choose-code.ts';
import { Once } from './once.ts';
import { sayLabel } from './say-label.ts';
import { type Heard, Wedge } from './wedge.ts';

const GS = '\u001d';

/** Keys at a steady pace; the last answer is what Enter brings. */
function typed(keys: readonly string[], pace: number, wedge = new Wedge(), from = 1000): Heard {
  let heard: Heard = { kind: 'nothing' };
  keys.forEach((key, at) => {
    const control = key === 'ctrl+]';
    heard = wedge.hear({ key: control ? ']' : key, control, command: false, at: from + at * pace });
  });
  return heard;
}

describe('a scanner that types is told from a person by its pace', () => {
  test('a fast run of keys that ends in Enter or Tab is a scan', () => {
    expect(typed([...'301439509103', 'Enter'], 8)).toEqual({ kind: 'scan', text: '301439509103' });
    expect(typed([...'K-0042', 'Tab'], 25)).toEqual({ kind: 'scan', text: 'K-0042' });
  });

  test('control and ] within it, or GS itself, is a separator; shift is no key of its own', () => {
    const keys = ['Shift', '1', '0', 'Shift', 'A', 'B', '1', 'Control', 'ctrl+]', '2', '1', '7', 'Enter'];
    expect(typed(keys, 5)).toEqual({ kind: 'scan', text: `10AB1${GS}217` });
    expect(typed(['1', '0', 'A', 'B', '1', GS, '2', '1', '7', 'Enter'], 5)).toEqual({
      kind: 'scan',
      text: `10AB1${GS}217`,
    });
  });

  test('typing by hand is none, not even that of the fastest, nor a short burst', () => {
    expect(typed([...'301439509103', 'Enter'], 55).kind).toBe('nothing');
    expect(typed([...'301439509103', 'Enter'], 40).kind).toBe('nothing');
    expect(typed([...'12', 'Enter'], 5).kind).toBe('nothing');
    const wedge = new Wedge();
    typed([...'301439509103'], 5, wedge);
    // A person presses Enter a moment later.
    expect(wedge.hear({ key: 'Enter', control: false, command: false, at: 1400 }).kind).toBe('nothing');
  });

  test('what was typed by hand before it is no part of it', () => {
    const wedge = new Wedge();
    typed([...'lot '], 120, wedge, 0);
    expect(typed([...'0143-9509-10', 'Enter'], 6, wedge, 800)).toEqual({ kind: 'scan', text: '0143-9509-10' });
  });

  test('a command of the keyboard ends it', () => {
    const wedge = new Wedge();
    typed([...'3014395'], 5, wedge);
    wedge.hear({ key: 'c', control: true, command: false, at: 1040 });
    expect(typed([...'09103', 'Enter'], 5, wedge, 1045).kind).toBe('nothing');
  });
});

describe('one scan is one', () => {
  test('a code that stays in view is reported once, and anew after it was away', () => {
    const once = new Once();
    expect(once.isNew('A', 0)).toBe(true);
    for (let at = 100; at < 10_000; at += 100) expect(once.isNew('A', at)).toBe(false);
    expect(once.isNew('A', 12_000)).toBe(true);
  });

  test('a code that stays before the lens while its reading is looked at was not away', () => {
    const once = new Once();
    once.isNew('A', 0);
    for (let at = 100; at < 10_000; at += 100) once.staysInView('A', at);
    once.staysInView('B', 10_000);
    expect(once.isNew('A', 10_100)).toBe(false);
  });

  test('another code is another scan', () => {
    const once = new Once();
    expect([once.isNew('A', 0), once.isNew('B', 10), once.isNew('A', 20)]).toEqual([true, true, true]);
  });
});

describe('several codes in view', () => {
  const linear = { text: '0301439509103', symbology: ']E0' };
  const matrix = { text: `01003014395091032112345${GS}17261231${'10'}A4471`, symbology: ']d2' };

  test('of one vial, the code that says most is taken', () => {
    expect(chooseCode([linear, matrix])).toMatchObject({ kind: 'label', label: { lot: 'A4471', serial: '12345' } });
  });

  test("the clinic's own label says which vial it is", () => {
    const own = { text: 'K-0042', symbology: ']C0' };
    expect(chooseCode([matrix, own])).toMatchObject({ kind: 'label', label: { own: 'K-0042' } });
  });

  test('of two vials, none is taken', () => {
    expect(chooseCode([matrix, { text: '0342023113108', symbology: ']E0' }])).toEqual({
      kind: 'unsure',
      says: 'Two different codes are in view. Show one alone.',
    });
    expect(chooseCode([matrix, { ...matrix, text: matrix.text.replace('12345', '12346') }]).kind).toBe('unsure');
  });

  test('a code that is none of ours says why; it does not stand in the way of one that is', () => {
    const address = { text: 'https://example.org', symbology: ']Q1' };
    expect(chooseCode([address])).toMatchObject({ kind: 'unsure', says: expect.stringMatching(/web address/) });
    expect(chooseCode([address, linear]).kind).toBe('label');
    expect(chooseCode([])).toEqual({ kind: 'nothing' });
  });
});

describe('what was read is said', () => {
  const ketamine = { name: 'Ketamine 100 mg/mL, vial of 5 mL', codes: { ndc: ['00143-9509-10'] } };

  test('with the name of the product, the lot and the day', () => {
    const label = {
      gtin: '00301439509103',
      ndc: ['00143-9509-10'],
      lot: 'A4471',
      expiresOn: '2026-12-31',
      serial: '12',
    };
    expect(sayLabel(label, [ketamine]).map(({ what, says }) => `${what}: ${says}`)).toEqual([
      'Product: Ketamine 100 mg/mL, vial of 5 mL',
      'Lot: A4471',
      'Use until: Dec 31, 2026',
      'Serial number: 12',
    ]);
  });

  test('with the numbers, where the formulary does not know it or is not at hand', () => {
    const label = { ndc: ['42023-0113-10'] };
    expect(sayLabel(label, [ketamine])[0]?.says).toBe('None of the formulary has this number.');
    expect(sayLabel(label)).toEqual([{ what: 'National Drug Code', says: '42023-0113-10' }]);
    expect(sayLabel({ own: 'K-0042' }, [ketamine])).toEqual([{ what: "The clinic's label", says: 'K-0042' }]);
  });
});
