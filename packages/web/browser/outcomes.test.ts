/** What a clinic learns from its courses: each figure with its interval, each chart looked at, and nobody's name in it. */
import { randomUUID } from 'node:crypto';
import { DAY, HOUR, instant, quantity } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from '../../care/src/session/making.ts';
import { keepScore } from '../../outcomes/src/testing-scores.ts';
import { keepSession } from '../../outcomes/src/testing-sessions.ts';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';
import { lookAt } from './pictures.ts';

let clinic: OpenClinic;
const NOW = Date.now();
/** Numbers that look drawn by chance and are the same each time. */
let seed = 7;
const chance = (): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};

const nurse = { id: idOf(77), name: 'The nurse', roles: ['nurse' as const] };
const NAUSEA = {
  type: 'RecordAdverseEvent',
  term: 'Nausea',
  grade: 2,
  relatedness: 'possible',
  done: 'ondansetron',
  outcome: 'resolved',
} as const;
/** A course of three doses; who is answered of falls with the dose and with the experience, and not everybody answers. */
async function keepCourse(protocolId: string, place: number): Promise<void> {
  const { store, clinicId } = clinic;
  const patientId = randomUUID();
  await (await clinic.as('medical_director')).post('/api/patients', {
    id: patientId,
    name: `Awa Quillmark-${protocolId}-${place}`,
    dateOfBirth: '1981-04-05',
    recordNumber: `O-${protocolId}-${place}`,
  });
  const begun = NOW - (100 - place) * DAY;
  const beginning = 12 + Math.floor(chance() * 12);
  const perKilogram = 0.4 + 0.05 * (place % 4);
  let courseId: string | undefined;
  for (const number of [0, 1, 2]) {
    const at = begun + (number * 6 + (place % 3)) * DAY;
    const kept = await keepSession(store, {
      clinicId,
      patientId,
      protocolId,
      at: instant(at),
      ...(courseId && { courseId }),
      ...(protocolId === 'infusion-iv' && {
        order: { prescribed: { by: 'weight', perKilogram: quantity(perKilogram, 'mg/kg') } },
      }),
      play: (room) => {
        const dosed = room.dosed().after(30).measured(148, 88);
        return place % 7 === 0 && number === 0 ? dosed.does(nurse, NAUSEA) : dosed;
      },
    });
    courseId = kept.courseId;
    const score = (moment: string, days: number, value: number, instrument = 'phq-9', scale = 'total') =>
      keepScore(store, {
        ...{
          clinicId,
          patientId,
          courseId: kept.courseId,
          moment,
          value: Math.max(0, Math.round(value)),
          instrument,
          scale,
        },
        ...(moment !== 'baseline' && moment !== 'monthly' && { sessionId: kept.sessionId }),
        at: instant(at + days * DAY + 4 * HOUR),
      });
    const experience = 5 + chance() * 40;
    const falls = perKilogram * 6 + experience / 12 + chance() * 3;
    if (number === 0) await score('baseline', -2, beginning);
    if (number === 0) await score('baseline', -2, beginning - 4, 'gad-7');
    // Every fifth is never heard of after the first dose.
    if (place % 5 === 0 && number > 0) continue;
    await score('before_dose', -1, beginning - number * 2);
    if (chance() > 0.1) await score('right_after', 0, experience, 'cadss', 'total');
    if (number === 2 && place % 4 === 1) await score('monthly', 30, beginning - 1);
    if (place % 5 > 0 && chance() > 0.25) await score('day_7', 5, beginning - number * 2 - falls);
  }
}

beforeAll(async () => {
  clinic = await openClinic();
  for (const place of Array.from({ length: 14 }, (_, number) => number)) {
    await keepCourse('infusion-iv', place);
    if (place < 9) await keepCourse('kap-im', place);
  }
});
afterAll(() => clinic?.close());

test('a director sees how courses changed, what is missing, what went with it and what went wrong', async () => {
  const { page, faults } = await clinic.open('medical_director', '/');
  await page.getByRole('link', { name: 'Outcomes' }).click();
  await page.getByRole('heading', { level: 1, name: 'Outcomes' }).waitFor();
  await page.getByRole('heading', { name: 'How courses changed' }).waitFor();
  const changed = page.getByRole('table', { name: /Mean change of PHQ-9 total/ });
  expect(await changed.getByRole('rowheader').count()).toBe(2);
  await changed
    .getByText(/^−\d+\.\d \(−\d+\.\d to −\d+\.\d\)$/)
    .first()
    .waitFor();
  await changed.getByText('11 of 14 courses; 3 missing').waitFor();
  await page.getByRole('heading', { name: 'How long a response lasted' }).waitFor();
  await page.getByRole('heading', { name: 'CADSS and change' }).waitFor();
  await page.getByText('Luckenbaugh', { exact: false }).first().waitFor();
  await page.getByRole('table', { name: 'Adverse events per 100 sessions, by protocol' }).waitFor();
  await page.getByText('Ketamine infusion: what it was').click();
  await page.getByRole('row', { name: /nausea/ }).waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/Quillmark|\bAwa\b/);
  for (const [name, size] of [
    ['desk', DESK],
    ['tablet', TABLET],
    ['phone', PHONE],
  ] as const) {
    await page.setViewportSize(size);
    expect(await sidewaysScroll(page), name).toBe(0);
    await lookAt(page, `outcomes-${name}`);
  }
  expect(await axeFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('another measure is chosen by the keyboard and stays in the address; the figures are made anew on demand', async () => {
  const { page, faults } = await clinic.open('medical_director', '/outcomes?measure=gad-7%3Atotal');
  await page.getByRole('table', { name: /Mean change of GAD-7 total/ }).waitFor();
  const measure = page.getByLabel('Measure');
  expect(await measure.inputValue()).toBe('gad-7:total');
  await measure.selectOption('phq-9:total');
  await page.getByRole('table', { name: /Mean change of PHQ-9 total/ }).waitFor();
  expect(page.url()).toContain('measure=phq-9%3Atotal');
  await keepCourse('kap-im', 20);
  await page.getByRole('button', { name: 'Work them out anew' }).press('Enter');
  await page
    .getByText(/of 10 courses/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});

test('nobody else is shown what is said of all patients together', async () => {
  const { page } = await clinic.open('front_desk', '/outcomes');
  await page.getByRole('heading', { name: 'The outcomes could not be shown' }).waitFor();
  expect(await page.getByRole('link', { name: 'Outcomes' }).count()).toBe(0);
});
