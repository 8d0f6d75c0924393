/**
 * What it costs to ask whether somebody may: the same patient page, read in turn by a medical director, whom the role alone
 * lets in, and by a nurse, of whom care team, visit and presence must hold. One client, so that nothing waits for others;
 * everything else, the audit included, is the same for both. Limit: the nurse's reads take at most 1.05 of the director's.
 */
import { randomUUID } from 'node:crypto';
import { instant } from '@holdspace/care';
import { hashOfToken, newToken } from '@holdspace/server';
import { arrivedSession, benchClinic, client, startProduct, vitalsCommand } from './clinic.ts';
import { median, percentile, report } from './report.ts';

const SESSIONS = 6;
const READS_A_TURN = 25;
const TURNS = 120;
const LIMIT = 1.05;

const bench = await benchClinic();
const server = await startProduct({
  DATABASE_URL: bench.engine.databaseUrl,
  HOLDSPACE_DATA: bench.folder,
  LOG_LEVEL: 'warn',
});
const directorToken = newToken();
const now = Date.now();
await bench.store.tokens.create({
  id: randomUUID(),
  hash: hashOfToken(directorToken),
  clinicId: bench.clinic.clinicId,
  practitionerId: bench.clinic.practitioners.medical_director.id,
  label: 'bench',
  scopes: ['everything'],
  createdAt: instant(now),
  expiresAt: instant(now + 86_400_000),
});
const nurse = client(server.url, bench.token);
const director = client(server.url, directorToken);
for (let index = 0; index < SESSIONS; index += 1) {
  const session = await arrivedSession(nurse, bench.clinic);
  for (let reading = 0; reading < 20; reading += 1)
    await nurse('POST', `/api/sessions/${session}/commands`, vitalsCommand(60 + reading));
}

const page = `/api/patients/${bench.clinic.patientId}`;
async function reads(who: typeof nurse): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let read = 0; read < READS_A_TURN; read += 1) {
    const began = performance.now();
    const { status, text } = await who('GET', page);
    milliseconds.push(performance.now() - began);
    if (status !== 200 || !text.includes('"seesRecord":true')) throw new Error(`${status}: ${text.slice(0, 200)}`);
  }
  return milliseconds;
}

await reads(director);
await reads(nurse);
const [byRole, byCondition, ratios]: [number[], number[], number[]] = [[], [], []];
for (let turn = 0; turn < TURNS; turn += 1) {
  // Who goes first changes, so that neither always reads what the other has warmed.
  const nurseFirst = turn % 2 === 0;
  const first = await reads(nurseFirst ? nurse : director);
  const second = await reads(nurseFirst ? director : nurse);
  const [ofNurse, ofDirector] = nurseFirst ? [first, second] : [second, first];
  byCondition.push(...ofNurse);
  byRole.push(...ofDirector);
  ratios.push(sum(ofNurse) / sum(ofDirector));
}
function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

report(
  'permission: a patient page read by whom conditions let in, against whom the role alone lets in',
  [
    { name: 'by role, median', value: median(byRole), unit: 'ms' },
    { name: 'by condition, median', value: median(byCondition), unit: 'ms' },
    { name: 'by condition, p99', value: percentile(byCondition, 0.99), unit: 'ms' },
  ],
  [{ name: 'by condition / by role, median of the turns', value: median(ratios), limit: LIMIT, bound: 'at_most' }],
);
await server.stop();
await bench.close();
