/**
 * A recalled lot: "who received it?" through the API, with names and their entries in the audit, of 300 patients, beside a
 * ledger of two years of other lots. Limit: one second.
 */
import { randomUUID } from 'node:crypto';
import { type Account, instant } from '@holdspace/care';
import { hashOfToken, newToken } from '@holdspace/server';
import { TEST_VIAL, testMovement, testStock } from '@holdspace/store/testing';
import { benchClinic, client, startProduct } from './clinic.ts';
import { median, report } from './report.ts';

const PATIENTS = 300;
const VIALS_OF_THE_LOT = 100;
const OTHER_LOTS = 24;
const VIALS_OF_OTHER_LOTS = 100;
const TURNS = 20;
const LIMIT_MS = 1_000;
const [DRAWN, OF_A_BATCH] = [40_000, 100];
const administered: Account = { kind: 'administered' };

const bench = await benchClinic();
const { store, clinic } = bench;
const server = await startProduct({
  DATABASE_URL: bench.engine.databaseUrl,
  HOLDSPACE_DATA: bench.folder,
  LOG_LEVEL: 'warn',
});
const token = newToken();
await store.tokens.create({
  id: randomUUID(),
  hash: hashOfToken(token),
  clinicId: clinic.clinicId,
  practitionerId: clinic.practitioners.medical_director.id,
  label: 'bench',
  scopes: ['everything'],
  createdAt: instant(Date.now()),
  expiresAt: instant(Date.now() + 86_400_000),
});
const [director, nurse] = [client(server.url, token), client(server.url, bench.token)];
async function taken(send: typeof director, path: string, body: unknown): Promise<void> {
  const { status, text } = await send('POST', path, body);
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
}

/** What was drawn of a vial for a session and given in it. */
function given(vial: string, safe: string, session: string) {
  const hand: Account = { kind: 'in_hand', session };
  const recordedAt = instant(Date.now());
  return [
    testMovement(clinic, 'drawn', vial, DRAWN, { kind: 'safe', safe }, hand, { recordedAt }),
    testMovement(clinic, 'administered', vial, DRAWN, hand, administered, { recordedAt }),
  ];
}
let movements = 0;
async function post(all: ReturnType<typeof given>): Promise<void> {
  for (let at = 0; at < all.length; at += OF_A_BATCH) {
    const answers = await store.inventory.post(clinic.clinicId, all.slice(at, at + OF_A_BATCH));
    const refused = answers.find(({ outcome }) => outcome !== 'posted');
    if (refused) throw new Error(`not posted: ${refused.outcome}`);
  }
  movements += all.length;
}

for (let lot = 0; lot < OTHER_LOTS; lot += 1) {
  const { safe, vials } = await testStock(store, clinic, VIALS_OF_OTHER_LOTS, `OTHER-${lot}`);
  // Ten sessions a vial: 500 mg by 40 mg.
  await post(vials.flatMap((vial) => Array.from({ length: 10 }, () => given(vial, safe, randomUUID())).flat()));
}
const { safe, vials } = await testStock(store, clinic, VIALS_OF_THE_LOT, 'RECALLED');
for (let number = 0; number < PATIENTS; number += 1) {
  const [patientId, courseId, visitId, sessionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await taken(director, '/api/patients', {
    id: patientId,
    name: `Invented ${number}`,
    dateOfBirth: '1979-08-09',
    recordNumber: `R-${number}`,
  });
  const protocol = { id: 'infusion-iv', version: '1.0.0' };
  await taken(director, `/api/patients/${patientId}/courses`, { id: courseId, protocol });
  const visit = { id: visitId, kind: 'dosing', scheduledFor: new Date().toISOString(), room: 'Room 1' };
  await taken(director, `/api/courses/${courseId}/visits`, visit);
  await taken(nurse, `/api/visits/${visitId}/session`, { id: sessionId });
  await post(given(vials[number % VIALS_OF_THE_LOT] as string, safe, sessionId));
}
const recall = randomUUID();
await taken(director, '/api/inventory/recalls', {
  id: recall,
  product: TEST_VIAL.id,
  lot: 'RECALLED',
  reason: 'The maker has called it back.',
  at: new Date().toISOString(),
});

const milliseconds: number[] = [];
let named = 0;
for (let turn = 0; turn < TURNS; turn += 1) {
  const begin = performance.now();
  const { status, text } = await director('GET', `/api/inventory/recalls/${recall}`);
  milliseconds.push(performance.now() - begin);
  const answer = JSON.parse(text) as { given: unknown[]; hiddenPatients: number };
  if (status !== 200 || answer.given.length + answer.hiddenPatients !== PATIENTS) throw new Error(`${status}: ${text}`);
  named = answer.given.length;
}

report(
  'recall: who received a lot',
  [
    { name: 'movements in the ledger', value: movements, unit: 'movements' },
    { name: 'who received it', value: PATIENTS, unit: 'patients' },
    { name: 'of these by name', value: named, unit: 'patients' },
    { name: 'the first answer', value: milliseconds[0] ?? Number.NaN, unit: 'ms' },
    { name: 'an answer, median', value: median(milliseconds), unit: 'ms' },
  ],
  [{ name: 'the slowest / 1 s', value: Math.max(...milliseconds) / LIMIT_MS, limit: 1, bound: 'at_most' }],
);
await server.stop();
await bench.close();
