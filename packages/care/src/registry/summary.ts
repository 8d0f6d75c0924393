/**
 * The next summary of a clinic, made in the knowledge of the last: two summaries beside one another must not tell of few
 * people either, and who has withdrawn is in none.
 */
import type { Instant } from '../instant.ts';
import { SMALLEST_SHOWN } from '../statistics/disclosure/small-cells.ts';
import { type ChangeCell, type Contributions, cellKey, type RegistryCell } from './cells.ts';
import { REGISTRY_KIND, REGISTRY_VERSION, type RegistrySummary } from './document.ts';

/** A cell as it was last given; stays in the clinic. */
export interface GivenCell {
  readonly cell: RegistryCell;
  /** Not given now: somebody in it has withdrawn, and too few others changed since. */
  readonly isHeldBack: boolean;
}
export type GivenCells = Readonly<Record<string, GivenCell>>;

/** Patients who are in one of the two and not in the other, or bring something else. */
export function differing(before: Contributions, now: Contributions): number {
  const patients = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...patients].filter((patient) => before[patient] !== now[patient]).length;
}

/**
 * What stands of one cell. New figures only where enough patients differ from those that were last given: of one more
 * patient, the new mean less the old one would be their own score. Where somebody withdrew and too few others changed, the cell
 * is held back altogether.
 */
function nextOf(
  given: GivenCell | undefined,
  now: RegistryCell | undefined,
  consents: (patient: string) => boolean,
): GivenCell | null {
  if (!given) return now ? { cell: now, isHeldBack: false } : null;
  const changed = now ? differing(given.cell.contributions, now.contributions) : Number.POSITIVE_INFINITY;
  if (now && changed >= SMALLEST_SHOWN) return { cell: now, isHeldBack: false };
  if (now && changed === 0) return { cell: given.cell, isHeldBack: false };
  const stands = Object.keys(given.cell.contributions).every(consents);
  return { cell: given.cell, isHeldBack: !stands };
}

/** A moment of a course is given beside its last answers only where as many, or clearly fewer, gave both. */
function withoutNearlyAll(cells: readonly RegistryCell[]): readonly RegistryCell[] {
  const keyOf = ({ figures: { protocol, instrument, scale } }: ChangeCell) => `${protocol} ${instrument} ${scale}`;
  const isFar = (one: number, other: number) => one === other || Math.abs(one - other) >= SMALLEST_SHOWN;
  const kept: RegistryCell[] = [];
  const counts = new Map<string, number[]>();
  // The last answers first: they are what is compared most.
  const inOrder = cells.toSorted((one, other) => place(one) - place(other));
  for (const cell of inOrder) {
    if (cell.kind === 'change') {
      const others = counts.get(keyOf(cell)) ?? [];
      if (!others.every((other) => isFar(other, cell.figures.patients))) continue;
      counts.set(keyOf(cell), [...others, cell.figures.patients]);
    }
    kept.push(cell);
  }
  return kept;
}
const PLACES = { last: 0, day_7: 1, day_1: 2 } as const;
const place = (cell: RegistryCell): number => (cell.kind === 'change' ? PLACES[cell.figures.moment] : 0);

/** Missing ones are told of a protocol in all its cells or in none: with one, treated patients are known, and so is the other. */
function missingShown(cells: readonly ChangeCell[]): ReadonlySet<string> {
  const hidden = new Set(
    cells.filter(({ missing }) => missing > 0 && missing < SMALLEST_SHOWN).map(({ figures }) => figures.protocol),
  );
  return new Set(cells.map(({ figures }) => figures.protocol).filter((protocol) => !hidden.has(protocol)));
}

export interface MadeSummary {
  readonly summary: RegistrySummary;
  /** To be kept until the next time. */
  readonly given: GivenCells;
  /** Figures that there are and that are not given. */
  readonly heldBack: number;
}
export function nextSummary(
  cells: readonly RegistryCell[],
  given: GivenCells,
  {
    giver,
    name,
    madeAt,
    consents,
  }: {
    readonly giver: string;
    readonly name: string | null;
    readonly madeAt: Instant;
    /** Whether a patient's consent stands now. */
    readonly consents: (patient: string) => boolean;
  },
): MadeSummary {
  const now = new Map(cells.map((cell) => [cellKey(cell), cell]));
  const next = new Map<string, GivenCell>();
  for (const key of new Set([...Object.keys(given), ...now.keys()])) {
    const one = nextOf(given[key], now.get(key), consents);
    if (one) next.set(key, one);
  }
  const leaving = withoutNearlyAll([...next.values()].filter(({ isHeldBack }) => !isHeldBack).map(({ cell }) => cell));
  const leave = new Set(leaving.map(cellKey));
  const changes = leaving.filter((cell) => cell.kind === 'change');
  const toldOf = missingShown(changes);
  const kept = [...next].flatMap(([key, one]): readonly (readonly [string, GivenCell])[] => {
    if (leave.has(key)) return [[key, one]];
    // What did not leave is not what was last given.
    const before = given[key];
    return before ? [[key, { cell: before.cell, isHeldBack: true }]] : [];
  });
  const byKey = <Cell extends RegistryCell>(some: readonly Cell[]): readonly Cell[] =>
    some.toSorted((one, other) => cellKey(one).localeCompare(cellKey(other)));
  return {
    summary: {
      kind: REGISTRY_KIND,
      version: REGISTRY_VERSION,
      giver,
      name,
      madeOn: madeAt.slice(0, 10),
      changes: byKey(changes).map(({ figures, missing }) => ({
        ...figures,
        missing: toldOf.has(figures.protocol) ? missing : null,
      })),
      harms: byKey(leaving.filter((cell) => cell.kind === 'harms')).map(({ figures }) => figures),
    },
    given: Object.fromEntries(kept),
    heldBack: [...now.keys()].filter((key) => !leave.has(key)).length,
  };
}
