/**
 * The clinic's outcomes. First, each question of a copy of 100,000 patients, 1,000,000 sessions and 20,000,000 readings
 * (made with a fixed seed), in turn with a bare DuckDB query that does no more than read the same columns: at most twice its
 * time, the process never above 1.5 GB. Then, on two real PostgreSQL, a refresh after one more day with ten times the
 * history: at most 1.2 times as long. `--copy FOLDER` keeps the made copy there and takes it when it is there.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import {
  type Ask,
  adverseEventsByProtocol,
  adverseEventTerms,
  answeredScales,
  createOutcomes,
  measuredCourses,
  measuredMoments,
  pointsAroundDoses,
  readingsOverTime,
  relapseFollowUps,
  timeToNextDose,
} from '@holdspace/outcomes';
import pg from 'pg';
import { readManifest } from '../packages/outcomes/src/copy/manifest.ts';
import { openCopy, sourceOf } from '../packages/outcomes/src/copy/read.ts';
import type { TableName } from '../packages/outcomes/src/tables.ts';
import { keepSession } from '../packages/outcomes/src/testing-sessions.ts';
import { type BenchClinic, benchClinic } from './clinic.ts';
import { makeCopy } from './outcomes-made.ts';
import { type Figure, median, type Ratio, report } from './report.ts';

const SIZE = { patients: 100_000, sessionsEach: 10, vitalsEach: 20 };
const ROUNDS = 11;
const TIMES_BARE = 2;
const MOST_MEGABYTES = 1500;
const TIMES_HISTORY = 1.2;

const making = process.argv.indexOf('--make');
if (making >= 0) {
  await makeCopy(process.argv[making + 1] as string, SIZE);
  process.exit(0);
}

const PHQ = { instrument: 'phq-9', scale: 'total' } as const;
const OF_THE_SCALE = ['instrument', 'scale', 'moment', 'course_id'];
type Reads = Partial<Record<TableName, readonly string[]>>;
/** Each with the columns that it names, and no others. */
const QUESTIONS: readonly { name: string; ask(ask: Ask): Promise<unknown>; reads: Reads }[] = [
  {
    name: 'adverse events by protocol',
    ask: adverseEventsByProtocol,
    reads: { session: ['protocol_id', 'adverse_events', 'first_dose_at'] },
  },
  {
    name: 'adverse events by term',
    ask: adverseEventTerms,
    reads: { adverse_event: ['protocol_id', 'term', 'grade', 'minutes'] },
  },
  {
    name: 'scales with an answer',
    ask: answeredScales,
    reads: { score: ['instrument', 'scale', 'moment', 'session_id', 'is_repeat', 'is_first'] },
  },
  {
    name: 'where each course stood before and stands after',
    ask: (ask) => measuredCourses(ask, PHQ),
    reads: {
      score: [...OF_THE_SCALE, 'protocol_id', 'answered_at', 'value', 'first_dose_at', 'beginning', 'is_last'],
      course: ['protocol_id'],
    },
  },
  {
    name: 'answered of what the schedule asked',
    ask: (ask) => measuredMoments(ask, { ...PHQ, zone: 'America/New_York', now: instant(Date.UTC(2026, 2, 3)) }),
    reads: {
      score: [...OF_THE_SCALE, 'protocol_id', 'session_id', 'session_dose_at', 'value', 'is_superseded'],
      session: ['protocol_id', 'first_dose_at', 'next_dose_of_course_at'],
      course: ['course_id', 'protocol_id', 'started_on', 'first_dose_at'],
    },
  },
  {
    name: 'how long responses last',
    ask: (ask) => relapseFollowUps(ask, { ...PHQ, higherIs: 'worse', percent: 50 }),
    reads: {
      score: [
        ...OF_THE_SCALE,
        'protocol_id',
        'answered_at',
        'value',
        'first_dose_at',
        'beginning',
        'previous',
        'is_superseded',
      ],
    },
  },
  {
    name: 'the scores around each dose (20,000 sessions)',
    ask: (ask) => pointsAroundDoses(ask, { ...PHQ, experience: { instrument: 'cadss', scale: 'total' } }),
    reads: {
      score: [...OF_THE_SCALE, 'answered_at', 'value', 'response_id', 'session_id', 'patient_id'],
      session: [
        'session_id',
        'patient_id',
        'course_id',
        'protocol_id',
        'dose_mg_per_kg',
        'first_dose_at',
        'next_dose_of_course_at',
        'music',
        'eye_cover',
        'guide_present',
      ],
    },
  },
  {
    name: 'time to the next dose (100,000 patients)',
    ask: (ask) => timeToNextDose(ask, { dose: 6 }),
    reads: { session: ['protocol_id', 'dose_number', 'first_dose_at', 'next_dose_at'] },
  },
  {
    name: 'blood pressure over minutes (20,000,000 readings)',
    ask: (ask) => readingsOverTime(ask, { kind: 'systolic', from: -15, until: 120, step: 10 }),
    reads: { vital: ['protocol_id', 'minutes', 'kind', 'value'] },
  },
];

