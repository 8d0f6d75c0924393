import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

/** Seconds. */
const SHORTEST = 60;

export const monitoringHasARhythm: SpanningRule = {
  id: 'monitoring-has-a-rhythm',
  title: 'Readings come at intervals that people can keep',
  check: ({ monitoring: { rules, grace } }) =>
    rules.flatMap((rule, index) => {
      const path = ['monitoring', 'rules', index];
      if (rule.when === 'every')
        return [
          ...unless(
            rule.every.value >= SHORTEST,
            [...path, 'every'],
            'Readings more often than every minute are a monitor’s work, not a person’s.',
          ),
          ...unless(
            rule.every.value < SHORTEST || grace.value < rule.every.value,
            ['monitoring', 'grace'],
            `A reading every ${sayQuantity(rule.every)} would never be overdue: the grace is ${sayQuantity(grace)}.`,
          ),
        ];
      if (rule.when === 'after_dose')
        return rule.at.flatMap((moment, place) => {
          const before = rule.at[place - 1];
          return unless(
            !before || moment.value > before.value,
            [...path, 'at', place],
            `${sayQuantity(moment)} stands after ${before && sayQuantity(before)}; write the times in order, each once.`,
          );
        });
      return unless(rule.within.value > 0, [...path, 'within'], 'No reading can be that recent.');
    }),
};
