import { describe, expect, test } from 'vitest';
import { containerOfLabel } from './container-of-label.ts';

const [KETAMINE, OTHER] = ['00143-9509-10', '00143-9508-10'];
const product = { codes: { ndc: [KETAMINE] } };
const vial = (label: string, more: { lot?: string; serial?: string; expiresOn?: string } = {}) => ({
  ...{ label, product, lot: 'A12', expiresOn: '2027-12-31' },
  ...more,
});
const [one, two, ofB] = [vial('K-0001'), vial('K-0002'), vial('K-0003', { lot: 'B7' })];
const ndc = [KETAMINE];
const names = (label: Parameters<typeof containerOfLabel>[0], among = [one, two, ofB]) => {
  const found = containerOfLabel(label, among);
  return found.is === 'one' ? found.container.label : found.is === 'none' ? 'none' : found.among.map((c) => c.label);
};

describe('a scanned code names a container', () => {
  test('by the clinic’s own label, however it is written', () => {
    expect(names({ own: 'K-0002' })).toBe('K-0002');
    expect(names({ own: 'K-0002' }, [one, vial(' k-0002 ')])).toBe(' k-0002 ');
    expect(names({ own: 'K-0009' })).toBe('none');
  });

  test('by its exact serial number, among others of its lot', () => {
    const bearing = [vial('K-0001', { serial: 'S1' }), vial('K-0002', { serial: 'S2' }), vial('K-0003')];
    expect(names({ ndc, lot: 'A12', serial: 'S2' }, bearing)).toBe('K-0002');
    expect(names({ ndc, serial: 'S2' }, bearing)).toBe('K-0002');
  });

  test('by product and lot where one alone is left of it', () => {
    expect(names({ ndc, lot: 'B7' })).toBe('K-0003');
    expect(names({ ndc, lot: 'B7', serial: 'S9' })).toBe('K-0003');
  });
});

describe('it is asked about, never guessed', () => {
  test('where two of the lot are left', () => {
    expect(names({ ndc, lot: 'A12' })).toEqual(['K-0001', 'K-0002']);
    expect(names({ ndc, lot: 'A12', serial: 'S9' })).toEqual(['K-0001', 'K-0002']);
  });

  test('where the code names a product alone, even the last of it', () => {
    expect(names({ ndc })).toEqual(['K-0001', 'K-0002', 'K-0003']);
    expect(names({ ndc }, [one])).toEqual(['K-0001']);
  });

  test('where two bear one serial number', () => {
    const twins = [vial('K-0001', { serial: 'S1' }), vial('K-0002', { serial: 'S1' })];
    expect(names({ ndc, lot: 'A12', serial: 'S1' }, twins)).toEqual(['K-0001', 'K-0002']);
  });
});

describe('none is named', () => {
  test.each([
    ['by another product', { ndc: [OTHER], lot: 'A12' }],
    ['by a code without a product', { lot: 'B7' }],
    ['by another lot', { ndc, lot: 'C1' }],
    ['by another day of expiry', { ndc, lot: 'B7', expiresOn: '2020-01-31' }],
  ])('%s', (_, label) => {
    expect(names(label)).toBe('none');
  });

  test('by another serial number than it bears, though product and lot are its own', () => {
    expect(names({ ndc, lot: 'A12', serial: 'S2' }, [vial('K-0001', { serial: 'S1' })])).toBe('none');
  });
});
