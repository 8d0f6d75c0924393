/**
 * The defaults that several shipped protocols share, each with the sources it stands on. A medical director changes
 * them in the clinic's own version of a protocol; here they are said once.
 */
import type { ProtocolDocument } from '../protocol/parse.ts';

type Gate = ProtocolDocument['gates'][number];
type Source = ProtocolDocument['sources'][number];

const CHECKED_ON = '2026-11-24';

/** Every source that a shipped protocol names. `background` ones await the clinic's own check against the source. */
const SOURCES: Record<string, Omit<Source, 'id' | 'checked'> & { how: 'verified' | 'background'; note?: string }> = {
  'source-article': {
    citation:
      'Ketamine-assisted psychotherapy vs. infusions, the clinic article that this project starts from: infusion over 40 minutes with discharge about an hour after administration; psychotherapy dosing of 0.4 to 1.5 mg/kg racemic.',
    how: 'verified',
  },
  'andrade-2017': {
    citation:
      'Andrade 2017, J Clin Psychiatry 78:e852 (dose, rate, route, duration and frequency of ketamine in depression).',
    url: 'https://www.psychiatrist.com/jcp/ketamine-for-depression-dosing-administration-and-duration',
    how: 'verified',
    note: 'abstract read: 0.5 mg/kg usual, some need 0.75 or respond at 0.1; over 40 min, 2 to 100 min studied',
  },
  'andrade-2019': {
    citation: 'Andrade 2019 (oral ketamine): bioavailability by mouth of 20 to 25 %.',
    how: 'verified',
  },
  'fava-2020': {
    citation: 'Fava 2020 (dose-ranging trial of intravenous ketamine, 0.1 to 1.0 mg/kg).',
    how: 'background',
  },
  'kap-trial-design': {
    citation:
      'Registered open-label study of ketamine-assisted psychotherapy (n = 30): intramuscular, up to 0.75 mg/kg with an optional 20 to 40 mg supplement 12 minutes later; three weekly doses, 2-hour preparation and 2-hour integration.',
    url: 'https://www.moreblossom.com/trials/an-open-label-feasibility-study-of-ketamine-assisted-therapy-in-adults-with-trea',
    how: 'verified',
    note: 'the design as registered; no result is taken from it',
  },
  'dore-2019': {
    citation: 'Dore 2019, J Psychoactive Drugs (ketamine-assisted psychotherapy in three practices, 235 patients).',
    url: 'https://doi.org/10.1080/02791072.2019.1587556',
    how: 'verified',
    note: 'abstract read; uncontrolled',
  },
  'esketamine-label': {
    citation: 'US prescribing information of esketamine nasal spray (dose, devices, observation of 2 hours, REMS).',
    how: 'background',
  },
  'esketamine-prescriber-page': {
    citation:
      'The manufacturer’s page for prescribers of esketamine nasal spray: observation of at least two hours, blood pressure before and 40 minutes after, pulse oximetry, no driving until the next day after restful sleep.',
    url: 'https://www.spravatohcp.com/dosing-spravato-trd',
    how: 'verified',
    note: 'a page about the label, not the label',
  },
  'esketamine-dosing-reference': {
    citation:
      'Medscape drug reference, esketamine intranasal: 28 mg a device; first session 56 mg in treatment-resistant depression, then 56 or 84 mg, twice weekly, weekly, then weekly or every two weeks; 84 mg where there are acute suicidal thoughts.',
    url: 'https://reference.medscape.com/drug/spravato-esketamine-intranasal-1000325',
    how: 'verified',
    note: 'a reference about the label, not the label',
  },
  'parikh-2021': {
    citation: 'Parikh 2021, Psychopharmacol Bull 51:109 (developing an intravenous ketamine clinic: a primer).',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8374924',
    how: 'background',
    note: 'abstract read; its intervals are to be read before one rests on it alone',
  },
  'monitoring-practice': {
    citation:
      'Consensus practice for watching a session: infusion before, every 5 to 15 min during and every 15 min after; psychotherapy at about 10 to 15, 30 and 60 min and before leaving.',
    how: 'background',
  },
  'fasting-practice': {
    citation: 'Common practice before intravenous or intramuscular ketamine: solids 6 to 8 h, clear liquids 2 h.',
    how: 'background',
  },
  'pressure-practice': {
    citation: 'Trial and consensus practice: caution at 140/90 mmHg and over, no dose at 160/100 mmHg and over.',
    how: 'background',
  },
  'call-practice': { citation: 'Consensus practice for calling the prescriber during a session.', how: 'background' },
  'course-practice': { citation: 'Usual courses in practice; see the visits of this protocol.', how: 'background' },
  aldrete: {
    citation: 'Aldrete 1995, J Clin Anesth 7:89-91 (modified recovery score, 9 or more of 10).',
    how: 'background',
  },
  'project-default': {
    citation: 'A default of this project, for the medical director to confirm or change.',
    how: 'background',
  },
};

