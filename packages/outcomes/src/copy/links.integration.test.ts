/** Columns that a patient’s other rows tell, after changes by chance (a fixed seed), against windows over the whole copy. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR, instant } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutcomes, type Outcomes } from '../outcomes.ts';
import { keepScore } from '../testing-scores.ts';
import { type KeptSession, keepSession, strikeOut } from '../testing-sessions.ts';

let opened: Awaited<ReturnType<typeof testStore>>;
let folder: string;
let outcomes: Outcomes;
beforeAll(async () => {
  opened = await testStore();
  folder = mkdtempSync(join(tmpdir(), 'holdspace-links-'));
  outcomes = createOutcomes({ store: opened.store, folder });
});
afterAll(async () => {
  await outcomes.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});
const NOW = instant(Date.UTC(2027, 0, 1));
/** The same numbers at every run. */
function chance(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * (most + 1));
  };
}

/** Said by itself, one row at a time, with no word of how the copy does it. Answers rows that say otherwise. */
const OTHERWISE = {
  session: `
    select session_id from session one
     where dose_number is distinct from case when first_dose_at is not null then
             (select count(*) from session other where other.patient_id = one.patient_id
                 and (other.first_dose_at, other.session_id) <= (one.first_dose_at, one.session_id)) end
        or next_dose_at is distinct from
             (select min(first_dose_at) from session other where other.patient_id = one.patient_id
                 and (other.first_dose_at, other.session_id) > (one.first_dose_at, one.session_id))
        or next_dose_of_course_at is distinct from
             (select min(first_dose_at) from session other where other.course_id = one.course_id
                 and (other.first_dose_at, other.session_id) > (one.first_dose_at, one.session_id))`,
  course: `
    select course_id from course where first_dose_at is distinct from
      (select min(first_dose_at) from session where session.course_id = course.course_id)`,
  score: `
    with asked as (select * from score where moment <> 'right_after' and course_id is not null)
    select response_id from score one
     where first_dose_at is distinct from (select min(first_dose_at) from session where session.course_id = one.course_id)
        or session_dose_at is distinct from (select first_dose_at from session where session.session_id = one.session_id)
        or is_superseded <> coalesce(moment in ('baseline', 'before_dose', 'day_1', 'day_7') and exists (select 1 from asked
             where asked.course_id = one.course_id and asked.instrument = one.instrument and asked.scale = one.scale
               and asked.moment = one.moment and asked.session_id is not distinct from one.session_id
               and (asked.answered_at, asked.response_id) > (one.answered_at, one.response_id)), false)
        or previous is distinct from case when moment <> 'right_after' and not is_superseded and answered_at > first_dose_at then
             (select arg_max(value, (asked.answered_at, asked.response_id)) from asked
               where asked.course_id = one.course_id and asked.instrument = one.instrument and asked.scale = one.scale
                 and not asked.is_superseded and asked.answered_at > asked.first_dose_at
                 and (asked.answered_at, asked.response_id) < (one.answered_at, one.response_id)) end
        or is_first <> coalesce(moment <> 'right_after' and not exists (select 1 from asked
             where asked.course_id = one.course_id and asked.instrument = one.instrument and asked.scale = one.scale
               and (asked.answered_at, asked.response_id) < (one.answered_at, one.response_id)), false)
        or is_last <> coalesce(moment <> 'right_after' and not exists (select 1 from asked
             where asked.course_id = one.course_id and asked.instrument = one.instrument and asked.scale = one.scale
               and (asked.answered_at, asked.response_id) > (one.answered_at, one.response_id)), false)
        or beginning is distinct from case when moment <> 'right_after' then
             (select arg_max(value, (asked.answered_at, asked.response_id)) from asked
               where asked.course_id = one.course_id and asked.instrument = one.instrument and asked.scale = one.scale
                 and asked.answered_at <= asked.first_dose_at) end`,
} as const;

test('after doses, late entries, strikes and answers in any order, and a refresh between, every column says what a window would', async () => {
  const { store } = opened;
  const clinic = await testClinic(store);
  const { clinicId } = clinic;
  const upTo = chance(11);
  const people: {
    id: string;
    sessions: (KeptSession & { room: Awaited<ReturnType<typeof keepSession>>['room'] })[];
  }[] = [];
  for (let place = 0; place < 3; place += 1) {
    const patient = { id: randomUUID(), name: 'Otto Example', dateOfBirth: '1980-05-04', recordNumber: `L-${place}` };
    await store.patients.create(clinicId, patient, NOW);
    people.push({ id: patient.id, sessions: [] });
  }
  const struck = new Set<string>();
  for (let round = 0; round < 7; round += 1) {
    for (let change = 3 + upTo(4); change > 0; change -= 1) {
      const person = people[upTo(people.length - 1)] as (typeof people)[number];
      const known = person.sessions[upTo(person.sessions.length - 1)];
      const kind = known ? upTo(5) : 0;
      // A day anywhere in half a year: what comes in today may be of before what came in yesterday.
      const at = instant(Date.UTC(2026, 1, 3, 15) + upTo(180) * DAY);
      if (kind <= 2)
        person.sessions.push(
          await keepSession(store, {
            ...{ clinicId, patientId: person.id, at },
            ...(known && upTo(2) > 0 && { courseId: known.courseId }),
            ...(upTo(4) === 0 && { play: (room) => room }),
          }),
        );
      else if (kind === 3 && known && !struck.has(known.sessionId)) {
        // A dose that is struck out was none: the doses after it have other numbers.
        const dose = known.events.find(({ type }) => type === 'InfusionStarted' || type === 'DoseAdministered');
        struck.add(known.sessionId);
        if (dose) await strikeOut(store, clinicId, known, dose.seq);
      } else if (known) {
        const moment = ['baseline', 'before_dose', 'day_1', 'right_after', 'at_will'][upTo(4)] as string;
        await keepScore(store, {
          ...{ clinicId, patientId: person.id, courseId: known.courseId, moment, value: upTo(27) },
          at: instant(Date.UTC(2026, 1, 1) + upTo(190) * DAY + upTo(20) * HOUR),
          sessionId: moment === 'baseline' || moment === 'at_will' ? undefined : known.sessionId,
        });
      }
    }
    await outcomes.refresh(clinicId, NOW);
    for (const [table, question] of Object.entries(OTHERWISE))
      expect(await outcomes.read(clinicId, (ask) => ask.rows(question)), `${table}, round ${round}`).toEqual([]);
  }
  const [seen] = (await outcomes.read(clinicId, (ask) =>
    ask.rows<{ sessions: number; linked: number; answers: number }>(
      `select count(*)::INTEGER as sessions, count(next_dose_at)::INTEGER as linked,
              (select count(beginning) from score)::INTEGER as answers from session`,
    ),
  )) as [{ sessions: number; linked: number; answers: number }];
  expect(seen.linked).toBeGreaterThan(5);
  expect(seen.answers).toBeGreaterThan(2);
}, 180_000);
