/**
 * k-anonymity (Samarati and Sweeney 1998; Sweeney 2002, Int J Uncertain Fuzz 10:557): nobody stands in a group of fewer than
 * k people who are alike in all that an outsider may know of them (quasi-identifiers: age band, sex, state, year). It does
 * not keep what the group has in common from being known of each of them.
 */
export type QuasiIdentifier = string | number | boolean | null;

export type Anonymity<Row> = {
  /** People, not rows. */
  readonly people: number;
  /** People in the smallest group; null where there is nobody. */
  readonly k: number | null;
  readonly groups: number;
  /** Rows of those in groups smaller than wanted: left out, or made coarser and checked again. */
  readonly tooFew: readonly Row[];
};

/** What is not known (null) is a group of its own: an outsider may know that it is not known. */
export const anonymityOf = <Row>(
  rows: readonly Row[],
  {
    person,
    quasi,
    wanted,
  }: {
    readonly person: (row: Row) => string;
    readonly quasi: (row: Row) => readonly QuasiIdentifier[];
    readonly wanted: number;
  },
): Anonymity<Row> => {
  if (!Number.isSafeInteger(wanted) || wanted < 1) throw new RangeError(`k is 1 or more, and is ${wanted}`);
  /** One person's rows may differ: all that they show together is what tells them apart. */
  const shownBy = new Map<string, Set<string>>();
  for (const row of rows) {
    const shown = shownBy.get(person(row)) ?? new Set<string>();
    shown.add(JSON.stringify(quasi(row)));
    shownBy.set(person(row), shown);
  }
  const groupOf = new Map([...shownBy].map(([who, shown]) => [who, JSON.stringify([...shown].sort())]));
  const sizes = new Map<string, number>();
  for (const group of groupOf.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const sizeFor = (row: Row): number => sizes.get(groupOf.get(person(row)) as string) as number;
  const smallest = Math.min(...sizes.values());
  return {
    people: shownBy.size,
    k: sizes.size === 0 ? null : smallest,
    groups: sizes.size,
    tooFew: rows.filter((row) => sizeFor(row) < wanted),
  };
};
