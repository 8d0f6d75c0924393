/** Rules of the protocol language that one field alone cannot keep. Each is a value; the list is the documentation. */
import { sayQuantity } from '../quantity.ts';
import type { Protocol } from './schema.ts';

export interface SpanningRule {
  readonly id: string;
  readonly title: string;
  check(protocol: Protocol): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** The places at which a list repeats an earlier entry. */
const repeats = (ids: readonly string[]) =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ id, index }] : []));

const idsAreUnique: SpanningRule = {
  id: 'ids-are-unique',
  title: 'Phases, products, gates, sources and setting elements have ids of their own',
  check: (protocol) => [
    ...repeats(protocol.phases.map((one) => one.id)).map(({ id, index }) => ({
      path: ['phases', index, 'id'],
      message: `There are two phases "${id}".`,
    })),
    ...repeats(protocol.gates.map((one) => one.gate)).map(({ id, index }) => ({
      path: ['gates', index, 'gate'],
      message: `The gate "${id}" stands twice.`,
    })),
    ...repeats(protocol.sources.map((one) => one.id)).map(({ id, index }) => ({
      path: ['sources', index, 'id'],
      message: `There are two sources "${id}".`,
    })),
    ...repeats(protocol.setting.map((one) => one.id)).map(({ id, index }) => ({
      path: ['setting', index, 'id'],
      message: `There are two setting elements "${id}".`,
    })),
    ...repeats(protocol.medicine.products.map((one) => one.id)).map(({ id, index }) => ({
      path: ['medicine', 'products', index, 'id'],
      message: `There are two products "${id}".`,
    })),
  ],
};

const sourcesAreListed: SpanningRule = {
  id: 'sources-are-listed',
  title: 'Every source that is named is listed',
  check(protocol) {
    const listed = new Set(protocol.sources.map((one) => one.id));
    const named: [readonly PropertyKey[], readonly string[]][] = [
      [['dose', 'sources'], protocol.dose.sources],
      [['monitoring', 'sources'], protocol.monitoring.sources],
      [['callLimits', 'sources'], protocol.callLimits.sources],
      [['discharge', 'sources'], protocol.discharge.sources],
      [['visits', 'sources'], protocol.visits.sources],
      ...protocol.gates.map((gate, index): [readonly PropertyKey[], readonly string[]] => [
        ['gates', index, 'sources'],
        gate.sources,
      ]),
    ];
    return named.flatMap(([path, ids]) =>
      ids.flatMap((id, index) =>
        listed.has(id) ? [] : [{ path: [...path, index], message: `The source "${id}" is not listed under sources.` }],
      ),
    );
  },
};

const phasesExist: SpanningRule = {
  id: 'phases-exist',
  title: 'The monitoring schedule names phases of the protocol',
  check(protocol) {
    const known = new Set(protocol.phases.map((one) => one.id));
    return protocol.monitoring.rules.flatMap((rule, index) =>
      rule.when !== 'every'
        ? []
        : rule.during.flatMap((id, place) =>
            known.has(id)
              ? []
              : [{ path: ['monitoring', 'rules', index, 'during', place], message: `There is no phase "${id}".` }],
          ),
    );
  },
};

const doseHasAPhase: SpanningRule = {
  id: 'dose-has-a-phase',
  title: 'A dose may be given in at least one phase',
  check: (protocol) =>
    protocol.phases.some((phase) => phase.doseAllowed)
      ? []
      : [{ path: ['phases'], message: 'No phase allows a dose.' }],
};

