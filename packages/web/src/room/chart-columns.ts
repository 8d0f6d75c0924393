/**
 * Readings gathered into columns of the chart, so that what is drawn depends on the width of the screen and not on
 * how long the session has lasted. A new reading at the end joins the last column; nothing else is looked at again.
 */
import type { VitalSigns, VitalSignsEntry } from '@holdspace/care';

/** What falls into one column: lowest, highest and last. */
export interface Column {
  /** Milliseconds since 1970 at the column's start. */
  readonly from: number;
  /** When its last reading was taken. */
  at: number;
  low: number;
  high: number;
  last: number;
  count: number;
}

export type SeriesName = 'systolic' | 'diastolic' | 'heartRate' | 'oxygenSaturation';
export const SERIES: readonly SeriesName[] = ['systolic', 'diastolic', 'heartRate', 'oxygenSaturation'];

const readOf: Record<SeriesName, (reading: VitalSigns) => number | undefined> = {
  systolic: (reading) => reading.bloodPressure?.systolic.value,
  diastolic: (reading) => reading.bloodPressure?.diastolic.value,
  heartRate: (reading) => reading.heartRate?.value,
  oxygenSaturation: (reading) => reading.oxygenSaturation?.value,
};

export type Columns = Record<SeriesName, Column[]>;
const empty = (): Columns => ({ systolic: [], diastolic: [], heartRate: [], oxygenSaturation: [] });

function put(columns: Column[], at: number, value: number, width: number): void {
  const from = Math.floor(at / width) * width;
  const last = columns.at(-1);
  if (last && last.from === from) {
    last.low = Math.min(last.low, value);
    last.high = Math.max(last.high, value);
    last.last = value;
    last.at = at;
    last.count += 1;
    return;
  }
  columns.push({ from, at, low: value, high: value, last: value, count: 1 });
}

/** Columns of a fixed width in milliseconds, kept between drawings. */
export class ChartColumns {
  #width = 0;
  #seen: readonly VitalSignsEntry[] = [];
  #columns: Columns = empty();

  /** The columns of all readings (in order of clinical time). Readings that only joined at the end are only added. */
  of(entries: readonly VitalSignsEntry[], width: number): Columns {
    const from = this.#addedFrom(entries, width);
    if (from === 0) this.#columns = empty();
    for (let index = from; index < entries.length; index++) {
      const entry = entries[index];
      if (!entry) continue;
      const at = Date.parse(entry.at);
      for (const name of SERIES) {
        const value = readOf[name](entry.vitalSigns);
        if (value !== undefined) put(this.#columns[name], at, value, width);
      }
    }
    this.#seen = entries;
    this.#width = width;
    return this.#columns;
  }

  /** The first entry that is not in the columns yet; 0 where they begin anew. */
  #addedFrom(entries: readonly VitalSignsEntry[], width: number): number {
    const count = this.#seen.length;
    if (width !== this.#width || entries.length < count || count === 0) return 0;
    // Lists are in order and their entries never change, so the same first and last mean the same between.
    const isSame = entries[0] === this.#seen[0] && entries[count - 1] === this.#seen[count - 1];
    return isSame ? count : 0;
  }
}
