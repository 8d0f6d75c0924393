/** Questions, of a copy that is small enough to be counted by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { type TestClinic, testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutcomes, type Outcomes } from '../outcomes.ts';
import { keepSession } from '../testing-sessions.ts';
import type { Ask } from './asked.ts';
import { adverseEventsByProtocol, adverseEventTerms, readingsOverTime } from './harms.ts';

let opened: Awaited<ReturnType<typeof testStore>>;
let folder: string;
let clinic: TestClinic;
let outcomes: Outcomes;
const asked = async <T>(work: (ask: Ask) => Promise<T>): Promise<T> => {
  const answer = await outcomes.read(clinic.clinicId, work);
  if (answer === null) throw new Error('no copy');
  return answer;
};

beforeAll(async () => {
  opened = await testStore();
  folder = mkdtempSync(join(tmpdir(), 'holdspace-asked-'));
  outcomes = createOutcomes({ store: opened.store, folder });
  clinic = await testClinic(opened.store);
  const keep = (protocolId: string, ill = false) =>
    keepSession(opened.store, {
      clinicId: clinic.clinicId,
      patientId: clinic.patientId,
      protocolId,
      ...(ill && {
        play: (room) =>
          room
            .dosed()
            .after(10)
            .measured(150, 90)
            .does(
              { id: clinic.practitioners.nurse.id, name: 'The nurse', roles: ['nurse'] },
              {
                type: 'RecordAdverseEvent',
                term: 'Feels sick: nausea since Ida’s lunch',
                grade: 3,
                relatedness: 'possible',
                done: 'ondansetron',
                outcome: 'resolved',
              },
            ),
      }),
    });
  await keep('infusion-iv');
  await keep('infusion-iv', true);
  await keep('infusion-iv');
  await keep('kap-im');
  // A session without a dose is none in which something could have gone wrong.
  await keepSession(opened.store, {
    clinicId: clinic.clinicId,
    patientId: clinic.patientId,
    protocolId: 'kap-im',
    play: (room) => room,
  });
  await outcomes.refresh(clinic.clinicId, instant(Date.UTC(2026, 2, 10)));
});
afterAll(async () => {
  await outcomes.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

test('adverse events stand beside the sessions that they could have happened in, by a closed list of terms', async () => {
  expect(await asked(adverseEventsByProtocol)).toEqual([
    { protocolId: 'infusion-iv', sessions: 3, events: 1, sessionsWithEvent: 1 },
    { protocolId: 'kap-im', sessions: 1, events: 0, sessionsWithEvent: 0 },
  ]);
  expect(await asked(adverseEventTerms)).toEqual([
    { protocolId: 'infusion-iv', term: 'nausea', isSevere: true, events: 1 },
  ]);
});

test('readings over time count from the first dose', async () => {
  const rows = await asked((ask) => readingsOverTime(ask, { kind: 'systolic', from: 0, until: 60, step: 15 }));
  expect(rows.filter(({ protocolId }) => protocolId === 'infusion-iv')).toMatchObject([
    { minute: 0, readings: 4 },
    { minute: 15, readings: 2, mean: 148 },
    { minute: 30, readings: 2, mean: 139 },
  ]);
});
