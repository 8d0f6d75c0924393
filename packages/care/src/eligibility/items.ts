/** Every question of the screening, in the order in which it is asked. */
import { labelOf } from '../protocol/label.ts';
import type { Protocol } from '../protocol/schema.ts';
import { type ChoiceItem, effect, option, type ScreeningItem, type ScreeningOption } from './item.ts';
import { BODY_ITEMS } from './items-body.ts';
import { MIND_ITEMS } from './items-mind.ts';
import { PROJECT } from './sources.ts';

/** Whoever does not know says so, and is asked again by a person: it is never taken for a no. */
const NOT_SURE: ScreeningOption = {
  ...option(
    'not_sure',
    'I am not sure',
    'No lo sé bien',
    effect([PROJECT], { outcome: 'ask', because: 'The patient is not sure: ask again, in other words.' }),
  ),
  alone: true,
};

const withNotSure = (item: ScreeningItem): ScreeningItem =>
  'options' in item ? ({ ...item, options: [...item.options, NOT_SURE] } satisfies ChoiceItem) : item;

export const SCREENING_ITEMS: readonly ScreeningItem[] = [...BODY_ITEMS, ...MIND_ITEMS].map(withNotSure);

export const isForProtocol = (item: ScreeningItem, protocol: Protocol): boolean =>
  !item.kapOnly || labelOf(protocol).kind === 'kap';

/** The questions that these protocols together ask. */
export const screeningItems = (protocols: readonly Protocol[]): readonly ScreeningItem[] =>
  SCREENING_ITEMS.filter((item) => protocols.some((protocol) => isForProtocol(item, protocol)));

export const screeningItem = (linkId: string): ScreeningItem | undefined =>
  SCREENING_ITEMS.find((item) => item.linkId === linkId);
