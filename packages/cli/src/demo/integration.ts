/** What followed a finished session of the demo: a thread to a practice, two check-ins, a visit held, and a journal. */
import { randomUUID } from 'node:crypto';
import { dayAt, instant } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { type DemoStaff, demand, type Send } from './driver.ts';

export interface Integrating {
  readonly store: Store;
  readonly send: Send;
  readonly staff: DemoStaff;
  readonly clinicId: string;
  readonly zone: string;
  readonly patientId: string;
  readonly courseId: string;
  /** Milliseconds since 1970: when the session was, and the present of the story. */
  readonly session: number;
  readonly present: number;
  /** Integration visits that lie behind the present. */
  readonly visits: readonly string[];
  setClock(moment: number): void;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface ArcRead {
  readonly sessions: readonly { readonly id: string; readonly words: readonly { readonly seq: number }[] }[];
  readonly checkIns: readonly { readonly id: string; readonly opensAt: string }[];
}

export async function integrate(integrating: Integrating): Promise<void> {
  const { send, staff, courseId, present, visits, setClock } = integrating;
  const at = `/api/courses/${courseId}`;
  const { sessions, checkIns } = await demand<ArcRead>(send, staff.therapist, 'GET', `${at}/arc`);
  const [session] = sessions;
  const [said] = session?.words ?? [];
  if (!session || !said) return;
  setClock(integrating.session + DAY_MS + 2 * HOUR_MS);
  const write = async (entry: object): Promise<string> => {
    const id = randomUUID();
    await demand(send, staff.therapist, 'POST', `${at}/integration/entries`, { id, ...entry });
    return id;
  };
  const experience = await write({ kind: 'experience', heard: { sessionId: session.id, seq: said.seq } });
  const insight = await write({
    kind: 'insight',
    follows: experience,
    words: 'I can look at it when I do not have to look alone.',
  });
  const practice = await write({
    kind: 'practice',
    follows: insight,
    words: 'Ten minutes along the harbor, without the telephone',
    practice: {
      when: { by: 'after', after: 'the morning coffee' },
      often: { how: 'daily' },
      obstacle: 'Rain, or a short night',
      instead: 'Sit at the open window for as long',
    },
  });
  const answers = [
    { sleep: 'badly', distress: 6, practice: 'none_yet', safe: 'yes' },
    { sleep: 'so_so', distress: 4, practice: 'partly', safe: 'yes', words: 'The mornings are easier.' },
  ];
  for (const [index, checkIn] of checkIns.entries()) {
    const opened = Date.parse(checkIn.opensAt) + 3 * HOUR_MS;
    const answered = answers[index];
    if (!answered || opened >= present) continue;
    setClock(opened);
    const body = { id: randomUUID(), answers: answered };
    await demand(send, staff.nurse, 'POST', `${at}/check-ins/${checkIn.id}/answers`, body);
  }
  setClock(present);
  for (const id of visits)
    await demand(send, staff.therapist, 'POST', `/api/visits/${id}/outcomes`, { id: randomUUID(), outcome: 'held' });
  await keepOwn(integrating, practice);
}

/** What only the patient writes: how the practice went, and a journal of which one entry is shared. */
async function keepOwn(integrating: Integrating, practiceId: string): Promise<void> {
  const { store, clinicId, zone, patientId, courseId, session, present } = integrating;
  const { threads, journal } = store.integration;
  for (const [days, mark] of [
    [2, 'kept'],
    [3, 'kept'],
    [4, 'not_kept'],
    [5, 'kept'],
  ] as const) {
    const moment = session + days * DAY_MS;
    if (moment >= present) continue;
    const day = dayAt(instant(moment), zone);
    const markedAt = instant(moment + 9 * HOUR_MS);
    await threads.mark(clinicId, { id: randomUUID(), practiceId, patientId, day, mark, markedAt });
  }
  const write = async (words: string, moment: number): Promise<string> => {
    const id = randomUUID();
    await journal.write(clinicId, { id, courseId, patientId, kind: 'text', writtenAt: instant(moment), words });
    return id;
  };
  await write('Not for anybody yet.', session + DAY_MS);
  const shared = await write('I told my sister about the road. She remembered it too.', session + 4 * DAY_MS);
  await journal.share(clinicId, {
    id: randomUUID(),
    entryId: shared,
    courseId,
    patientId,
    kind: 'text',
    sharedAt: instant(Math.min(present, session + 4 * DAY_MS + HOUR_MS)),
    crisis: false,
  });
}
