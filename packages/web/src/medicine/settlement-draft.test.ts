import { describe, expect, test } from 'vitest';
import { type ReportDraft, readSettlement, type SettlementDraft } from './settlement-draft.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const REPORT: ReportDraft = {
  kind: 'other',
  day: '2026-03-06',
  department: '',
  telephone: '',
  purchase: '42.50',
  merchandise: '',
  marks: 'Blue dot',
  measures: 'A new lock.',
  killed: '',
  injured: '',
  carrier: '',
  consignee: '',
  consigneeDeaNumber: '',
  wasReceived: '',
  lossesWithCarrier: '',
};
const LINE = { id: idOf(2), container: idOf(3), safe: idOf(4), direction: 'less', mg: '500' } as const;
const draft = (more: Partial<SettlementDraft> = {}): SettlementDraft => ({
  id: idOf(1),
  how: 'reported',
  words: 'The lock was broken.',
  lines: [LINE],
  report: REPORT,
  ...more,
});
const reported = (more: Partial<ReportDraft>) => readSettlement(draft({ report: { ...REPORT, ...more } }));

describe('a report of theft or loss', () => {
  test('is sent as it was written, with the value in whole cents', () => {
    expect(reported({})).toEqual({
      ok: true,
      document: {
        id: idOf(1),
        how: 'reported',
        words: 'The lock was broken.',
        movements: [{ id: idOf(2), container: idOf(3), safe: idOf(4), amount: { value: 500, unit: 'mg' } }],
        report: {
          kind: 'other',
          day: '2026-03-06',
          purchaseValueCents: 4250,
          marks: 'Blue dot',
          measures: 'A new lock.',
        },
      },
    });
  });

  test('of a loss in transit says nothing that nobody was asked: each question stands open until it is answered', () => {
    const transit = { kind: 'lost_in_transit', carrier: 'Carrier', consignee: 'Clinic' } as const;
    expect(reported(transit)).toEqual({
      ok: false,
      faults: { wasReceived: 'must be yes or no', lossesWithCarrier: 'Enter a number.' },
    });
    for (const [wasReceived, said] of [
      ['yes', true],
      ['no', false],
    ] as const)
      expect(reported({ ...transit, wasReceived, lossesWithCarrier: '2' })).toMatchObject({
        document: { report: { transit: { wasReceived: said, lossesWithCarrier: 2 } } },
      });
  });

  test('of a robbery has the killed and the injured that somebody wrote, and no 0 of its own', () => {
    const robbery = { kind: 'armed_robbery' } as const;
    expect(reported(robbery)).toEqual({
      ok: false,
      faults: { killed: 'Enter a number.', injured: 'Enter a number.' },
    });
    expect(reported({ ...robbery, killed: '0', injured: 'one' })).toEqual({
      ok: false,
      faults: { injured: '“one” is not a number such as 12.5.' },
    });
    expect(reported({ ...robbery, killed: '0', injured: '1' })).toMatchObject({
      document: { report: { killed: 0, injured: 1 } },
    });
  });

  test('to the police needs their telephone', () => {
    expect(reported({ department: 'Town police' })).toEqual({ ok: false, faults: { telephone: 'must not be empty' } });
  });

  test('asks about what is finer than a cent, and about other things taken alike', () => {
    const because = expect.stringContaining('2 places after the point');
    expect(reported({ purchase: '4.205', merchandise: '1.999' })).toEqual({
      ok: false,
      faults: { purchase: because, merchandise: because },
    });
    expect(reported({ merchandise: '10' })).toMatchObject({ document: { report: { merchandiseValueCents: 1000 } } });
  });

  test('has each fault at its field', () => {
    expect(reported({ marks: ' ', measures: '', day: '', purchase: '' })).toEqual({
      ok: false,
      faults: {
        marks: 'must not be empty',
        measures: 'must not be empty',
        day: 'must be a day, such as 2026-03-01',
        purchase: 'Enter a number.',
      },
    });
  });
});

describe('an adjustment', () => {
  test('has each fault at its own line, and a line that nothing was written on is none', () => {
    const second = { ...LINE, id: idOf(5), container: '', safe: '', mg: '1,5' };
    const empty = { ...LINE, id: idOf(6), container: '', mg: '' };
    expect(readSettlement(draft({ how: 'adjusted', words: '', lines: [empty, LINE, second] }))).toEqual({
      ok: false,
      faults: {
        words: 'must not be empty',
        [`${idOf(5)} container`]: 'Choose the container.',
        [`${idOf(5)} safe`]: 'Choose the safe.',
        [`${idOf(5)} amount`]: expect.stringContaining('write a point'),
      },
    });
    expect(readSettlement(draft({ how: 'adjusted', lines: [empty] }))).toEqual({
      ok: false,
      faults: { movements: 'must name at least one container' },
    });
  });
});
