/**
 * A clinic's copy of a size that no clinic has yet, made in the copy's own shape: by DuckDB, from hashes of row numbers, so
 * that it is the same every time.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { isLinked, LINKED, type LinkedName, linking } from '../packages/outcomes/src/copy/links.ts';
import { type CopiedFile, type Manifest, writeManifest } from '../packages/outcomes/src/copy/manifest.ts';
import { type Engine, openEngine, quoted } from '../packages/outcomes/src/engine.ts';
import { FORM, TABLE_NAMES, type TableName, tableOf } from '../packages/outcomes/src/tables.ts';

export interface Size {
  readonly patients: number;
  readonly sessionsEach: number;
  readonly vitalsEach: number;
}

/** The fixed seed. */
const SEED = 20_260_302;
const DAYS = 3_287;
/** A number in 0 to n - 1 that hangs on the seed and what stands before it. */
const drawn = (n: number, ...of: string[]): string => `(hash(${[SEED, ...of].join(', ')}) % ${n})::INTEGER`;
const id = (kind: string, of: string): string => `md5('${SEED} ${kind} ' || ${of})::UUID`;
const PROTOCOLS = `['infusion-iv', 'kap-im', 'kap-sublingual', 'esketamine-nasal']`;
const ROUTES = `['intravenous', 'intramuscular', 'sublingual', 'intranasal']`;
const TERMS = `['nausea', 'dizziness', 'anxiety', 'hypertension', 'headache', 'other']`;
const moment = (day: string, minute: string): string =>
  `(timestamptz '2017-01-02 15:00:00+00' + (${day}) * interval 1 day + (minute + (${minute})) * interval 1 minute)`;

/** What every table is drawn from: patients, and the sessions of each, a week apart and later a month. */
async function draw(engine: Engine, { patients, sessionsEach }: Size): Promise<void> {
  await engine.run(`create table p as
    select i, ${id('patient', 'i')} as patient_id, ${id('course', 'i')} as course_id,
           ${drawn(4, 'i', "'protocol'")} as protocol, ${drawn(DAYS - 300, 'i', "'start'")} as start,
           8 + ${drawn(17, 'i', "'baseline'")} as baseline, 45 + ${drawn(70, 'i', "'weight'")} as weight,
           1937 + ${drawn(70, 'i', "'birth'")} as born
      from range(${patients}) r(i)`);
  await engine.run(`create table s as
    select p.*, k, ${id('session', "i || ' ' || k")} as session_id,
           start + case when k < 6 then k * 7 else 35 + (k - 5) * 30 end as day,
           0.4 + ${drawn(12, 'i', 'k', "'dose'")} * 0.1 as dose, ${drawn(100, 'i', 'k', "'chance'")} as chance,
           ${drawn(480, 'i', 'k', "'minute'")} as minute,
           strftime(date '2017-01-02' + (start + case when k < 6 then k * 7 else 35 + (k - 5) * 30 end)::INTEGER, '%Y-%m') as month
      from p, range(${sessionsEach}) r(k)`);
}

const protocol = `${PROTOCOLS}[protocol + 1]`;
/** This clinic brought nothing from elsewhere. */
type MadeTable = Exclude<TableName, `imported_${string}`>;
const isMade = (name: TableName): name is MadeTable => !name.startsWith('imported_');

