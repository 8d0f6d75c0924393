/** What the demo's therapist and guide have made: a group of those who are in KAP, a progress note and a guide's observation. */
import { randomUUID } from 'node:crypto';
import { GROUP_CONSENT, type Instant } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { type DemoStaff, demand, type Send } from './driver.ts';

const DAY_MS = 86_400_000;
const MEETS_IN_DAYS = 5;

interface Making {
  readonly store: Store;
  readonly clinicId: string;
  readonly send: Send;
  readonly staff: DemoStaff;
  readonly present: number;
  /** Six in the evening at the clinic, of the day of a moment. */
  evening(moment: number): Instant;
}

/** Nothing where nobody is in KAP. */
export async function makeCircle({ store, clinicId, send, staff, present, evening }: Making): Promise<void> {
  const { therapist, guide } = staff;
  const courses: { readonly courseId: string; readonly patientId: string }[] = [];
  for (const patient of await store.patients.list(clinicId))
    for (const course of await store.courses.ofPatient(clinicId, patient.id))
      if (course.protocolId === 'kap-im') courses.push({ courseId: course.id, patientId: patient.id });
  const [first] = courses;
  if (!therapist || !guide || !first) return;
  const group = randomUUID();
  await demand(send, therapist, 'POST', '/api/groups', {
    id: group,
    name: 'Tuesday circle',
    kind: 'integration',
    place: 'Quiet room',
    most: 6,
    leaders: [therapist.id, guide.id],
  });
  for (const { courseId } of courses)
    await demand(send, therapist, 'POST', `/api/groups/${group}/members`, { id: randomUUID(), courseId });
  const consent = { id: randomUUID(), courseId: first.courseId, textVersion: GROUP_CONSENT.version };
  await demand(send, therapist, 'POST', `/api/groups/${group}/consents`, consent);
  const at = evening(present + MEETS_IN_DAYS * DAY_MS);
  await demand(send, therapist, 'POST', `/api/groups/${group}/meetings`, { id: randomUUID(), at, minutes: 90 });

  const note = async (who: typeof therapist, kind: 'progress' | 'guide', words: object) => {
    const path = `/api/notes/${kind}/${randomUUID()}`;
    await demand(send, who, 'PUT', path, { patientId: first.patientId, version: 0, ...words });
    await demand(send, who, 'POST', `${path}/sign`, { version: 1 });
  };
  await note(therapist, 'progress', {
    template: 'dap',
    sections: {
      data: 'Came on time. Speaks of two nights with six hours of sleep, and of a walk along the harbor that he has kept to.',
      assessment: 'Stays longer with what comes than at the first visit.',
      plan: 'The walk each morning. Next visit in a week.',
    },
  });
  await note(guide, 'guide', {
    text: 'Lay still, hands open, for most of the first half hour. Wept without sound; took the offered hand and let go of it himself. Asked for water on return.',
  });
}
