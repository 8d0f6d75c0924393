import { type SpanningRule, unless } from '../spanning-rule.ts';

export const phasesExist: SpanningRule = {
  id: 'phases-exist',
  title: 'The monitoring schedule names phases of the protocol',
  check({ phases, monitoring }) {
    const known = phases.map((one) => one.id);
    return monitoring.rules.flatMap((rule, index) =>
      rule.when !== 'every'
        ? []
        : rule.during.flatMap((id, place) =>
            unless(
              known.includes(id),
              ['monitoring', 'rules', index, 'during', place],
              `There is no phase "${id}"; there are ${known.join(', ')}.`,
            ),
          ),
    );
  },
};
