/**
 * The demo's preparation: what its invented patients wrote at home, what the therapist went on with, and the setting of a
 * session settled. Patients of the demo have no sign-in, so their part is stored as theirs; the clinic's is sent as a screen sends it.
 */
import { randomUUID } from 'node:crypto';
import { type Answers, type Instant, instant, MINUTE, type PreparationSectionId, type Protocol } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { type DemoStaff, demand, type Send } from './driver.ts';

interface Said {
  readonly section: PreparationSectionId;
  readonly fields: Answers;
}

/** What is written by whom, by the patient's name; who is not named here has prepared on paper. */
const WRITTEN: Readonly<Record<string, readonly Said[]>> = {
  'Jonas Brookstone': [
    { section: 'history', fields: { before: 'yes', how: 'A high fever as a boy. I saw the wallpaper breathe.' } },
    { section: 'hopes', fields: { hopes: 'To think of my brother without my chest closing.' } },
    { section: 'fears', fields: { fears: 'That I start crying and cannot stop.' } },
    {
      section: 'when_hard',
      fields: { helps: 'My name, said quietly. Somebody near.', hinders: 'Questions, and being told to breathe.' },
    },
    {
      section: 'touch',
      fields: {
        answer: 'yes',
        welcome: 'a hand on the hand, when asked for',
        unwelcome: 'my head and face',
        stop: 'an open palm, or the word "red"',
      },
    },
    { section: 'people', fields: { there: 'The guide and the therapist. The nurse at the beginning and the end.' } },
    {
      section: 'wishes',
      fields: {
        usual: 'wishes',
        room_objects: 'My brother’s cap, where I can reach it',
        room_ceremony: 'A minute of silence at the end',
        avoid: 'Church bells',
      },
    },
    {
      section: 'home',
      fields: { escort: 'My sister, by car', evening: 'Soup at her place, no telephone, to bed early.' },
    },
    {
      section: 'safety',
      fields: { signs: 'I stop answering people', myself: 'Walk to the river', call: 'My sister, day and night' },
    },
  ],
  'Maya Fernhollow': [
    { section: 'history', fields: { before: 'no' } },
    { section: 'hopes', fields: { hopes: 'To sit behind the wheel again, one street at a time.' } },
    { section: 'fears', fields: { fears: 'The noise of the crash coming back.' } },
    { section: 'when_hard', fields: { helps: 'A heavy blanket. The word "here".' } },
    {
      section: 'touch',
      fields: {
        answer: 'yes',
        welcome: 'a hand on the hand, when asked for',
        stop: 'an open palm, or the word "red"',
      },
    },
    { section: 'wishes', fields: { usual: 'wishes', room_light: 'One small lamp left on, behind me' } },
    { section: 'home', fields: { escort: 'My partner, on foot: we live around the corner' } },
  ],
  'Sami Windmere': [
    { section: 'history', fields: { before: 'unsure', how: 'Once, dancing, for a moment.' } },
    { section: 'hopes', fields: { hopes: 'To hear my own voice in a meeting and not wish it away.' } },
  ],
};
/** What the clinic adds, where the patient has written. */
const BY_THE_CLINIC: readonly Said[] = [
  {
    section: 'explained',
    fields: {
      explained:
        'How the state may feel and how long it lasts; that strong feelings may come and pass; what we do then; that anything can be stopped. Asked whether a colleague may watch: no.',
    },
  },
];
const CLINIC_LINE = 'By day the front desk; by night the on-call line on your card.';

export interface DemoPreparing {
  readonly store: Store;
  readonly clinicId: string;
  readonly send: Send;
  readonly staff: DemoStaff;
  readonly protocol: Protocol;
  readonly patient: { readonly id: string; readonly name: string };
  readonly courseId: string;
  readonly at: number;
}

/** Writes what the patient and the clinic said; nothing for whom has not prepared here. */
export async function prepare(preparing: DemoPreparing): Promise<void> {
  const { store, clinicId, patient, courseId, at, protocol } = preparing;
  const written = WRITTEN[patient.name];
  if (!written || protocol.visits.preparation.length === 0) return;
  const minute = (count: number): Instant => instant(at + count * MINUTE);
  for (const [index, { section, fields }] of written.entries())
    await store.preparation.save(clinicId, {
      id: randomUUID(),
      courseId,
      section,
      version: 1,
      author: { kind: 'patient', id: patient.id },
      at: minute(3 * index),
      fields,
    });
  const safety = written.find(({ section }) => section === 'safety');
  const followUps = safety
    ? [...BY_THE_CLINIC, { section: 'safety' as const, fields: { ...safety.fields, clinic: CLINIC_LINE } }]
    : [];
  for (const { section, fields } of followUps)
    await demand(preparing.send, preparing.staff.therapist, 'POST', `/api/courses/${courseId}/preparation`, {
      id: randomUUID(),
      section,
      follows: section === 'safety' ? 1 : 0,
      fields,
    });
}
