import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type OpenClinic, openClinic, PHONE } from './harness.ts';
import { lookAt } from './pictures.ts';

vi.setConfig({ testTimeout: 300_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

/** In the phase of the journey, the guide alone with the patient. */
async function inJourney(): Promise<string> {
  const { sessionId } = await clinic.beginSession('kap-im');
  const { guide, nurse, prescriber } = clinic.people;
  const happened = { reason: 'set up for a test' };
  await clinic.send('nurse', sessionId, [
    { type: 'RecordArrival' },
    ...(
      [
        [guide, 'guide', 'in_room'],
        [nurse, 'nurse', 'on_site'],
        [prescriber, 'prescriber', 'available'],
      ] as const
    ).map(([{ id, name }, role, attendance]) => ({
      type: 'JoinSession' as const,
      person: { id, name, roles: [role] },
      attendance,
    })),
    { type: 'EnterPhase', phase: 'journey', happened },
  ]);
  return sessionId;
}

test('the last who is with the patient does not leave; once it has happened, every screen says so until somebody is there', async () => {
  const sessionId = await inJourney();
  const path = `/sessions/${sessionId}`;
  const phone = { size: PHONE, hasTouch: true, colorScheme: 'dark' } as const;
  const { page: guide, faults } = await clinic.open('guide', path, phone);
  const { page: nurse } = await clinic.open('nurse', path);
  const { page: therapist } = await clinic.open('therapist', path);
  await guide.getByRole('button', { name: 'Ready', exact: true }).tap();
  await guide.getByRole('button', { name: `${clinic.people.guide.name} leaves` }).tap();
  await guide.getByText(/is without a therapist or guide in the room/).waitFor();
  await lookAt(guide, 'leaving-refused');
  await guide.getByRole('button', { name: 'It has already happened…' }).tap();
  await guide.getByLabel(/Say how it came about/).fill('Fell ill');
  await guide.getByRole('button', { name: 'Record that it happened' }).tap();
  for (const page of [guide, nurse, therapist]) {
    const raised = page.getByText(/The patient must not be left/);
    await raised.waitFor();
    // Wherever one has scrolled to, it is in sight.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(() => raised.evaluate((words) => words.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    expect(await raised.evaluate((words) => words.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  }
  await guide.getByRole('button', { name: 'Now', exact: true }).tap();
  await lookAt(guide, 'presence-lapsed');
  await lookAt(nurse, 'presence-lapsed-nurse');
  await therapist.getByRole('button', { name: 'I am with the patient' }).click();
  for (const page of [guide, nurse, therapist])
    await page.getByText(/The patient must not be left/).waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('a guide hands over by a name, and calls the nurse without a sound', async () => {
  const sessionId = await inJourney();
  const path = `/sessions/${sessionId}`;
  const { page: guide, faults } = await clinic.open('guide', path, {
    size: PHONE,
    hasTouch: true,
    colorScheme: 'dark',
  });
  const { page: nurse } = await clinic.open('nurse', path);
  await guide.getByRole('button', { name: 'Ready', exact: true }).tap();
  await guide.getByRole('button', { name: 'Seen, done, said' }).tap();
  await guide.getByText('Seen is what a camera would see').tap();
  await guide.getByRole('button', { name: 'Called nurse' }).tap();
  for (const page of [guide, nurse]) await page.getByText('A nurse is called to the patient.').waitFor();
  await lookAt(guide, 'nurse-called');
  await nurse.getByRole('button', { name: 'The nurse is here' }).click();
  for (const page of [guide, nurse])
    await page.getByText('A nurse is called to the patient.').waitFor({ state: 'detached' });

  await guide.getByRole('button', { name: `${clinic.people.guide.name} hands over` }).tap();
  await guide.getByLabel('What they must know (may stay empty)').fill('Tearful; silence is welcome.');
  await lookAt(guide, 'hand-over', guide.getByRole('region', { name: 'People', exact: true }));
  await guide.getByRole('button', { name: clinic.people.therapist.name }).tap();
  await nurse.getByRole('button', { name: `${clinic.people.therapist.name} leaves` }).waitFor();
  await nurse.getByRole('button', { name: `${clinic.people.guide.name} leaves` }).waitFor({ state: 'detached' });
  const { events } = (await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as {
    events: { type: string; words?: string }[];
  };
  expect(events.at(-1)).toMatchObject({ type: 'PresenceHandedOver', words: 'Tearful; silence is welcome.' });
  expect(faults).toEqual([]);
});
