import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const HOUR = 60;
const sessionsToday = async (query = ''): Promise<string[]> => {
  const { body } = await clinic.as('nurse').get(`/api/today${query}`);
  return body.visits.map((visit: { session?: { id: string } }) => visit.session?.id);
};

test('who came yesterday and is still here stays in sight past midnight; who did not come does not', async () => {
  const { day } = (await clinic.as('nurse').get('/api/today')).body;
  // Nine in the morning, and then a quarter past eleven in the evening.
  clinic.clock.pass(14 * HOUR + 15);
  const [running, neverCame] = [await clinic.plannedSession('kap-im'), await clinic.plannedSession('infusion-iv')];
  await clinic.as('front_desk').does(running, { type: 'RecordArrival' });
  expect((await sessionsToday()).sort()).toEqual([running, neverCame].sort());
  clinic.clock.pass(HOUR);
  expect(await sessionsToday()).toEqual([running]);
  expect((await sessionsToday(`?day=${day}`)).sort()).toEqual([running, neverCame].sort());
  await clinic.as('prescriber').does(running, { type: 'CancelSession', reason: 'They chose to go home.' });
  expect(await sessionsToday()).toEqual([]);
});
