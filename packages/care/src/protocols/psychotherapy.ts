/** What the two shipped ways of ketamine-assisted psychotherapy share: people, setting, and the weeks around the dose. */
import type { ProtocolDocument } from '../protocol/parse.ts';
import { AFTERWARDS, COMMON_CRITERIA, DISCHARGE } from './defaults.ts';

type Phase = ProtocolDocument['phases'][number];

const THERAPIST_OR_GUIDE = {
  anyOf: ['therapist', 'guide'],
  attendance: 'in_room',
  continuous: true,
} satisfies Phase['presence'][number];
const PRESCRIBER_AVAILABLE = {
  anyOf: ['prescriber', 'anesthesia'],
  attendance: 'available',
} satisfies Phase['presence'][number];
const SOMEONE_WHO_MAY_GIVE = {
  anyOf: ['nurse', 'prescriber', 'anesthesia'],
  attendance: 'on_site',
} satisfies Phase['presence'][number];

/** Phases from arrival to debrief; `journey` is how long the non-ordinary state is expected to last. */
export const psychotherapyPhases = (journey: number, administration: string): Phase[] => [
  {
    id: 'arrival',
    name: 'Arrival',
    kind: 'arrival',
    expected: { value: 20, unit: 'min' },
    purpose: 'Identity, papers, weight and baseline vital signs; the patient settles in.',
    presence: [SOMEONE_WHO_MAY_GIVE],
  },
  {
    id: 'preparation',
    name: 'Preparation',
    kind: 'preparation',
    expected: { value: 30, unit: 'min' },
    purpose:
      'Focus and intention are said again, touch consent is asked again, the setting is made ready, the ceremony opens.',
    presence: [{ anyOf: ['therapist', 'guide'], attendance: 'in_room' }],
  },
  {
    id: 'administration',
    name: 'Administration',
    kind: 'administration',
    doseAllowed: true,
    expected: { value: 15, unit: 'min' },
    purpose: administration,
    presence: [
      { anyOf: ['nurse', 'prescriber', 'anesthesia'], attendance: 'in_room' },
      THERAPIST_OR_GUIDE,
      PRESCRIBER_AVAILABLE,
    ],
  },
  {
    id: 'journey',
    name: 'Journey',
    kind: 'journey',
    doseAllowed: true,
    inward: true,
    expected: { value: journey, unit: 'min' },
    purpose: 'The patient turns inward with eye cover and music. Presence is continuous; little is said.',
    presence: [THERAPIST_OR_GUIDE, SOMEONE_WHO_MAY_GIVE, PRESCRIBER_AVAILABLE],
  },
  {
    id: 'return',
    name: 'Return',
    kind: 'recovery',
    expected: { value: 30, unit: 'min' },
    purpose: 'The patient comes back at their own pace; the ceremony closes.',
    presence: [THERAPIST_OR_GUIDE, SOMEONE_WHO_MAY_GIVE, PRESCRIBER_AVAILABLE],
  },
  {
    id: 'debrief',
    name: 'Debrief',
    kind: 'debrief',
    expected: { value: 30, unit: 'min' },
    purpose: 'The patient’s own words first; what to carry home, and when the first integration visit is.',
    presence: [{ anyOf: ['therapist', 'guide'], attendance: 'in_room' }, SOMEONE_WHO_MAY_GIVE],
  },
];

/** Source: the source article (setting, music, eye cover, ceremony). */
export const SETTING: ProtocolDocument['setting'] = [
  { id: 'light', name: 'Light', element: 'light', detail: 'Dimmed and warm; no light shines on the face.', wish: true },
  {
    id: 'eye_cover',
    name: 'Eye cover',
    element: 'eye_cover',
    detail: 'Clean, offered and never pressed upon the patient.',
    wish: true,
  },
  {
    id: 'music',
    name: 'Music',
    element: 'music',
    detail: 'Chosen beforehand, without words unless wished; volume tried together.',
    wish: true,
  },
  { id: 'temperature', name: 'Warmth', element: 'temperature', detail: 'A warm room, a blanket within reach.' },
  {
    id: 'objects',
    name: 'Objects',
    element: 'objects',
    detail: 'What the patient has brought stands where they can see or hold it.',
    wish: true,
  },
  {
    id: 'ceremony',
    name: 'Opening and closing',
    element: 'ceremony',
    detail: 'A short opening and closing in the patient’s own manner.',
    wish: true,
  },
  {
    id: 'people',
    name: 'People',
    element: 'people',
    detail: 'Everybody who will come in has been named to the patient; the stop sign is known to all.',
  },
  {
    id: 'phone',
    name: 'Telephones away',
    element: 'phone',
    detail: 'Silenced and out of the room, the patient’s own too.',
  },
];

