/** What can be asked of a dosing session: a closed union, imperative. The edge parses it; the core trusts it. */
import { z } from 'zod';
import { daySchema, instantSchema } from '../instant.ts';
import { MUSIC_ACTIONS, MUSIC_PHASES } from '../music/words.ts';
import { DISCHARGE_CRITERIA, GATE_KINDS } from '../protocol/schema.ts';
import { quantityOf } from '../quantity.ts';
import { roleSchema } from '../roles.ts';
import { uuid } from '../uuid.ts';
import { vitalSignsSchema } from './vital-signs.ts';

const slug = z.string().min(1).max(64);
const line = z.string().trim().min(1, 'must not be empty').max(300);
const words = z.string().trim().min(1, 'must not be empty').max(4000);
const amount = quantityOf('drug_amount', { low: 1, high: 2_000_000 });
const weight = quantityOf('mass_of_body', { low: 25, high: 350 });
const rate = quantityOf('pump_rate', { low: 1, high: 2_000_000 });

/** Every command carries these. */
const envelope = {
  /** Made by the client; sending the same command twice stores it once. */
  id: uuid,
  /** The clinical time: when it happened. */
  at: instantSchema,
  /** The device that it was entered on, as the clinic names it. */
  device: z.string().trim().min(1).max(80).default('unnamed device'),
  /** Soft stops that the author overrides, each with its reason. */
  overrides: z
    .array(z.strictObject({ rule: slug, reason: line }))
    .max(20)
    .optional(),
  /** It has already happened: recorded whatever the rules say, flagged, with the reason. */
  happened: z.strictObject({ reason: line }).optional(),
};
const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...envelope, ...shape });

const person = z.strictObject({ id: uuid, name: line, roles: z.array(roleSchema).min(1) });

/** Out of which draws a dose or a bag is made, and how much of each. */
const draws = z
  .array(z.strictObject({ draw: uuid, amount }))
  .min(1)
  .max(8)
  .refine((list) => new Set(list.map((one) => one.draw)).size === list.length, { error: 'each draw is named once' });

export const SETTING_OUTCOMES = ['prepared', 'changed', 'omitted'] as const;
/** How one element of the setting was made ready: what was planned, what became of it, and in what words. */
const settingMadeSchema = z
  .array(
    z
      .strictObject({
        element: slug,
        planned: words.optional(),
        outcome: z.enum(SETTING_OUTCOMES),
        words: words.optional(),
      })
      .refine(({ outcome, words: said }) => outcome === 'prepared' || said !== undefined, {
        error: 'say in a few words what was changed, or why it was left out',
        path: ['words'],
      }),
  )
  .min(1)
  .max(40)
  .refine((list) => new Set(list.map((one) => one.element)).size === list.length, {
    error: 'each element is named once',
  });
export type SettingMade = z.output<typeof settingMadeSchema>[number];

/** What was seen or asked when a gate was confirmed; each gate has its own form. */
export const gateFindingSchema = z.discriminatedUnion('gate', [
  z.strictObject({
    gate: z.literal('consent'),
    document: line,
    signedOn: daySchema,
    /** The signatures on record that it rests on; without them somebody saw the signed paper. */
    signatures: z
      .array(z.strictObject({ id: uuid, document: line, version: z.number().int().min(1) }))
      .min(1)
      .max(6)
      .optional(),
  }),
  z.strictObject({ gate: z.literal('touch_consent'), given: z.boolean(), limits: line, stopSign: line }),
  z.strictObject({
    gate: z.literal('screening'),
    signedBy: line,
    signedOn: daySchema,
    /** The decision on record, where it is confirmed from there; without it, a paper was seen. */
    record: uuid.optional(),
  }),
  z.strictObject({
    gate: z.literal('identity'),
    identifiers: z
      .array(z.enum(['name', 'date_of_birth', 'record_number', 'photograph', 'address', 'telephone']))
      .min(1)
      .refine((list) => new Set(list).size === list.length, { error: 'each identifier counts once' }),
  }),
  z.strictObject({ gate: z.literal('weight'), weight, measuredOn: daySchema, confirmed: z.boolean().optional() }),
  z.strictObject({ gate: z.literal('fasting'), lastSolids: instantSchema, lastClearLiquids: instantSchema }),
  z.strictObject({ gate: z.literal('escort'), name: line, telephone: line, reachable: z.boolean() }),
  z.strictObject({
    gate: z.literal('pregnancy_test'),
    result: z.enum(['negative', 'positive', 'does_not_apply']),
    note: line.optional(),
  }),
  z.strictObject({ gate: z.literal('intoxication'), signs: z.enum(['none', 'present']), note: line.optional() }),
  z.strictObject({ gate: z.literal('suicide_risk'), instrument: line, acuteRisk: z.boolean(), note: line.optional() }),
  z.strictObject({ gate: z.literal('emergency_equipment'), items: z.array(line).min(1).max(20) }),
  z.strictObject({
    gate: z.literal('setting_prepared'),
    /** What stands ready, as planned or changed. */
    elements: z.array(slug).max(40),
    changed: words.optional(),
    /** Each element apart, so that outcomes can be read against it; sessions of before have none. */
    made: settingMadeSchema.optional(),
  }),
  z.strictObject({ gate: z.literal('focus'), focus: words, intention: words.optional() }),
]);
export type GateFinding = z.output<typeof gateFindingSchema>;
/** Gates that a person confirms; baseline vital signs and people present are read from the log itself. */
export const CONFIRMED_GATES = GATE_KINDS.filter(
  (kind) => kind !== 'baseline_vital_signs' && kind !== 'people_present',
);

