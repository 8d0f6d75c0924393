import { instant, quantity, type VitalSignsEntry } from '@holdspace/care';
import { describe, expect, it } from 'vitest';
import { ChartColumns } from './chart-columns.ts';

const START = Date.UTC(2026, 2, 2, 14);
const by = { id: '00000000-0000-4000-8000-000000000004', name: 'Noor Nurse', roles: ['nurse'] as const };
const entry = (second: number, systolic: number): VitalSignsEntry => ({
  seq: second + 1,
  at: instant(START + second * 1000),
  by,
  calls: [],
  vitalSigns: {
    bloodPressure: { systolic: quantity(systolic, 'mm[Hg]'), diastolic: quantity(70, 'mm[Hg]') },
    heartRate: quantity(72, '/min'),
  },
});
const threeHours = Array.from({ length: 10_800 }, (_, second) => entry(second, 100 + (second % 40)));

describe('columns of the vital-signs chart', () => {
  it('three hours of readings a second come to no more columns than the chart is wide', () => {
    const columns = new ChartColumns().of(threeHours, 12_000);
    expect(columns.systolic.length).toBe(900);
    expect(columns.oxygenSaturation.length).toBe(0);
  });

  it('nothing between is lost: each column holds its lowest and highest', () => {
    const columns = new ChartColumns().of(threeHours, 60_000);
    expect(columns.systolic[0]).toMatchObject({ low: 100, high: 139, last: 119, count: 60 });
  });

  it('a reading added at the end gives what drawing anew would give', () => {
    const kept = new ChartColumns();
    kept.of(threeHours, 12_000);
    const longer = [...threeHours, entry(10_800, 180)];
    expect(kept.of(longer, 12_000)).toEqual(new ChartColumns().of(longer, 12_000));
  });

  it('a struck reading, or one entered late, draws the columns anew', () => {
    const kept = new ChartColumns();
    kept.of(threeHours, 12_000);
    const struck = threeHours.toSpliced(5000, 1);
    expect(kept.of(struck, 12_000)).toEqual(new ChartColumns().of(struck, 12_000));
    const late = threeHours.toSpliced(5000, 0, entry(5000, 200));
    expect(kept.of(late, 12_000)).toEqual(new ChartColumns().of(late, 12_000));
  });
});
