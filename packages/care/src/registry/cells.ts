/**
 * From the changes and sessions of patients who consent to the figures that may leave the clinic. Each patient counts once in a
 * cell. Figures of few patients are not made, and nothing from which one could be worked out.
 */
import { scoreChange } from '../measures/change.ts';
import { scaleFound } from '../outcomes/measure.ts';
import { hideSmallCells, SMALLEST_SHOWN } from '../statistics/disclosure/small-cells.ts';
import { momentsOf } from '../statistics/means.ts';
import type { RegistryChange, RegistryHarms, RegistryMoment } from './document.ts';

/** One patient's first course under a protocol, on one scale. */
export interface PatientChange {
  /** By pseudonym. */
  readonly patient: string;
  readonly protocol: string;
  readonly instrument: string;
  readonly scale: string;
  readonly moment: RegistryMoment;
  readonly before: number;
  readonly after: number;
}
/** One patient's sessions under a protocol in which something was given. */
export interface PatientSessions {
  readonly patient: string;
  readonly protocol: string;
  readonly sessions: number;
  readonly events: number;
}

/** What each patient brings to a cell; stays in the clinic, so that it is known whose figures change from one time to the next. */
export type Contributions = Readonly<Record<string, string>>;
export interface ChangeCell {
  readonly kind: 'change';
  readonly contributions: Contributions;
  readonly figures: Omit<RegistryChange, 'missing'>;
  /** Treated under the protocol without such an answer: the true count, which leaves only if `withMissing` lets it. */
  readonly missing: number;
}
export interface HarmsCell {
  readonly kind: 'harms';
  readonly contributions: Contributions;
  readonly figures: RegistryHarms;
}
export type RegistryCell = ChangeCell | HarmsCell;

export const cellKey = (cell: Pick<RegistryCell, 'kind' | 'figures'>): string => {
  const { figures } = cell as RegistryCell;
  return 'moment' in figures
    ? ['change', figures.protocol, figures.instrument, figures.scale, figures.moment].join(' ')
    : `harms ${figures.protocol}`;
};

/** Two decimals: more would let single scores be worked out, and says nothing more. */
const rounded = (value: number): number => Math.round(value * 100) / 100 || 0;

/** Of those who had it and those who had not: how many had it, or null where it is hidden. */
export function shownOf(had: number, all: number, smallest = SMALLEST_SHOWN): number | null {
  const counts = new Map([
    ['all', all],
    ['had', had],
    ['had not', all - had],
  ]);
  return hideSmallCells(counts, [{ total: 'all', parts: ['had', 'had not'] }], smallest).get('had') ?? null;
}

const grouped = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly (readonly [Row, ...Row[]])[] => {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
};

/** Cells that are of enough patients; the others are only counted. `treated`: patients who consent, by protocol. */
export function changeCells(
  rows: readonly PatientChange[],
  treated: ReadonlyMap<string, number>,
): { readonly cells: readonly ChangeCell[]; readonly tooFew: number } {
  const cells: ChangeCell[] = [];
  let tooFew = 0;
  for (const group of grouped(rows, (one) => [one.protocol, one.instrument, one.scale, one.moment].join(' '))) {
    const cell = changeCell(group, treated);
    if (cell) cells.push(cell);
    else tooFew += 1;
  }
  return { cells, tooFew };
}

function changeCell(
  group: readonly [PatientChange, ...PatientChange[]],
  treated: ReadonlyMap<string, number>,
): ChangeCell | null {
  const [{ protocol, instrument, scale, moment }] = group;
  const found = scaleFound(instrument, scale);
  if (!found) return null;
  const of = { scales: [found.scale], change: found.instrument.change };
  const rules = found.instrument.change.find((one) => one.scale === scale);
  const moved = group.flatMap(({ patient, before, after }) =>
    scoreChange(of, { [scale]: before }, { [scale]: after }).flatMap((one) =>
      'none' in one ? [] : [{ patient, ...one }],
    ),
  );
  // One population for all figures of a cell: with two, the difference between them would tell of few.
  const counted = moved.filter(
    ({ beganInRemission, isResponse }) =>
      beganInRemission !== true && (rules?.response === undefined || isResponse !== undefined),
  );
  const patients = counted.length;
  if (patients < SMALLEST_SHOWN) return null;
  const { mean, variance } = momentsOf(counted.map(({ by }) => by));
  const standardDeviation = rounded(Math.sqrt(variance));
  // Where all changed by the same, the figure is each one's own.
  if (!(standardDeviation > 0)) return null;
  const share = (has: (one: (typeof counted)[number]) => boolean) => shownOf(counted.filter(has).length, patients);
  return {
    kind: 'change',
    contributions: Object.fromEntries(counted.map(({ patient, from, to }) => [patient, `${from} ${to}`])),
    figures: {
      ...{ protocol, instrument, scale, moment, patients },
      meanChange: rounded(mean),
      standardDeviation,
      ...(rules?.response && { responded: share(({ isResponse }) => isResponse === true) }),
      ...(rules?.remission && { remitted: share(({ isRemission }) => isRemission === true) }),
    },
    missing: Math.max(0, (treated.get(protocol) ?? 0) - group.length),
  };
}

export function harmsCells(rows: readonly PatientSessions[]): readonly HarmsCell[] {
  return grouped(rows, ({ protocol }) => protocol).flatMap((group): readonly HarmsCell[] => {
    if (group.length < SMALLEST_SHOWN) return [];
    const sum = (of: (one: PatientSessions) => number) => group.reduce((all, one) => all + of(one), 0);
    // Events are hidden by how many people had them, not by how many there were.
    const isHidden = shownOf(group.filter(({ events }) => events > 0).length, group.length) === null;
    return [
      {
        kind: 'harms',
        contributions: Object.fromEntries(group.map((one) => [one.patient, `${one.sessions} ${one.events}`])),
        figures: {
          protocol: group[0].protocol,
          sessions: sum(({ sessions }) => sessions),
          events: isHidden ? null : sum(({ events }) => events),
        },
      },
    ];
  });
}