/** What the debrief asks for, the patient’s own words first. */
export const WORDS_ABOUT = ['experience', 'carry_home'] as const;
export const OBSERVATIONS = [
  'still',
  'tearful',
  'smiling',
  'movement',
  'speaking',
  'asks_for_hand',
  'nausea',
  'vomiting',
  'fear',
  'silence',
  'headache',
  'dizziness',
  'other',
] as const;
export const INTERVENTIONS = [
  'reassurance',
  'breath',
  'hand',
  'music_change',
  'called_nurse',
  'nurse_came',
  'called_prescriber',
  'oxygen',
  'repositioned',
  'medicine_given',
  'other',
] as const;
/** How what is left over is made unusable. */
export const WASTE_METHODS = ['controlled_waste_container', 'drain_where_allowed', 'other'] as const;
/** How medicine in hand went missing. */
export const LOSSES = ['spilled', 'broken', 'missing', 'other'] as const;
export const NOSC_MOMENTS = ['onset', 'peak', 'return'] as const;
export const ALDRETE_PARTS = ['activity', 'respiration', 'circulation', 'consciousness', 'saturation'] as const;
const aldretePart = z.number().int().min(0).max(2);

export const commandSchema = z.discriminatedUnion('type', [
  command('PlanSession', {
    patient: z.strictObject({ id: uuid, name: line, dateOfBirth: daySchema, recordNumber: line }),
    protocol: z.strictObject({ id: slug, version: slug }),
    room: line,
    zone: line,
    focus: words.optional(),
    intention: words.optional(),
    /** The last weight on record, for the "more than 10 %" question. */
    lastWeight: weight.optional(),
    /** The patient's last dose, in full, for the jump rule; absent at the first session. */
    lastDose: z.strictObject({ amount, at: instantSchema }).optional(),
  }),
  command('RecordArrival', {}),
  command('ConfirmGate', { finding: gateFindingSchema }),
  command('JoinSession', { person, attendance: z.enum(['in_room', 'on_site', 'available']) }),
  command('LeaveSession', { person: z.strictObject({ id: uuid }) }),
  /** Who is with the patient leaves, and another is in the room from the same moment: no gap, and in one entry. */
  command('HandOverPresence', {
    from: z.strictObject({ id: uuid }),
    to: person,
    /** What was handed over: what whoever takes over must know. */
    words: words.optional(),
  }),
  command('EnterPhase', { phase: slug }),
  command('RecordVitalSigns', {
    vitalSigns: vitalSignsSchema,
    /** Fields about which the author answered "yes, this is right". */
    confirmed: z.array(slug).max(10).optional(),
  }),
  command('OrderDose', {
    order: uuid,
    purpose: z.enum(['first', 'booster']),
    product: slug,
    prescribed: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('weight'), perKilogram: quantityOf('dose_by_weight', { low: 1, high: 10_000 }) }),
      z.strictObject({ by: z.literal('fixed'), amount }),
    ]),
    /** Infusions: over how long. */
    over: quantityOf('duration', { low: 60, high: 6 * 3600 }).optional(),
    /** The course order under which it is placed, in the version that was looked at; without it, a prescriber orders. */
    underCourseOrder: z.strictObject({ id: uuid, version: z.number().int().min(1).max(10_000) }).optional(),
    /** Until when it may be drawn up and given; absent where it is good for the whole session. */
    validUntil: instantSchema.optional(),
  }),
  command('CheckOrder', { order: uuid }),
  command('StopOrder', { order: uuid, reason: line }),
  /** Takes medicine out of a container that lies in a safe, for this session; it is in hand from then on. */
  command('DrawMedicine', {
    draw: uuid,
    /** As its label reads; the product by its id in the clinic's formulary. */
    container: z.strictObject({ id: uuid, label: line, product: slug, lot: line }),
    amount,
    /** What the syringe holds; absent where pieces are taken. */
    volume: quantityOf('volume', { low: 1, high: 1_000_000 }).optional(),
    order: uuid.optional(),
  }),
  command('AdministerDose', { order: uuid.optional(), amount, site: line.optional(), draws: draws.optional() }),
  command('StartInfusion', { order: uuid, rate, draws: draws.optional() }),
  command('ChangeInfusionRate', { rate, reason: line }),
  command('PauseInfusion', { reason: line }),
  command('ResumeInfusion', {}),
  command('StopInfusion', {
    reason: z.enum(['completed', 'adverse_event', 'patient_request', 'prescriber_decision', 'emergency_stop', 'other']),
    note: line.optional(),
  }),
  /** What is left in hand is made unusable. Where it is controlled, it counts once somebody else has seen it. */
  command('WasteMedicine', { waste: uuid, draw: uuid, amount, how: z.enum(WASTE_METHODS), note: line.optional() }),
  command('WitnessWaste', { waste: uuid }),
  /** Whole pieces that were taken out and not opened. */
  command('PutBackMedicine', { draw: uuid, amount, note: line.optional() }),
  command('LoseMedicine', { draw: uuid, amount, how: z.enum(LOSSES), note: line }),
  command('RecordNosc', { moment: z.enum(NOSC_MOMENTS) }),
  command('RecordObservation', { observation: z.enum(OBSERVATIONS), note: words.optional() }),
  /** `about` where it is asked for in the debrief: what it was like, and what goes home with the patient. */
  command('RecordWords', { words, about: z.enum(WORDS_ABOUT).optional() }),
  command('RecordIntervention', { intervention: z.enum(INTERVENTIONS), note: words.optional() }),
  /** What the music did, by whoever plays it. */
  command('RecordMusic', {
    action: z.enum(MUSIC_ACTIONS),
    /** The browser that plays: two never sound at once. */
    player: uuid,
    soundtrack: z.strictObject({ id: uuid, version: z.number().int().min(1).max(100_000), name: line }).optional(),
    track: z.strictObject({ id: uuid, title: line }).optional(),
    /** Where it starts, which phase a track or a stretch belongs to, or which one is gone to. */
    phase: z.enum(MUSIC_PHASES).optional(),
    /** How much longer. */
    seconds: z.number().int().min(1).max(7200).optional(),
    /** What it followed: a recorded moment, or a hand. */
    followed: z.enum(['dose', ...NOSC_MOMENTS]).optional(),
  }),
  /** Nobody touches the patient from then on. One touch, by whoever is there, for whatever word or sign. */
  command('WithdrawTouchConsent', {
    by: z.enum(['patient', 'person_present']).default('patient'),
    note: words.optional(),
  }),
  command('RecordAdverseEvent', {
    term: line,
    /** CTCAE v5 grade. */
    grade: z.number().int().min(1).max(5),
    relatedness: z.enum(['unrelated', 'unlikely', 'possible', 'probable', 'definite']),
    done: words,
    outcome: z.enum(['resolved', 'resolving', 'ongoing', 'transferred', 'death']),
  }),
  command('CallEmergencyStop', { reason: line.optional() }),
  command('ClearEmergencyStop', { reason: line }),
  command('RecordRecoveryScore', {
    aldrete: z.strictObject({
      activity: aldretePart,
      respiration: aldretePart,
      circulation: aldretePart,
      consciousness: aldretePart,
      saturation: aldretePart,
    }),
  }),
  command('ConfirmDischargeCriterion', {
    criterion: z.enum(DISCHARGE_CRITERIA),
    met: z.boolean(),
    note: line.optional(),
  }),
  command('HandOverToEscort', { name: line, telephone: line }),
  command('SignDischarge', {}),
  /** The patient left, or was taken elsewhere, without a signed discharge. */
  command('RecordDeparture', { how: z.enum(['against_advice', 'transferred', 'died']), reason: line }),
  command('CancelSession', { reason: line }),
  command('SignOverride', { rule: slug, reason: line }),
  command('StrikeOut', { seq: z.number().int().min(1), reason: line }),
  command('SignRecord', { meaning: z.enum(['author', 'reviewer']) }),
]);

export type Command = z.output<typeof commandSchema>;
/** Who comes in by a command; whether they may is asked of them and not of who records it. */
export function comingIn(command: Command): CommandOf<'JoinSession'>['person'] | undefined {
  if (command.type === 'JoinSession') return command.person;
  return command.type === 'HandOverPresence' ? command.to : undefined;
}
/** The same as it travels: quantities in any unit of their kind, times with any offset. */
export type CommandInput = z.input<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
