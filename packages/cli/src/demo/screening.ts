/**
 * The demo's screenings: answers asked by the nurse, decided and signed by the prescriber; and one that something new has
 * opened again. Who is not named here was screened on paper.
 */
import { randomUUID } from 'node:crypto';
import {
  dayAt,
  dayLater,
  instant,
  SCREENING_ITEMS,
  type ScreeningAnswers,
  type ScreeningFinding,
  toDecide,
} from '@holdspace/care';
import { type DemoStaff, demand, type Send } from './driver.ts';

/** What was answered beside what is harmless, and what the prescriber said of each finding. */
interface Told {
  readonly answers: ScreeningAnswers;
  readonly reasons: Readonly<Record<string, string>>;
  /** Answered anew since, and a letter asked for. */
  readonly since?: { readonly answers: ScreeningAnswers; readonly of: string; readonly what: string };
}
const TOLD: Readonly<Record<string, Told>> = {
  'Wren Alderpath': {
    answers: { medicines_told: 'all', weight_told: { value: 72, unit: 'kg' } },
    reasons: {
      pressure: 'Measured before each dose.',
      'interaction-lamotrigine': 'Stays as it is; the effect is watched, and spoken about after the third session.',
      'medicines-unknown': 'Sertraline: looked up, nothing stands against it.',
    },
  },
  'Iris Thornfield': {
    answers: { blood_pressure: 'treated', eyes: ['glaucoma'], weight_told: { value: 70, unit: 'kg' } },
    reasons: {
      blood_pressure: 'Well under treatment; taken on the morning of each session.',
      eyes: 'Treated with drops; the pressure was measured in the month before and is normal.',
      age: 'Well on her feet, lives with her daughter.',
      pressure: 'Measured before each dose.',
    },
    since: {
      answers: { heart: ['rhythm'] },
      of: 'Her cardiologist',
      what: 'An uneven heartbeat since last week: whether it stands against another dose.',
    },
  },
};
const USUAL_DAYS = 14;

interface Screened {
  readonly send: Send;
  readonly staff: DemoStaff;
  readonly zone: string;
  readonly courseId: string;
  readonly patientName: string;
}

/** Every question answered so that nothing follows, but for what is told. */
const answered = (told: ScreeningAnswers): ScreeningAnswers => ({
  ...Object.fromEntries(
    SCREENING_ITEMS.flatMap((item) => {
      const harmless =
        'options' in item && item.options.find(({ code, effects }) => effects.length === 0 && code !== 'all');
      return harmless && !item.kapOnly ? [[item.linkId, harmless.code]] : [];
    }),
  ),
  ...told,
});

async function tell({ send, staff, courseId }: Screened, answers: ScreeningAnswers): Promise<void> {
  const at = `/api/courses/${courseId}/screening`;
  const { screening } = await demand<{ screening: { answers: { id: string } | null } }>(send, staff.nurse, 'GET', at);
  const follows = screening.answers?.id ?? null;
  await demand(send, staff.nurse, 'POST', at, { id: randomUUID(), follows, answers });
}

/** Before the first dose. */
export async function screenDemo(screened: Screened): Promise<void> {
  const { send, staff, courseId, patientName } = screened;
  const told = TOLD[patientName];
  if (!told) return;
  await tell(screened, answered(told.answers));
  const at = `/api/courses/${courseId}/screening`;
  const { screening } = await demand<{
    screening: { seen: string; findings: readonly ScreeningFinding[] };
  }>(send, staff.prescriber, 'GET', at);
  const outcomes = toDecide(screening.findings).map(({ rule }) => ({
    rule,
    judgement: 'accepted',
    reason: told.reasons[rule] ?? 'Spoken about.',
  }));
  await demand(send, staff.prescriber, 'POST', `${at}/decisions`, { id: randomUUID(), seen: screening.seen, outcomes });
}

/** What has come since, by today. */
export async function reopenDemo(screened: Screened, present: number): Promise<void> {
  const { send, staff, zone, courseId, patientName } = screened;
  const told = TOLD[patientName];
  if (!told?.since) return;
  const { answers, of, what } = told.since;
  await tell(screened, answered({ ...told.answers, ...answers }));
  const askedOn = dayAt(instant(present), zone);
  await demand(send, staff.nurse, 'POST', `/api/courses/${courseId}/screening/clearances`, {
    id: randomUUID(),
    rules: Object.keys(answers),
    of,
    what,
    askedOn,
    dueOn: dayLater(askedOn, USUAL_DAYS),
  });
}
