/** What a change of who must be present weighs: fewer people, farther away or with gaps is looser, whoever they are. */
import type { Json } from '../protocol/compare.ts';
import type { PresenceRule } from '../protocol/schema.ts';
import type { Weight } from './weight.ts';

/** The nearer, the higher. */
const NEARNESS = { available: 0, on_site: 1, in_room: 2 } as const;

/** Whether whoever keeps `kept` has kept `asked` as well. */
const keeps = (kept: PresenceRule, asked: PresenceRule): boolean =>
  kept.count >= asked.count &&
  NEARNESS[kept.attendance] >= NEARNESS[asked.attendance] &&
  (kept.continuous || !asked.continuous) &&
  kept.anyOf.every((role) => asked.anyOf.includes(role));

const keepsAll = (rules: readonly PresenceRule[], asked: readonly PresenceRule[]) =>
  asked.every((one) => rules.some((rule) => keeps(rule, one)));

/** Enough people, near enough, for as long: the same rule with other roles in it. */
const isAsMuch = (one: PresenceRule, other: PresenceRule) =>
  one.count >= other.count &&
  NEARNESS[one.attendance] >= NEARNESS[other.attendance] &&
  (one.continuous || !other.continuous);

/** Each rule of before has one of its own afterwards that asks for as much, of other people. */
function onlyPeopleDiffer(before: readonly PresenceRule[], after: readonly PresenceRule[]): boolean {
  const left = [...after];
  return before.every((rule) => {
    const index = left.findIndex((one) => isAsMuch(one, rule));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

export function presenceWeight(was: Json | undefined, is: Json | undefined): Weight {
  const before = (was ?? []) as unknown as readonly PresenceRule[];
  const after = (is ?? []) as unknown as readonly PresenceRule[];
  if (keepsAll(after, before)) return 'tightens';
  return onlyPeopleDiffer(before, after) && !keepsAll(before, after) ? 'changes_who' : 'loosens';
}
