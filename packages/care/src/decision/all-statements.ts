/**
 * Everything that the decision aid states of the options, and every text that says some of it again, for the build's check;
 * the page draws the parts.
 */
import { CONDITION, CONTESTED } from './about.ts';
import { CHANCES, sayCount } from './chances.ts';
import { KNOWLEDGE_ITEMS } from './knowledge.ts';
import { ESKETAMINE } from './options/esketamine.ts';
import { INFUSION } from './options/infusion.ts';
import { KAP } from './options/kap.ts';
import { NEITHER } from './options/neither.ts';
import type { OptionId, OptionStatements } from './points.ts';
import type { Retold, Statement } from './statement.ts';
import { VALUE_ITEMS } from './values.ts';

export const OPTION_STATEMENTS: Readonly<Record<OptionId, OptionStatements>> = {
  infusion: INFUSION,
  kap: KAP,
  esketamine: ESKETAMINE,
  neither: NEITHER,
};

const chances = CHANCES.flatMap(({ rows }) => rows).map(
  ({ id, certainty, sources, review, count }): Statement => ({
    id,
    certainty,
    sources,
    review,
    says: { en: sayCount(count, 'en'), es: sayCount(count, 'es') },
  }),
);

export const ALL_STATEMENTS: readonly Statement[] = [
  ...CONDITION,
  ...Object.values(OPTION_STATEMENTS).flatMap((points) => Object.values(points).flat()),
  ...CONTESTED.map(({ answer }) => answer),
  ...chances,
];

/** What stands beside somebody's values, and what the knowledge check answers. */
export const ALL_RETOLD: readonly (Retold & { readonly id: string })[] = [
  ...VALUE_ITEMS.flatMap(({ id, meets }) =>
    Object.entries(meets).map(([option, retold]) => ({ id: `${id}, ${option}`, ...retold })),
  ),
  ...KNOWLEDGE_ITEMS.map(({ id, because }) => ({ id, ...because })),
];
