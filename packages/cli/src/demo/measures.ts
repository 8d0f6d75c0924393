/** What a patient of the demo answered over the course: asked by the desk, by a link that is handed over, and answered there. */
import { randomUUID } from 'node:crypto';
import { type Instrument, instrumentOf, type MeasureAnswers } from '@holdspace/care';
import { type DemoStaff, demand, type Send } from './driver.ts';

export interface Answering {
  readonly send: Send;
  readonly staff: DemoStaff;
  readonly patientId: string;
  setClock(moment: number): void;
}

/** Before the first session, and on the day after each: three ways in which it goes, as patients differ. */
const COURSES: readonly Readonly<Record<string, readonly number[]>>[] = [
  { 'phq-9': [17, 14, 11, 8, 9, 6], 'gad-7': [13, 11, 9, 7, 8, 5] },
  { 'phq-9': [19, 9, 7, 4, 3, 4], 'gad-7': [14, 8, 6, 4, 4, 3] },
  { 'phq-9': [16, 15, 17, 14, 15, 13], 'gad-7': [11, 12, 10, 11, 9, 10] },
];
function shipped(id: string): Instrument {
  const found = instrumentOf(id);
  if (!found) throw new Error(`no shipped measure ${id}`);
  return found;
}

/** Nobody in the demo has thoughts of death: that would page whoever is on call in the story. */
const NEVER_ANSWERED_OTHERWISE: readonly string[] = ['9'];

/** `moments` in milliseconds since 1970, the first of them before any dose; `who` tells one patient's way from another's. */
export async function answerMeasures(answering: Answering, moments: readonly number[], who: number): Promise<void> {
  const courses = COURSES[who % COURSES.length] ?? {};
  const harder = Math.floor(who / COURSES.length);
  for (const [index, moment] of moments.entries()) {
    answering.setClock(moment);
    for (const [id, course] of Object.entries(courses))
      await answer(answering, shipped(id), (course[index] ?? course.at(-1) ?? 0) + harder);
  }
}

/** Something that waits for the patient, as it would on the day of the demo. */
export async function askToday({ send, staff, patientId }: Answering): Promise<void> {
  const body = { id: randomUUID(), instrument: 'phq-9' };
  await demand(send, staff.front_desk, 'POST', `/api/patients/${patientId}/measure-requests`, body);
}

async function answer({ send, staff, patientId }: Answering, instrument: Instrument, total: number): Promise<void> {
  const id = randomUUID();
  const { front_desk: desk } = staff;
  await demand(send, desk, 'POST', `/api/patients/${patientId}/measure-requests`, { id, instrument: instrument.id });
  const { link } = await demand<{ link: string }>(send, desk, 'POST', `/api/measure-requests/${id}/link`, {
    by: 'hand',
  });
  await demand(send, desk, 'POST', '/api/measures/link/answers', {
    token: link.split('#')[1],
    request: id,
    id: randomUUID(),
    version: instrument.version,
    language: 'en',
    answers: answersFor(instrument, total),
  });
}

/** Answers of 0 to 3 that come to a total, spread evenly. */
function answersFor({ items }: Instrument, total: number): MeasureAnswers {
  const spread = items.map(({ linkId }) => linkId).filter((linkId) => !NEVER_ANSWERED_OTHERWISE.includes(linkId));
  return Object.fromEntries(
    items.map(({ linkId }) => {
      const place = spread.indexOf(linkId);
      return [linkId, place === -1 ? 0 : Math.floor(total / spread.length) + (place < total % spread.length ? 1 : 0)];
    }),
  );
}