/** Visits around the dose. Source: the trial design with 2-hour preparation and integration; the days are a default to confirm. */
export const psychotherapyVisits = (usualCount: number, spacing: string): ProtocolDocument['visits'] => ({
  preparation: [
    {
      name: 'First preparation',
      by: ['therapist', 'guide'],
      length: { value: 2, unit: 'h' },
      purpose: 'History, hopes and fears, the focus, what helps when it gets hard.',
    },
    {
      name: 'Second preparation',
      by: ['therapist', 'guide'],
      length: { value: 1, unit: 'h' },
      purpose: 'Intention, setting and music, touch consent, the plan for the evening.',
    },
  ],
  integration: [
    {
      name: 'Integration, next day',
      by: ['therapist', 'guide'],
      day: 1,
      length: { value: 1, unit: 'h' },
      purpose: 'What was experienced, in the patient’s words.',
    },
    {
      name: 'Integration, one week',
      by: ['therapist', 'guide'],
      day: 7,
      length: { value: 2, unit: 'h' },
      purpose: 'From insight to one practice in daily life.',
    },
    {
      name: 'Integration, one month',
      by: ['therapist', 'guide'],
      day: 28,
      length: { value: 1, unit: 'h' },
      purpose: 'What has held, what got in the way, what next.',
    },
  ],
  dosing: { usualCount, spacing },
  sources: ['kap-trial-design', 'dore-2019', 'course-practice', 'project-default'],
});

export const PSYCHOTHERAPY_MEASURES: ProtocolDocument['measures'] = [
  {
    measure: 'PHQ-9',
    when: ['baseline', 'before_dose', 'day_7', 'monthly'],
    why: 'Depression, and whether the course helps.',
  },
  {
    measure: 'Anxiety, 0 to 100',
    when: ['before_dose', 'after_dose'],
    why: 'Whether anxiety falls, as practitioners report.',
  },
  { measure: 'MEQ30', when: ['after_dose'], why: 'The experience itself.' },
  { measure: 'Psychological Insight', when: ['day_1'], why: 'What was understood.' },
];

/** Source: clinical.md §1 (about 10 to 15, 30 and 60 min and before leaving); the grace is a default to confirm. */
export const PSYCHOTHERAPY_MONITORING: ProtocolDocument['monitoring'] = {
  rules: [
    {
      when: 'after_dose',
      at: [
        { value: 15, unit: 'min' },
        { value: 30, unit: 'min' },
        { value: 60, unit: 'min' },
      ],
      watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation'],
    },
    {
      when: 'before_leaving',
      within: { value: 20, unit: 'min' },
      watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation'],
    },
  ],
  grace: { value: 5, unit: 'min' },
  sources: ['monitoring-practice', 'project-default'],
};

/** Source: clinical.md §4 "Leaving" (90 min after the last dose, to confirm; debrief held). */
export const PSYCHOTHERAPY_DISCHARGE: ProtocolDocument['discharge'] = {
  ...DISCHARGE,
  minimumTime: { after: 'last_dose', duration: { value: 90, unit: 'min' } },
  criteria: [...COMMON_CRITERIA, 'debrief_held'],
  sources: ['aldrete', 'project-default'],
};

export const PSYCHOTHERAPY_AFTERWARDS: string[] = [
  ...AFTERWARDS,
  'Write, draw or speak what you want to keep before you sleep; nobody needs to read it but you.',
];