/** The rows of a table: of a month, or, for those that are linked, of all of them. */
function rowsOf(name: MadeTable, month: string, vitalsEach: number): string {
  const ofMonth = `from s where month = '${month}'`;
  const began = "strftime(date '2017-01-02' + start::INTEGER, '%Y-%m')";
  switch (name) {
    case 'patient':
      return `select patient_id, born::INTEGER as birth_year, false as over_89, (date '2017-01-02' + start::INTEGER) as added_on from p where ${began} = '${month}'`;
    case 'course':
      return `select course_id, patient_id, ${protocol} as protocol_id, '1.0.0' as protocol_version,
        case when protocol in (1, 2) then 'kap' else 'medical' end as way, (date '2017-01-02' + start::INTEGER) as started_on, ${began} as month from p`;
    case 'session':
      return `select session_id, patient_id, course_id, ${protocol} as protocol_id, '1.0.0' as protocol_version,
        case when protocol in (1, 2) then 'kap' else 'medical' end as way,
        case when protocol = 3 then 'esketamine' else 'ketamine' end as substance, ${ROUTES}[protocol + 1] as route,
        'discharged' as status, ${moment('day', '-30')} as arrived_at, ${moment('day', '0')} as first_dose_at,
        ${moment('day', '120')} as ended_at, (dose * weight * 1000)::INTEGER as dose_ug, weight::DOUBLE as weight_kg,
        dose::DOUBLE as dose_mg_per_kg, (chance < 8)::INTEGER as boosters, 122.0::DOUBLE as systolic_baseline,
        (130 + chance / 3)::DOUBLE as systolic_peak, 6.0::DOUBLE as nosc_onset, 52.0::DOUBLE as nosc_return,
        chance < 70 as music, chance % 3 = 0 as eye_cover, chance % 11 = 0 as ceremony, protocol in (1, 2) as guide_present,
        protocol in (1, 2) as therapist_present, (chance < 6)::INTEGER as adverse_events, month from s`;
    case 'administration':
      return `select session_id, patient_id, case when protocol = 0 then 'infusion' else 'first' end as kind,
        ${moment('day', '0')} as given_at, 0.0::DOUBLE as minutes, case when protocol = 0 then 40.0::DOUBLE end as lasted,
        (dose * weight * 1000)::INTEGER as amount_ug ${ofMonth}`;
    case 'vital':
      return `select session_id, ${protocol} as protocol_id, (v // 4 * 15 - 15)::DOUBLE as minutes,
        ['systolic', 'diastolic', 'heartRate', 'oxygenSaturation'][v % 4 + 1] as kind,
        ([120, 74, 70, 95][v % 4 + 1] + ${drawn(25, 'i', 'k', 'v')} // [1, 2, 1, 5][v % 4 + 1])::DOUBLE as value,
        ['mm[Hg]', 'mm[Hg]', '/min', '%'][v % 4 + 1] as unit
        from s, range(${vitalsEach}) r(v) where month = '${month}'`;
    case 'adverse_event':
      return `select session_id, patient_id, ${protocol} as protocol_id, ${moment('day', '20')} as happened_at,
        20.0::DOUBLE as minutes, ${TERMS}[chance % 6 + 1] as term, (1 + chance % 3)::INTEGER as grade,
        'possible' as relatedness, 'resolved' as outcome ${ofMonth} and chance < 6`;
    case 'score':
      return `select ${id('response', "i || ' ' || k || ' ' || n")} as response_id, patient_id, course_id,
        case when n < 2 then null else session_id end as session_id, ${protocol} as protocol_id,
        ['phq-9', 'gad-7', 'phq-9', 'cadss', 'meq30', 'phq-9'][n + 1] as instrument, 'total' as scale,
        ['baseline', 'baseline', 'before_dose', 'right_after', 'right_after', 'day_1'][n + 1] as moment,
        ${moment('day', '[-2000, -1990, -25, 70, 75, 1440][n + 1]')} as answered_at,
        (case when n = 3 then ${drawn(50, 'i', 'k', "'cadss'")} when n = 4 then ${drawn(150, 'i', 'k', "'meq'")}
              else greatest(0, baseline - k + ${drawn(7, 'i', 'k', 'n', "'score'")} - 3 - (n = 5)::INTEGER * 3) end)::DOUBLE as value, false as is_repeat, month
        from s, range(6) r(n)
        where (n > 1 or k = 0) and ${drawn(100, 'i', 'k', 'n', "'missing'")} < 85`;
    case 'visit':
      return `select ${id('visit', "i || ' ' || k")} as visit_id, patient_id, course_id, 'integration' as kind,
        ${moment('day + 2', '0')} as scheduled_for, case when chance < 80 then 'held' else 'missed' end as outcome ${ofMonth}`;
  }
}

const linkedRows = (name: LinkedName): string => `made_${name}`;

export async function makeCopy(folder: string, size: Size): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const engine = await openEngine({ folders: [folder], megabytes: 1500 });
  await draw(engine, size);
  for (const name of LINKED) await engine.run(`create table all_${name} as ${rowsOf(name, '', 0)}`);
  for (const name of LINKED)
    await engine.run(`create table ${linkedRows(name)} as ${linking(name, (one) => `all_${one}`)}`);
  const months = await engine.rows<{ month: string }>('select distinct month from s order by 1');
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, {} as Record<string, CopiedFile>]));
  for (const { month } of months)
    for (const name of TABLE_NAMES.filter(isMade)) {
      const file = `${name}.${month}.1.parquet`;
      const columns = Object.keys(tableOf(name).columns).join(', ');
      const from = isLinked(name)
        ? `${linkedRows(name)} where month = '${month}'`
        : `(${rowsOf(name, month, size.vitalsEach)})`;
      const [counted] = await engine.rows<{ Count: bigint }>(
        `copy (select ${columns} from ${from} order by ${tableOf(name).order.join(', ')})
           to ${quoted(join(folder, file))} (format parquet, compression zstd)`,
      );
      if (Number(counted?.Count))
        (tables[name] as Record<string, CopiedFile>)[month] = { file, rows: Number(counted?.Count) };
    }
  engine.close();
  await writeManifest(folder, {
    form: FORM,
    generation: 1,
    madeAt: instant(Date.UTC(2026, 2, 3, 6)),
    mark: { system: 'made', timeline: 'made', database: 'made', transaction: '0' },
    takenBack: 0,
    ageYear: 2026,
    tables: tables as unknown as Manifest['tables'],
  });
}