async function askAll(folder: string): Promise<{ figures: Figure[]; ratios: Ratio[] }> {
  const manifest = await readManifest(folder);
  if (!manifest) throw new Error(`no copy in ${folder}`);
  const copy = await openCopy({ folder });
  const figures: Figure[] = [];
  const ratios: Ratio[] = [];
  await copy.read(async (ask) => {
    for (const { name, ask: ours, reads } of QUESTIONS) {
      const bare = Object.entries(reads).map(
        ([table, columns]) =>
          `select count(*), ${columns.map((column) => `max(${column})`).join(', ')} from ${sourceOf(folder, manifest, table as TableName)}`,
      );
      const found = { ours: [] as number[], bare: [] as number[] };
      // The first warms both.
      for (let round = 0; round <= ROUNDS; round += 1) {
        const begin = performance.now();
        for (const statement of bare) await ask.rows(statement);
        const between = performance.now();
        await ours(ask);
        if (round === 0) continue;
        found.bare.push(between - begin);
        found.ours.push(performance.now() - between);
      }
      figures.push({ name: `${name}: ours`, value: median(found.ours), unit: 'ms' });
      figures.push({ name: `${name}: the same columns read`, value: median(found.bare), unit: 'ms' });
      ratios.push({
        name: `${name} / bare`,
        value: median(found.ours) / median(found.bare),
        limit: TIMES_BARE,
        bound: 'at_most',
      });
    }
  });
  copy.close();
  for (const table of ['patient', 'session', 'vital', 'score'] as const)
    figures.unshift({
      name: `rows of ${table}`,
      value: Object.values(manifest.tables[table]).reduce((sum, { rows }) => sum + rows, 0),
      unit: '',
    });
  ratios.push({
    name: 'peak memory of the process, MB',
    value: process.resourceUsage().maxRSS / 1024,
    limit: MOST_MEGABYTES,
    bound: 'at_most',
  });
  return { figures, ratios };
}

const SESSIONS_A_MONTH = 20;
const PATIENTS_A_MONTH = 5;
const MONTHS = { once: 10, ten: 100 };
const SESSIONS_A_DAY = 30;
const DAYS = 15;

interface Model {
  readonly events: readonly { readonly type: string; readonly text: string }[];
}
/**
 * Sessions as rows, all with the log of one that was really held: what matters to a refresh is how many there are, and how
 * many others their patients have, which is the same whatever the clinic's history.
 */
async function addSessions(
  client: pg.Client,
  bench: BenchClinic,
  model: Model,
  { patients, count, month }: { readonly patients: readonly string[]; readonly count: number; readonly month: number },
) {
  const ids = Array.from({ length: count }, (_, place) => ({
    session: randomUUID(),
    visit: randomUUID(),
    course: randomUUID(),
    patient: patients[place % patients.length] as string,
  }));
  const { clinicId } = bench.clinic;
  const at = new Date(Date.UTC(2017, month, 10, 15)).toISOString();
  const of = (key: keyof (typeof ids)[number]) => ids.map((one) => one[key]);
  await client.query('begin');
  await client.query(
    `insert into holdspace.course (clinic_id, course_id, patient_id, protocol_id, protocol_version, started_on)
     select $1, id, p, 'infusion-iv', '1.0.0', $4::timestamptz::date from unnest($3::uuid[], $2::uuid[]) as t(id, p)`,
    [clinicId, of('patient'), of('course'), at],
  );
  await client.query(
    `insert into holdspace.visit (clinic_id, visit_id, course_id, kind, scheduled_for, room)
     select $1, v, c, 'dosing', $4, 'Room 1' from unnest($2::uuid[], $3::uuid[]) as t(v, c)`,
    [clinicId, of('visit'), of('course'), at],
  );
  await client.query(
    `insert into holdspace.session (clinic_id, session_id, visit_id, patient_id, protocol_id, protocol_version, seq, updated_at)
     select $1, s, v, p, 'infusion-iv', '1.0.0', $5, $6 from unnest($3::uuid[], $4::uuid[], $2::uuid[]) as t(s, v, p)`,
    [clinicId, of('patient'), of('session'), of('visit'), model.events.length, at],
  );
  await client.query(
    `insert into holdspace.session_event (clinic_id, session_id, seq, command_id, command_part, command_hash, type,
       clinical_at, recorded_at, event, previous_hash, hash)
     select $1, s, e.seq, gen_random_uuid(), 0, repeat('a', 64), e.type, $5, $5, e.event::jsonb, repeat('b', 64), repeat('c', 64)
       from unnest($2::uuid[]) s, unnest($3::text[], $4::text[]) with ordinality as e(type, event, seq)`,
    [clinicId, of('session'), model.events.map(({ type }) => type), model.events.map(({ text }) => text), at],
  );
  await client.query('commit');
}