const doseRangeHolds: SpanningRule = {
  id: 'dose-range-holds',
  title: 'The usual dose lies in the allowed range, and the range under the absolute maximum',
  check({ dose }) {
    const issues: { path: PropertyKey[]; message: string }[] = [];
    const { basis, absoluteMaximum, booster } = dose;
    if (basis.by === 'weight') {
      const { low, high } = basis.allowed;
      if (low.value > high.value)
        issues.push({
          path: ['dose', 'basis', 'allowed'],
          message: `${sayQuantity(low)} is above ${sayQuantity(high)}.`,
        });
      if (basis.usual.value < low.value || basis.usual.value > high.value)
        issues.push({
          path: ['dose', 'basis', 'usual'],
          message: `${sayQuantity(basis.usual)} is outside ${sayQuantity(low)} to ${sayQuantity(high)}.`,
        });
      if (!absoluteMaximum.perKilogram)
        issues.push({
          path: ['dose', 'absoluteMaximum', 'perKilogram'],
          message: 'A dose by weight needs an absolute maximum per kilogram.',
        });
      else if (absoluteMaximum.perKilogram.value < high.value)
        issues.push({
          path: ['dose', 'absoluteMaximum', 'perKilogram'],
          message: `${sayQuantity(absoluteMaximum.perKilogram)} is below the range's ${sayQuantity(high)}.`,
        });
    } else {
      basis.choices.forEach((choice, index) => {
        if (choice.value > absoluteMaximum.amount.value)
          issues.push({
            path: ['dose', 'basis', 'choices', index],
            message: `${sayQuantity(choice)} is above the absolute maximum of ${sayQuantity(absoluteMaximum.amount)}.`,
          });
      });
      if (!basis.choices.some((choice) => choice.value === basis.usual.value))
        issues.push({
          path: ['dose', 'basis', 'usual'],
          message: `${sayQuantity(basis.usual)} is not one of the choices.`,
        });
      basis.firstSession?.forEach((choice, index) => {
        if (!basis.choices.some((one) => one.value === choice.value))
          issues.push({
            path: ['dose', 'basis', 'firstSession', index],
            message: `${sayQuantity(choice)} is not one of the choices.`,
          });
      });
    }
    if (booster && booster.allowed.low.value > booster.allowed.high.value)
      issues.push({ path: ['dose', 'booster', 'allowed'], message: 'The low end is above the high end.' });
    if (booster && booster.earliest.value > booster.latest.value)
      issues.push({
        path: ['dose', 'booster', 'earliest'],
        message: `${sayQuantity(booster.earliest)} is after ${sayQuantity(booster.latest)}.`,
      });
    return issues;
  },
};

const productsFitDelivery: SpanningRule = {
  id: 'products-fit-delivery',
  title: 'Solutions are infused or injected; lozenges and devices are counted',
  check(protocol) {
    const wanted =
      protocol.delivery.kind === 'infusion' || protocol.delivery.kind === 'injection' ? 'solution' : 'unit';
    return protocol.medicine.products.flatMap((product, index) =>
      product.form === wanted
        ? []
        : [
            {
              path: ['medicine', 'products', index, 'form'],
              message: `A ${product.form} is not given as ${protocol.delivery.kind.replaceAll('_', ' ')}.`,
            },
          ],
    );
  },
};

const choicesCanBeCounted: SpanningRule = {
  id: 'choices-can-be-counted',
  title: 'A fixed dose is a whole count of a product',
  check({ dose: { basis }, medicine }) {
    if (basis.by !== 'fixed') return [];
    const countable = (amount: number) =>
      medicine.products.some(
        (product) => product.form === 'solution' || (amount * product.divisibleInto) % product.strength.value === 0,
      );
    return basis.choices.flatMap((choice, index) =>
      countable(choice.value)
        ? []
        : [
            {
              path: ['dose', 'basis', 'choices', index],
              message: `${sayQuantity(choice)} is no count of any product.`,
            },
          ],
    );
  },
};

const weightIsAGate: SpanningRule = {
  id: 'weight-is-a-gate',
  title: 'A dose by weight asks for the weight',
  check: ({ dose, gates }) =>
    dose.basis.by === 'weight' && !gates.some((gate) => gate.gate === 'weight')
      ? [{ path: ['gates'], message: 'The dose is by weight, but no gate asks for it.' }]
      : [],
};

