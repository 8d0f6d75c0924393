/**
 * A protocol as a page that a clinician reads: sections of plain statements, each with the sources it stands on.
 * Made from the document alone, so that what is read is what the rules decide by.
 */
import { type Quantity, sayQuantity } from '../quantity.ts';
import { sayRoles } from '../roles.ts';
import { CRITERION_TITLES } from '../session/discharge.ts';
import { GATE_TITLES } from '../session/gates.ts';
import { sayDelivery, sayDeparture, sayGate, sayPresence, sayWatch } from './explain-parts.ts';
import { sayPlace } from './say-place.ts';
import type { Protocol } from './schema.ts';

export interface ExplainedRow {
  /** Unique within its section, so that the same row is found in another protocol. */
  readonly id: string;
  readonly term: string;
  readonly says: readonly string[];
  /** Ids of the protocol's `sources`. */
  readonly sources: readonly string[];
}

export interface ExplainedSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ExplainedRow[];
}

const row = (id: string, term: string, says: readonly string[], sources: readonly string[] = []): ExplainedRow => ({
  id,
  term,
  says,
  sources,
});
const between = (low: Quantity, high: Quantity) => `${sayQuantity(low)} to ${sayQuantity(high)}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const list = (parts: readonly string[]) => parts.join(', ');

/** The whole document in the order in which a clinician would ask. */
export const explainProtocol = (protocol: Protocol): readonly ExplainedSection[] =>
  [
    treatment(protocol),
    dose(protocol),
    phases(protocol),
    gates(protocol),
    monitoring(protocol),
    calls(protocol),
    leaving(protocol),
    setting(protocol),
    visits(protocol),
    measures(protocol),
    afterwards(protocol),
    departures(protocol),
  ].filter((section) => section.rows.length > 0);

function treatment({ treats, approval, medicine }: Protocol): ExplainedSection {
  const status = approval.status === 'off_label' ? 'Off label.' : 'Within the approved label.';
  const products = medicine.products.map((one) =>
    one.form === 'solution'
      ? `${one.name}, drawn up in steps of ${sayQuantity(one.drawStep)}`
      : `${one.name}, ${one.unitName} of ${sayQuantity(one.strength)}${one.divisibleInto > 1 ? `, divisible into ${one.divisibleInto}` : ''}`,
  );
  return {
    id: 'treatment',
    title: 'The treatment',
    rows: [
      row('treats', 'For', [treats]),
      row('approval', 'Approval', [`${status} ${approval.note}`]),
      row('medicine', 'Medicine', [`${capital(medicine.substance)} (${medicine.form}), ${medicine.route}`]),
      row('products', 'Products', products),
    ],
  };
}

function dose({ dose, delivery }: Protocol): ExplainedSection {
  const { basis, absoluteMaximum, booster, secondPersonCheck: check, sources } = dose;
  const usual =
    basis.by === 'weight'
      ? [`${sayQuantity(basis.usual)} by weight`, `allowed: ${between(basis.allowed.low, basis.allowed.high)}`]
      : [
          `${sayQuantity(basis.usual)}, of ${list(basis.choices.map(sayQuantity))}`,
          ...(basis.firstSession ? [`at the first session: ${list(basis.firstSession.map(sayQuantity))}`] : []),
        ];
  const perKilogram = absoluteMaximum.perKilogram
    ? ` and ${sayQuantity(absoluteMaximum.perKilogram)}, whichever is less`
    : '';
  return {
    id: 'dose',
    title: 'The dose',
    rows: [
      row('usual', 'Usual dose', usual, sources),
      ...(dose.note ? [row('note', 'To know', [dose.note], sources)] : []),
      row('how', 'How it is given', sayDelivery(delivery), sources),
      row(
        'maximum',
        'Never more in a session than',
        [`${sayQuantity(absoluteMaximum.amount)}${perKilogram}, boosters included`],
        sources,
      ),
      ...(booster
        ? [
            row('booster', 'Booster', [
              `at most ${booster.most}, of ${between(booster.allowed.low, booster.allowed.high)}, ${between(booster.earliest, booster.latest)} after the first dose`,
            ]),
          ]
        : []),
      row('rounding', 'Rounding', [
        `to what can be drawn up or counted, by at most ${sayQuantity(dose.roundingAtMost)}; further is refused`,
      ]),
      row('jump', 'A change that asks why', [`more than ${sayQuantity(dose.jumpAsksWhyAbove)} over the last dose`]),
      row('order', 'Ordered by', [sayRoles(dose.orderBy)]),
      row('give', 'Given by', [sayRoles(dose.giveBy)]),
      row('check', 'Checked by a second person', [check.required ? sayRoles(check.by) : 'not required']),
    ],
  };
}

function phases(protocol: Protocol): ExplainedSection {
  return {
    id: 'phases',
    title: 'The session, phase by phase',
    rows: protocol.phases.map((phase) =>
      row(phase.id, phase.name, [
        phase.purpose,
        ...phase.presence.map(sayPresence),
        ...(phase.doseAllowed ? ['A dose may be given here.'] : []),
        ...(phase.inward ? ['Turned inward: low responsiveness alone is no alarm here.'] : []),
        ...(phase.expected ? [`Usually ${sayQuantity(phase.expected)}.`] : []),
      ]),
    ),
  };
}

function gates(protocol: Protocol): ExplainedSection {
  return {
    id: 'gates',
    title: 'What must be true before a dose',
    rows: protocol.gates.map((gate) => {
      const witness = gate.witnessed ? ', and a second person signs' : '';
      const stop =
        gate.stop === 'hard'
          ? 'Hard stop: nobody overrides it.'
          : `Soft stop: ${sayRoles(gate.overrideBy)} may override it with a reason${witness}.`;
      return row(gate.gate, GATE_TITLES[gate.gate], [...sayGate(gate), stop], gate.sources);
    }),
  };
}

function monitoring({ monitoring, phases }: Protocol): ExplainedSection {
  const nameOf = (id: string) => phases.find((phase) => phase.id === id)?.name ?? id;
  const rules = monitoring.rules.map((rule) => {
    const says = [sayWatch(rule.watch)];
    if (rule.when === 'every') {
      const where = list(rule.during.map(nameOf));
      return row(
        `every ${rule.during.join(' ')}`,
        `Every ${sayQuantity(rule.every)} in ${where}`,
        says,
        monitoring.sources,
      );
    }
    if (rule.when === 'after_dose')
      return row('after_dose', `${list(rule.at.map(sayQuantity))} after the dose`, says, monitoring.sources);
    return row('before_leaving', `Within ${sayQuantity(rule.within)} before leaving`, says, monitoring.sources);
  });
  const grace = row('grace', 'Overdue', [`${sayQuantity(monitoring.grace)} after it was due`]);
  return { id: 'monitoring', title: 'What is watched', rows: [...rules, grace] };
}

function calls({ callLimits: limits }: Protocol): ExplainedSection {
  return {
    id: 'calls',
    title: `When the ${sayRoles(limits.call)} is called`,
    rows: [
      row(
        'pressure',
        'Blood pressure',
        [
          `systolic ${sayQuantity(limits.systolicAtLeast)} or more`,
          `diastolic ${sayQuantity(limits.diastolicAtLeast)} or more`,
          `systolic more than ${sayQuantity(limits.systolicRiseAbove)} over baseline`,
        ],
        limits.sources,
      ),
      row(
        'heart',
        'Heart rate',
        [`above ${sayQuantity(limits.heartRateAbove)} or below ${sayQuantity(limits.heartRateBelow)}`],
        limits.sources,
      ),
      row(
        'breathing',
        'Breathing',
        [
          `oxygen saturation below ${sayQuantity(limits.oxygenSaturationBelow)}`,
          `respiratory rate below ${sayQuantity(limits.respiratoryRateBelow)}`,
        ],
        limits.sources,
      ),
      row(
        'sedation',
        'Sedation (RASS)',
        [`${sayQuantity(limits.sedationAtMost)} or deeper, outside an inward phase`],
        limits.sources,
      ),
      ...(limits.signs.length > 0 ? [row('signs', 'Any of', limits.signs, limits.sources)] : []),
    ],
  };
}

function leaving({ discharge }: Protocol): ExplainedSection {
  const { minimumTime, criteria, sources } = discharge;
  const after = minimumTime.after === 'infusion_end' ? 'the end of the infusion' : 'the last dose';
  const override = discharge.minimumTimeOverrideBy;
  const detail: Partial<Record<(typeof criteria)[number], string>> = {
    recovery_score: `: ${sayQuantity(discharge.recoveryScoreAtLeast)} of 10 or more`,
    blood_pressure: `: within ${sayQuantity(discharge.bloodPressureWithin)} of it, or under ${discharge.bloodPressureUnder.systolic.value}/${sayQuantity(discharge.bloodPressureUnder.diastolic)}`,
  };
  return {
    id: 'leaving',
    title: 'When the patient may leave',
    rows: [
      row(
        'minimum',
        'Not before',
        [
          `${sayQuantity(minimumTime.duration)} after ${after}`,
          ...(override.length > 0 ? [`earlier only when a ${sayRoles(override)} overrides it with a reason`] : []),
        ],
        sources,
      ),
      row(
        'criteria',
        'And all of',
        criteria.map((criterion) => CRITERION_TITLES[criterion] + (detail[criterion] ?? '')),
        sources,
      ),
      row('sign', 'Signed by', [sayRoles(discharge.signBy)]),
    ],
  };
}

function setting({ setting }: Protocol): ExplainedSection {
  return {
    id: 'setting',
    title: 'How the room is made ready',
    rows: setting.map((one) =>
      row(one.id, one.name, [one.detail, ...(one.wish ? ['The patient is asked what they wish.'] : [])]),
    ),
  };
}

function visits({ visits }: Protocol): ExplainedSection {
  const { preparation, integration, dosing, sources } = visits;
  const times = dosing.usualCount === 1 ? 'one session' : `${dosing.usualCount} sessions`;
  return {
    id: 'visits',
    title: 'The visits around it',
    rows: [
      ...preparation.map((one, index) =>
        row(
          `preparation ${index + 1}`,
          one.name,
          [`Before the dose, ${sayQuantity(one.length)}, with a ${sayRoles(one.by)}.`, one.purpose],
          sources,
        ),
      ),
      row('dosing', 'Dosing', [`Usually ${times}.`, dosing.spacing], sources),
      ...integration.map((one, index) =>
        row(
          `integration ${index + 1}`,
          one.name,
          [
            `${one.day === 0 ? 'The same day' : `Day ${one.day} after`}, ${sayQuantity(one.length)}, with a ${sayRoles(one.by)}.`,
            one.purpose,
          ],
          sources,
        ),
      ),
    ],
  };
}

const WHEN: Record<Protocol['measures'][number]['when'][number], string> = {
  baseline: 'at the start',
  before_dose: 'before each dose',
  after_dose: 'after each dose',
  day_1: 'the day after',
  day_7: 'a week after',
  monthly: 'each month',
};

function measures(protocol: Protocol): ExplainedSection {
  return {
    id: 'measures',
    title: 'What is measured',
    rows: protocol.measures.map((one) =>
      row(one.measure, one.measure, [capital(list(one.when.map((when) => WHEN[when]))), one.why]),
    ),
  };
}

function afterwards(protocol: Protocol): ExplainedSection {
  return {
    id: 'afterwards',
    title: 'What the patient is told before going home',
    rows: protocol.afterwards.length > 0 ? [row('told', 'In these words', protocol.afterwards)] : [],
  };
}

function departures({ departures = [] }: Protocol): ExplainedSection {
  return {
    id: 'departures',
    title: 'What was changed here, and why',
    rows: departures.map((one) => row(one.path, sayPlace(one.path), sayDeparture(one), one.sources)),
  };
}
