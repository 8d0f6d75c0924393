/**
 * How the room is made ready for one dosing session: the protocol's template, what the patient wishes, and what the clinic
 * settled with them for that day, the nearest of them standing. Source: design: words (setting).
 */
import { z } from 'zod';
import type { Protocol } from '../protocol/schema.ts';
import type { SettingMade } from '../session/commands.ts';
import type { Answers } from './document.ts';
import { wishFieldOf } from './sections.ts';

/** As long as a wish. */
export const MOST_OF_AN_ELEMENT = 1000;
export const settingSavingSchema = z.strictObject({
  id: z.uuid({ error: 'must be a UUID' }),
  follows: z.number().int().min(0).max(1_000_000),
  /** By element; empty goes back to the wish, or to the template. */
  elements: z.record(z.string().min(1).max(64), z.string().max(20_000)),
});

export interface PlannedElement {
  readonly element: string;
  readonly name: string;
  readonly kind: Protocol['setting'][number]['element'];
  /** As the protocol makes it. */
  readonly template: string;
  readonly wish?: string;
  /** What is to be made ready. */
  readonly planned: string;
  readonly from: 'protocol' | 'patient' | 'clinic';
}

const said = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** The plan of a session: every element of the protocol, each once, in its order. */
export function settingPlan({ setting }: Pick<Protocol, 'setting'>, wishes: Answers, own: Answers): PlannedElement[] {
  // Who says that the room is good as it is has no wishes, whatever was written before.
  const asUsual = wishes.usual === 'as_usual';
  return setting.map(({ id, name, element, detail, wish: isOpen }) => {
    const wish = isOpen && !asUsual ? said(wishes[wishFieldOf(id)]) : undefined;
    const settled = said(own[id]);
    return {
      element: id,
      name,
      kind: element,
      template: detail,
      ...(wish && { wish }),
      planned: settled ?? wish ?? detail,
      from: settled ? 'clinic' : wish ? 'patient' : 'protocol',
    };
  });
}

/** What is wrong with a plan that was sent; none where it can stand. */
export function settingFaults({ setting }: Pick<Protocol, 'setting'>, elements: Answers) {
  return Object.entries(elements).flatMap(([id, text]) => {
    const element = setting.find((one) => one.id === id);
    if (!element)
      return [
        {
          field: `elements.${id}`,
          rule: 'not-in-setting',
          message: 'The protocol has no such element of the setting.',
        },
      ];
    return text.length > MOST_OF_AN_ELEMENT
      ? [
          {
            field: `elements.${id}`,
            rule: 'too-long',
            message: `"${element.name}" is ${text.length} characters long; ${MOST_OF_AN_ELEMENT} fit.`,
          },
        ]
      : [];
  });
}

/** What was done of the plan, as the session's log takes it; `said` has words for what was changed or left out. */
export function settingFinding(plan: readonly PlannedElement[], outcomes: readonly SettingMade[]) {
  const made = outcomes.map((one) => {
    const planned = plan.find(({ element }) => element === one.element)?.planned;
    return { ...one, ...(planned && { planned }) };
  });
  return {
    gate: 'setting_prepared' as const,
    elements: made.filter(({ outcome }) => outcome !== 'omitted').map(({ element }) => element),
    made,
  };
}