const gateLimitsAreOrdered: SpanningRule = {
  id: 'gate-limits-are-ordered',
  title: 'A gate warns before it stops',
  check: ({ gates }) =>
    gates.flatMap((gate, index) => {
      if (gate.gate === 'weight' && gate.warnAfter.value > gate.stopAfter.value)
        return [
          {
            path: ['gates', index, 'warnAfter'],
            message: `It warns after ${sayQuantity(gate.warnAfter)} but stops after ${sayQuantity(gate.stopAfter)}.`,
          },
        ];
      if (gate.gate !== 'baseline_vital_signs') return [];
      const issues: { path: PropertyKey[]; message: string }[] = [];
      const { softBloodPressure: soft, hardBloodPressure: hard, heartRate } = gate;
      if (soft.systolic.value > hard.systolic.value || soft.diastolic.value > hard.diastolic.value)
        issues.push({
          path: ['gates', index, 'softBloodPressure'],
          message: 'The soft limit is above the hard limit.',
        });
      if (heartRate.low.value > heartRate.high.value)
        issues.push({ path: ['gates', index, 'heartRate'], message: 'The low end is above the high end.' });
      return issues;
    }),
};

const softGatesHaveAnOverrider: SpanningRule = {
  id: 'soft-gates-have-an-overrider',
  title: 'A soft gate says who may override it',
  check: ({ gates }) =>
    gates.flatMap((gate, index) =>
      gate.stop === 'soft' && gate.overrideBy.length === 0
        ? [
            {
              path: ['gates', index, 'overrideBy'],
              message: 'Nobody may override this soft gate; name a role or make it hard.',
            },
          ]
        : [],
    ),
};

const dischargeFitsDelivery: SpanningRule = {
  id: 'discharge-fits-delivery',
  title: 'The minimum time counts from something that happens',
  check: ({ discharge, delivery }) =>
    discharge.minimumTime.after === 'infusion_end' && delivery.kind !== 'infusion'
      ? [
          {
            path: ['discharge', 'minimumTime', 'after'],
            message: 'There is no infusion whose end could be counted from.',
          },
        ]
      : [],
};

const infusionTimeHolds: SpanningRule = {
  id: 'infusion-time-holds',
  title: 'The infusion’s time lies in its range, and the pump can reach it',
  check({ delivery }) {
    if (delivery.kind !== 'infusion') return [];
    const { duration, durationAllowed, bagVolume, highestRate } = delivery;
    const issues: { path: PropertyKey[]; message: string }[] = [];
    if (duration.value < durationAllowed.low.value || duration.value > durationAllowed.high.value)
      issues.push({
        path: ['delivery', 'duration'],
        message: `${sayQuantity(duration)} is outside ${sayQuantity(durationAllowed.low)} to ${sayQuantity(durationAllowed.high)}.`,
      });
    if (durationAllowed.low.value > 0 && (bagVolume.value * 3600) / durationAllowed.low.value > highestRate.value)
      issues.push({
        path: ['delivery', 'highestRate'],
        message: `${sayQuantity(bagVolume)} cannot run in ${sayQuantity(durationAllowed.low)} at ${sayQuantity(highestRate)}.`,
      });
    return issues;
  },
};

const criteriaOnce: SpanningRule = {
  id: 'criteria-once',
  title: 'Each criterion for leaving stands once',
  check: ({ discharge }) =>
    repeats(discharge.criteria).map(({ id, index }) => ({
      path: ['discharge', 'criteria', index],
      message: `"${id}" stands twice.`,
    })),
};

export const SPANNING_RULES: readonly SpanningRule[] = [
  idsAreUnique,
  sourcesAreListed,
  phasesExist,
  doseHasAPhase,
  doseRangeHolds,
  productsFitDelivery,
  choicesCanBeCounted,
  weightIsAGate,
  gateLimitsAreOrdered,
  softGatesHaveAnOverrider,
  dischargeFitsDelivery,
  infusionTimeHolds,
  criteriaOnce,
];
