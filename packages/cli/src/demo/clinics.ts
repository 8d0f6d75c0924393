/** The demo's clinics, people and patients: all invented, with names that are plainly so. */
import type { Role } from '@holdspace/care';

export interface DemoClinic {
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly people: readonly { readonly mailbox: string; readonly name: string; readonly role: Role }[];
}

const people = (surname: string): DemoClinic['people'] => [
  { mailbox: 'director', name: `Dr. Dara ${surname}`, role: 'medical_director' },
  { mailbox: 'prescriber', name: `Dr. Pell ${surname}`, role: 'prescriber' },
  { mailbox: 'anesthesia', name: `Dr. Ansel ${surname}`, role: 'anesthesia' },
  { mailbox: 'nurse', name: `Nia ${surname}, RN`, role: 'nurse' },
  { mailbox: 'therapist', name: `Teo ${surname}, LCSW`, role: 'therapist' },
  { mailbox: 'guide', name: `Gray ${surname}`, role: 'guide' },
  { mailbox: 'frontdesk', name: `Fay ${surname}`, role: 'front_desk' },
  { mailbox: 'admin', name: `Ada ${surname}`, role: 'clinic_admin' },
];

export const DEMO_CLINICS: readonly DemoClinic[] = [
  { slug: 'harbor.test', name: 'Harbor Clinic', zone: 'America/New_York', people: people('Harborman') },
  { slug: 'cedar.test', name: 'Cedar Clinic', zone: 'America/Los_Angeles', people: people('Cedarwood') },
];

/** How a patient's course stands: finished sessions so many days ago, and what today holds. */
export interface DemoPatient {
  readonly name: string;
  readonly dateOfBirth: string;
  readonly kilograms: number;
  readonly protocol: 'infusion-iv' | 'kap-im' | 'kap-sublingual' | 'esketamine-nasal';
  readonly focus?: string;
  readonly intention?: string;
  readonly finishedDaysAgo: readonly number[];
  readonly integrationDays?: readonly number[];
  /** What they say that they take. */
  readonly medicines?: readonly { readonly name: string; readonly dose: string }[];
  readonly today?: 'not_begun' | 'arrived' | 'gates' | 'dosed' | 'recovery' | 'discharged';
}

export const DEMO_PATIENTS: Readonly<Record<string, readonly DemoPatient[]>> = {
  'harbor.test': [
    {
      name: 'Wren Alderpath',
      dateOfBirth: '1984-03-12',
      kilograms: 72,
      protocol: 'infusion-iv',
      finishedDaysAgo: [11, 8, 4],
      medicines: [
        { name: 'Lamotrigine', dose: '100 mg in the evening' },
        { name: 'Sertraline', dose: '50 mg in the morning' },
      ],
      today: 'dosed',
    },
    {
      name: 'Jonas Brookstone',
      dateOfBirth: '1979-11-02',
      kilograms: 84,
      protocol: 'kap-im',
      focus: 'Grief after my brother’s death',
      intention: 'To stay with what comes, and to let myself be accompanied.',
      finishedDaysAgo: [7],
      integrationDays: [6, 1],
      today: 'recovery',
    },
    {
      name: 'Maya Fernhollow',
      dateOfBirth: '1991-06-27',
      kilograms: 63,
      protocol: 'kap-im',
      focus: 'Fear of driving since the accident',
      intention: 'To meet the fear with curiosity.',
      finishedDaysAgo: [],
      today: 'gates',
    },
    {
      name: 'Otis Quillfeather',
      dateOfBirth: '1968-01-19',
      kilograms: 91,
      protocol: 'infusion-iv',
      finishedDaysAgo: [3],
      medicines: [
        { name: 'Lorazepam 1 mg', dose: 'one when needed, about twice a week' },
        { name: 'Levothyroxine', dose: '75 micrograms in the morning' },
      ],
      today: 'arrived',
    },
    {
      name: 'Lena Stillwater',
      dateOfBirth: '1975-09-08',
      kilograms: 68,
      protocol: 'infusion-iv',
      finishedDaysAgo: [30, 16],
      today: 'discharged',
    },
    {
      name: 'Sami Windmere',
      dateOfBirth: '1988-12-30',
      kilograms: 77,
      protocol: 'kap-sublingual',
      focus: 'Speaking at work without shame',
      finishedDaysAgo: [21],
      integrationDays: [20, 14],
      today: 'not_begun',
    },
    {
      name: 'Iris Thornfield',
      dateOfBirth: '1959-04-22',
      kilograms: 70,
      protocol: 'esketamine-nasal',
      finishedDaysAgo: [5],
      today: 'not_begun',
    },
    // Not here today, and of no therapist: whoever opens her record without treating her is told whom to ask.
    {
      name: 'Nell Harrowgate',
      dateOfBirth: '1973-09-08',
      kilograms: 68,
      protocol: 'infusion-iv',
      finishedDaysAgo: [16, 13, 9],
    },
  ],
  'cedar.test': [
    {
      name: 'Cleo Marshlight',
      dateOfBirth: '1982-08-14',
      kilograms: 66,
      protocol: 'infusion-iv',
      finishedDaysAgo: [6],
      today: 'not_begun',
    },
    {
      name: 'Bram Oakhollow',
      dateOfBirth: '1971-02-03',
      kilograms: 88,
      protocol: 'kap-im',
      focus: 'Trust after the divorce',
      finishedDaysAgo: [9],
      integrationDays: [8],
      today: 'gates',
    },
  ],
};
