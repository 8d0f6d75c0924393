import { type SpanningRule, unless } from '../spanning-rule.ts';

export const dischargeCanBeReached: SpanningRule = {
  id: 'discharge-can-be-reached',
  title: 'The minimum time counts from something that happens, and each criterion can be met, once',
  check: ({ discharge: { minimumTime, criteria, bloodPressureUnder }, delivery, phases }) => [
    ...unless(
      minimumTime.after !== 'infusion_end' || delivery.kind === 'infusion',
      ['discharge', 'minimumTime', 'after'],
      'There is no infusion whose end could be counted from.',
    ),
    ...unless(
      bloodPressureUnder.systolic.value > bloodPressureUnder.diastolic.value,
      ['discharge', 'bloodPressureUnder'],
      `${bloodPressureUnder.systolic.value}/${bloodPressureUnder.diastolic.value} mmHg: the systolic pressure is the higher one.`,
    ),
    ...criteria.flatMap((criterion, index) => [
      ...unless(
        criteria.indexOf(criterion) === index,
        ['discharge', 'criteria', index],
        `"${criterion}" is here twice; each may be there once.`,
      ),
      ...unless(
        criterion !== 'debrief_held' || phases.some((phase) => phase.kind === 'debrief'),
        ['discharge', 'criteria', index],
        'It asks for a debrief, but no phase is one.',
      ),
    ]),
  ],
};