/** The sources with these ids, as a protocol lists them. */
export const sources = (...ids: string[]): Source[] =>
  ids.map((id) => {
    const found = SOURCES[id];
    if (!found) throw new Error(`no source ${id}`);
    const { how, note, ...source } = found;
    return { id, ...source, checked: { how, on: CHECKED_ON, ...(note && { note }) } };
  });

const byProject = ['project-default'];
/** Gates that every shipped protocol asks for. Source: clinical.md §2. */
export const commonGates = (consentDocument: string): Gate[] => [
  { gate: 'consent', document: consentDocument, validFor: { value: 180, unit: 'd' }, stop: 'hard', sources: byProject },
  { gate: 'screening', validFor: { value: 90, unit: 'd' }, stop: 'hard', sources: byProject },
  { gate: 'identity', identifiers: 2, stop: 'hard', sources: byProject },
  {
    gate: 'weight',
    warnAfter: { value: 7, unit: 'd' },
    stopAfter: { value: 30, unit: 'd' },
    stop: 'hard',
    overrideBy: ['prescriber', 'anesthesia'],
    sources: byProject,
  },
  { gate: 'escort', stop: 'soft', overrideBy: ['prescriber', 'anesthesia'], sources: byProject },
  { gate: 'pregnancy_test', stop: 'soft', overrideBy: ['prescriber', 'anesthesia'], sources: byProject },
  { gate: 'intoxication', stop: 'hard', sources: byProject },
  {
    gate: 'suicide_risk',
    instrument: 'C-SSRS screener or PHQ-9 item 9',
    stop: 'soft',
    overrideBy: ['prescriber', 'medical_director'],
    sources: byProject,
  },
  {
    gate: 'emergency_equipment',
    items: ['Oxygen', 'Suction', 'Bag-valve mask', 'AED'],
    checkedWithin: { value: 12, unit: 'h' },
    stop: 'hard',
    sources: byProject,
  },
  {
    gate: 'baseline_vital_signs',
    within: { value: 30, unit: 'min' },
    softBloodPressure: { systolic: { value: 140, unit: 'mm[Hg]' }, diastolic: { value: 90, unit: 'mm[Hg]' } },
    hardBloodPressure: { systolic: { value: 160, unit: 'mm[Hg]' }, diastolic: { value: 100, unit: 'mm[Hg]' } },
    heartRate: { low: { value: 50, unit: '/min' }, high: { value: 110, unit: '/min' } },
    oxygenSaturationAtLeast: { value: 94, unit: '%' },
    stop: 'soft',
    overrideBy: ['prescriber', 'anesthesia'],
    sources: ['pressure-practice', 'project-default'],
  },
  { gate: 'people_present', stop: 'hard', sources: byProject },
];