async function addPatient({ store, clinic }: BenchClinic, place: number): Promise<string> {
  const patient = { id: randomUUID(), name: 'Otto Example', dateOfBirth: '1980-05-04', recordNumber: `B-${place}` };
  await store.patients.create(clinic.clinicId, patient, instant(Date.UTC(2017, 0, 1)));
  return patient.id;
}

async function openHistory(months: number) {
  const bench = await benchClinic();
  const client = new pg.Client({ connectionString: bench.engine.databaseUrl });
  await client.connect();
  const held = await keepSession(bench.store, { clinicId: bench.clinic.clinicId, patientId: bench.clinic.patientId });
  const { rows } = await client.query<{ type: string; text: string }>(
    'select type, event::text as text from holdspace.session_event where session_id = $1 order by seq',
    [held.sessionId],
  );
  const model: Model = { events: rows };
  // Each month some begin, and each stays for three.
  const patients: string[] = [];
  const staying = () => patients.slice(-3 * PATIENTS_A_MONTH);
  for (let month = 0; month < months; month += 1) {
    for (let begun = 0; begun < PATIENTS_A_MONTH; begun += 1) patients.push(await addPatient(bench, patients.length));
    await addSessions(client, bench, model, { patients: staying(), count: SESSIONS_A_MONTH, month });
  }
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const outcomes = createOutcomes({ store: bench.store, folder: bench.folder });
  const refresh = async () => {
    const begin = performance.now();
    const answer = await outcomes.refresh(bench.clinic.clinicId, instant(Date.UTC(2026, 2, 3)));
    if (!answer) throw new Error('somebody else refreshes');
    return { ...answer, milliseconds: performance.now() - begin };
  };
  const first = await refresh();
  return {
    first,
    /** Milliseconds of a refresh after one more day. */
    async day(): Promise<number> {
      await addSessions(client, bench, model, { patients: staying(), count: SESSIONS_A_DAY, month: months });
      const { milliseconds, rows: made, whole } = await refresh();
      if (whole || made.session !== SESSIONS_A_DAY) throw new Error(`not a day: ${made.session} sessions`);
      return milliseconds;
    },
    async close() {
      await outcomes.close();
      await client.end();
      await bench.close();
    },
  };
}

async function refreshBoth(): Promise<{ figures: Figure[]; ratios: Ratio[] }> {
  const [once, ten] = [await openHistory(MONTHS.once), await openHistory(MONTHS.ten)];
  const found = { once: [] as number[], ten: [] as number[] };
  for (let day = 0; day <= DAYS; day += 1) {
    const [small, large] = [await once.day(), await ten.day()];
    if (day === 0) continue;
    found.once.push(small);
    found.ten.push(large);
  }
  await once.close();
  await ten.close();
  return {
    figures: [
      { name: 'sessions copied by a first refresh', value: ten.first.rows.session, unit: '' },
      { name: 'in', value: ten.first.milliseconds / 1000, unit: 's' },
      { name: `a day of ${SESSIONS_A_DAY} sessions on ${MONTHS.once} months`, value: median(found.once), unit: 'ms' },
      { name: `the same day on ${MONTHS.ten} months`, value: median(found.ten), unit: 'ms' },
    ],
    ratios: [
      {
        name: 'refresh with ten times the history / with one',
        value: median(found.ten) / median(found.once),
        limit: TIMES_HISTORY,
        bound: 'at_most',
      },
    ],
  };
}

const given = process.argv.indexOf('--copy');
const folder = given >= 0 ? (process.argv[given + 1] as string) : mkdtempSync(join(tmpdir(), 'holdspace-bench-'));
const isThere = existsSync(join(folder, 'manifest.json'));
const begun = performance.now();
// In a process of its own: what making it takes is not what asking it takes.
if (!isThere) {
  const { status } = spawnSync(process.execPath, [process.argv[1] as string, '--make', folder], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the copy could not be made');
}
const seconds = (performance.now() - begun) / 1000;
const asked = await askAll(folder);
if (given < 0) rmSync(folder, { recursive: true, force: true });
const refreshed = await refreshBoth();
report(
  'outcomes: questions of a large copy against reading it, and a day’s refresh with ten times the history',
  [...(isThere ? [] : [{ name: 'copy made in', value: seconds, unit: 's' }]), ...asked.figures, ...refreshed.figures],
  [...asked.ratios, ...refreshed.ratios],
);
