/**
 * Brings a clinic's copy up to what PostgreSQL holds: what was stored since the last time is derived anew, whole sessions at
 * once, and the files of the months that it belongs to are written anew beside the old, with those in which something else of
 * the same patients says otherwise for it (links.ts). So the cost is the day's, and a reading that is struck out a year later
 * costs one month.
 */
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, type Protocol, parseProtocol } from '@holdspace/care';
import type { FeedMark, Store } from '@holdspace/store';
import {
  courseRow,
  importedDoseRow,
  importedScoreRows,
  oldestBirthYear,
  patientRow,
  scoreRow,
  visitRow,
} from '../derive/other-rows.ts';
import { sessionRows } from '../derive/session-rows.ts';
import { type Engine, openEngine, quoted, removeLeftovers } from '../engine.ts';
import { FORM, TABLE_NAMES, type TableName, tableOf } from '../tables.ts';
import { isLinked, linkedOf, linkRows } from './links.ts';
import { type CopiedFile, filesOf, flush, type Manifest, readManifest, writeManifest } from './manifest.ts';
import { openStaging, type Staging, stagedColumns, stageOf } from './staging.ts';

export interface Refreshed {
  readonly generation: number;
  /** True where nothing of an older copy could be kept. */
  readonly whole: boolean;
  /** Rows derived anew, by table. */
  readonly rows: Readonly<Record<TableName, number>>;
  readonly filesWritten: number;
}
export interface RefreshOptions {
  readonly store: Pick<Store, 'feed' | 'protocols'>;
  readonly clinicId: string;
  /** The clinic's own folder. */
  readonly folder: string;
  readonly now: Instant;
}

/** Null where another refresh of this clinic is under way. */
export const refresh = (options: RefreshOptions): Promise<Refreshed | null> =>
  options.store.feed.exclusively(`outcomes ${options.clinicId}`, (stillOurs) => refreshAlone(options, stillOurs));

async function refreshAlone(
  { store, clinicId, folder, now }: RefreshOptions,
  stillOurs: () => Promise<void>,
): Promise<Refreshed> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  removeLeftovers(folder);
  const before = await readManifest(folder);
  // Before anything is read: what commits meanwhile is read again next time.
  const mark = await store.feed.mark();
  const takenBack = await store.feed.importsTakenBack(clinicId);
  // Rows that are gone leave no trace to read: a copy of before is made anew whole, which is as rare as they are.
  const isSame = before !== null && before.takenBack === takenBack && goesOnFrom(before.mark, mark);
  const since = isSame ? before.mark.transaction : null;
  const standing = since === null ? null : before;
  const ageYear = Number(now.slice(0, 4));
  const generation = (before?.generation ?? 0) + 1;
  const engine = await openEngine({ folders: [folder] });
  try {
    const staging = await openStaging(engine);
    const patients = await stageAll({ store, clinicId, since, ageYear }, staging);
    staging.finish();
    const months = standing ? await store.feed.monthsOf(clinicId, patients) : NO_MONTHS;
    await linkRows(engine, { folder, standing, months });
    const written: { name: TableName; month: string; file: CopiedFile | null }[] = [];
    for (const name of TABLE_NAMES)
      for (const month of await monthsToWrite(engine, name, standing, ageYear)) {
        const old = standing?.tables[name][month]?.file;
        const file = await writeMonth(engine, { folder, name, month, generation, old, ageYear });
        written.push({ name, month, file });
      }
    await flush(folder, 'r');
    await stillOurs();
    const next = manifestOf(standing, written, { generation, mark, takenBack, ageYear, madeAt: now });
    await writeManifest(folder, next);
    await removeOthers(folder, [...filesOf(next), ...(before ? filesOf(before) : [])]);
    const rows = {} as Record<TableName, number>;
    for (const name of TABLE_NAMES) {
      const [counted] = await engine.rows<{ rows: number }>(`select count(*)::INTEGER as rows from ${stageOf(name)}`);
      rows[name] = counted?.rows ?? 0;
    }
    return { generation, whole: standing === null, rows, filesWritten: written.length };
  } finally {
    engine.close();
  }
}

/** Numbers of transactions go on only within one history: in another, everything is read again. */
const goesOnFrom = (before: FeedMark, mark: FeedMark): boolean =>
  before.system === mark.system &&
  before.timeline === mark.timeline &&
  before.database === mark.database &&
  BigInt(before.transaction) <= BigInt(mark.transaction);

interface Reading {
  readonly store: RefreshOptions['store'];
  readonly clinicId: string;
  readonly since: string | null;
  readonly ageYear: number;
}
const NO_MONTHS = { session: [], course: [], score: [] } as const;
const monthOf = (momentOrDay: string): string => momentOrDay.slice(0, 7);

/**
 * Who is named is read after who names: a session whose patient came in meanwhile finds that patient in the copy. Answers the
 * patients whose rows are told anew by each other.
 */