/** Fasting before a parenteral dose. Source: clinical.md §2. */
export const FASTING: Gate = {
  gate: 'fasting',
  solids: { value: 6, unit: 'h' },
  clearLiquids: { value: 2, unit: 'h' },
  stop: 'soft',
  overrideBy: ['anesthesia', 'prescriber'],
  sources: ['fasting-practice'],
};

/** Gates that a session of psychotherapy adds. Source: clinical.md §2 (touch consent asked again on the day). */
export const PSYCHOTHERAPY_GATES: Gate[] = [
  { gate: 'touch_consent', stop: 'hard', sources: byProject },
  {
    gate: 'setting_prepared',
    stop: 'soft',
    overrideBy: ['therapist', 'prescriber'],
    sources: ['source-article', 'project-default'],
  },
  { gate: 'focus', stop: 'soft', overrideBy: ['therapist', 'prescriber'], sources: ['source-article'] },
];

/** Source: clinical.md §4, "During a session call the prescriber". */
export const CALL_LIMITS: ProtocolDocument['callLimits'] = {
  call: ['prescriber', 'anesthesia'],
  systolicAtLeast: { value: 180, unit: 'mm[Hg]' },
  diastolicAtLeast: { value: 110, unit: 'mm[Hg]' },
  systolicRiseAbove: { value: 40, unit: 'mm[Hg]' },
  heartRateAbove: { value: 130, unit: '/min' },
  heartRateBelow: { value: 45, unit: '/min' },
  oxygenSaturationBelow: { value: 90, unit: '%' },
  respiratoryRateBelow: { value: 8, unit: '/min' },
  sedationAtMost: { value: -3, unit: '{score}' },
  signs: [
    'Chest pain',
    'Severe headache',
    'Loss of vision',
    'Seizure',
    'Laryngospasm',
    'Persistent vomiting',
    'Distress that does not settle with support',
  ],
  sources: ['call-practice'],
};

/** The limits and signers of a discharge; each protocol adds its minimum time and criteria. Source: clinical.md §4 "Leaving". */
export const DISCHARGE = {
  recoveryScoreAtLeast: { value: 9, unit: '{score}' },
  bloodPressureWithin: { value: 20, unit: '%' },
  bloodPressureUnder: { systolic: { value: 140, unit: 'mm[Hg]' }, diastolic: { value: 90, unit: 'mm[Hg]' } },
  signBy: ['nurse', 'prescriber', 'anesthesia', 'medical_director'],
  minimumTimeOverrideBy: ['prescriber', 'anesthesia', 'medical_director'],
} satisfies Partial<ProtocolDocument['discharge']>;

/** Criteria that every shipped protocol asks for. */
export const COMMON_CRITERIA: ProtocolDocument['discharge']['criteria'] = [
  'recovery_score',
  'blood_pressure',
  'oxygen_saturation',
  'oriented',
  'steady_walk',
  'nausea_controlled',
  'no_acute_distress',
  'escort_present',
  'written_instructions',
  'contact_known',
  'no_driving_understood',
];

/** What every patient is told before going home. Source: clinical.md §2 (no driving until the next day) and §8 (crisis line). */
export const AFTERWARDS: string[] = [
  'Do not drive, ride, climb or use machines until tomorrow, after a night of restful sleep.',
  'Do not drink alcohol or take sedatives today unless your prescriber told you to.',
  'Stay with the person who took you home this evening.',
  'Do not sign anything important or make large decisions today.',
  'Call the clinic’s number in the next 24 hours with any question. In the US, call or text 988 for thoughts of suicide.',
];

/** Who may order, give and check. Guides never do. */
export const DOSE_ROLES = {
  orderBy: ['prescriber', 'anesthesia', 'medical_director'],
  giveBy: ['prescriber', 'anesthesia', 'nurse'],
  secondPersonCheck: { required: true, by: ['prescriber', 'anesthesia', 'nurse'] },
} satisfies Partial<ProtocolDocument['dose']>;