async function stageAll({ store, clinicId, since, ageYear }: Reading, staging: Staging): Promise<ReadonlySet<string>> {
  const touched = new Set<string>();
  const nameOf = await store.feed.pseudonyms(clinicId);
  const protocolOf = protocolsOf(store, clinicId);
  for await (const scores of store.feed.scores(clinicId, since))
    for (const score of scores) {
      touched.add(score.patientId);
      staging.add('score', monthOf(score.recordedAt), [scoreRow(score, nameOf)]);
    }
  for await (const sessions of store.feed.sessions(clinicId, since))
    for (const session of sessions) {
      if (session.events.length === 0) continue;
      touched.add(session.patientId);
      const protocol = await protocolOf(session.protocolId, session.protocolVersion);
      const rows = sessionRows(session, protocol, nameOf);
      const month = monthOf(session.begunAt);
      staging.add('session', month, [rows.session]);
      staging.add('administration', month, rows.administration);
      staging.add('vital', month, rows.vital);
      staging.add('adverse_event', month, rows.adverse_event);
    }
  for await (const scores of store.feed.importedScores(clinicId, since))
    for (const score of scores)
      staging.add('imported_score', monthOf(score.when.day), importedScoreRows(score, nameOf));
  for await (const doses of store.feed.importedDoses(clinicId, since))
    for (const dose of doses) staging.add('imported_dose', monthOf(dose.when.day), [importedDoseRow(dose, nameOf)]);
  for await (const visits of store.feed.visits(clinicId, since))
    for (const visit of visits) staging.add('visit', monthOf(visit.courseStartedOn), [visitRow(visit, nameOf)]);
  for await (const courses of store.feed.courses(clinicId, since))
    for (const course of courses) {
      touched.add(course.patientId);
      const protocol = await protocolOf(course.protocolId, course.protocolVersion);
      staging.add('course', monthOf(course.startedOn), [courseRow(course, protocol, nameOf)]);
    }
  for await (const patients of store.feed.patients(clinicId, since))
    for (const patient of patients)
      staging.add('patient', monthOf(patient.createdAt), [patientRow(patient, ageYear, nameOf)]);
  return touched;
}

function protocolsOf(store: Pick<Store, 'protocols'>, clinicId: string) {
  const known = new Map<string, Protocol>();
  return async (id: string, version: string): Promise<Protocol> => {
    const found = known.get(`${id} ${version}`);
    if (found) return found;
    const parsed = parseProtocol((await store.protocols.find(clinicId, id, version))?.document);
    if (!parsed.ok) throw new Error(`the protocol ${id} ${version} does not hold: ${JSON.stringify(parsed.issues)}`);
    known.set(`${id} ${version}`, parsed.protocol);
    return parsed.protocol;
  };
}

const OF_SESSION: ReadonlySet<TableName> = new Set(['session', 'administration', 'vital', 'adverse_event']);
/** Where it stands which keys were told anew: a session without a single reading left still has its old ones removed. */
function touchedBy(name: TableName): string {
  if (isLinked(name)) return linkedOf(name);
  return stageOf(OF_SESSION.has(name) ? 'session' : name);
}

async function monthsToWrite(
  engine: Engine,
  name: TableName,
  standing: Manifest | null,
  ageYear: number,
): Promise<readonly string[]> {
  const which = isLinked(name) ? 'is_new' : 'true';
  const touched = await engine.rows<{ month: string }>(
    `select distinct month from ${touchedBy(name)} where ${which} order by 1`,
  );
  const months = new Set(touched.map(({ month }) => month));
  // At the turn of a year somebody else turns 90.
  if (name === 'patient' && standing && standing.ageYear !== ageYear)
    for (const month of Object.keys(standing.tables.patient)) months.add(month);
  return [...months];
}

interface MonthFile {
  readonly folder: string;
  readonly name: TableName;
  readonly month: string;
  readonly generation: number;
  /** What the month's rows stand in now. */
  readonly old: string | undefined;
  readonly ageYear: number;
}

/** Writes a month's rows, the newest of each key; null where none are left. */
async function writeMonth(engine: Engine, file: MonthFile): Promise<CopiedFile | null> {
  const { folder, name, month, generation, old } = file;
  const { key, order } = tableOf(name);
  const kept =
    old === undefined
      ? []
      : [
          `select ${keptColumns(name, file.ageYear)} from read_parquet(${quoted(join(folder, old))})
            where ${key} not in (select ${key}::UUID from ${touchedBy(name)} where month = ${quoted(month)})`,
        ];
  const told = isLinked(name)
    ? `select ${Object.keys(tableOf(name).columns).join(', ')} from ${linkedOf(name)}`
    : `select ${stagedColumns(name)} from ${stageOf(name)}`;
  const staged = `${told} where month = ${quoted(month)}`;
  const target = `${name}.${month}.${generation}.parquet`;
  const aside = join(folder, `${target}.next`);
  const [counted] = await engine.rows<{ Count: bigint }>(
    `copy (select * from (${[...kept, staged].join(' union all ')}) order by ${order.join(', ')})
       to ${quoted(aside)} (format parquet, compression zstd)`,
  );
  const rows = Number(counted?.Count ?? 0);
  if (rows === 0) {
    await rm(aside, { force: true });
    return null;
  }
  await chmod(aside, 0o600);
  await flush(aside);
  await rename(aside, join(folder, target));
  return { file: target, rows };
}

function keptColumns(name: TableName, ageYear: number): string {
  const columns = Object.keys(tableOf(name).columns).join(', ');
  if (name !== 'patient') return columns;
  const oldest = oldestBirthYear(ageYear);
  return columns
    .replace('birth_year', `case when birth_year >= ${oldest} then birth_year end as birth_year`)
    .replace('over_89', `(over_89 or birth_year < ${oldest}) as over_89`);
}

function manifestOf(
  standing: Manifest | null,
  written: readonly { name: TableName; month: string; file: CopiedFile | null }[],
  made: Omit<Manifest, 'form' | 'tables'>,
): Manifest {
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, { ...standing?.tables[name] }]));
  for (const { name, month, file } of written) {
    const months = tables[name] as Record<string, CopiedFile>;
    if (file) months[month] = file;
    else delete months[month];
  }
  return { form: FORM, ...made, tables: tables as unknown as Manifest['tables'] };
}

/** The copy of before stays until the next refresh, for whoever is in the middle of reading it. */
async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
  const keep = new Set(kept);
  for (const name of await readdir(folder))
    if (/\.parquet(\.next)?$/.test(name) && !keep.has(name)) await rm(join(folder, name), { force: true });
}
