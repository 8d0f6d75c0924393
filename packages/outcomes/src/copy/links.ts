/**
 * Columns of a row that the patient's other rows tell: which dose it is, when the next one came, whether an answer is the last.
 * Kept, so that no question has to put a clinic's history in order. They hold by construction: a patient of whom anything was
 * derived anew has all of theirs worked out again, from rows that say the same whichever day they came in.
 */
import { join } from 'node:path';
import type { PatientMonths } from '@holdspace/store';
import { type Engine, quoted } from '../engine.ts';
import { columnsOf, SQL_TYPES, type TableName, tableOf } from '../tables.ts';
import type { Manifest } from './manifest.ts';
import { stagedColumns, stageOf } from './staging.ts';

export const LINKED = ['session', 'course', 'score'] as const satisfies readonly TableName[];
export type LinkedName = (typeof LINKED)[number];
export const isLinked = (name: TableName): name is LinkedName => (LINKED as readonly TableName[]).includes(name);

/** Where the linked rows of a table stand, each with its month and whether its month must be written. */
export const linkedOf = (name: LinkedName): string => `linked_${name}`;
/** The same rows before they are linked. */
const whole = (name: LinkedName): string => `whole_${name}`;

/** What was given comes first, so that sessions without a dose are told apart by the window and not after it. */
const OF = (whose: string): string =>
  `(partition by ${whose}, first_dose_at is null order by first_dose_at, session_id)`;
const IS_OF_COURSE = `moment <> 'right_after' and score.course_id is not null`;
const FIRST_DOSE = `select course_id, min(first_dose_at) as first_dose_at from from_session where course_id is not null group by course_id`;

/**
 * How the rows of whole patients are linked, as questions that answer every column of `from_` tables and the linked ones. Of
 * two at one moment the id decides.
 */
const QUESTIONS: Readonly<Record<LinkedName, string>> = {
  session: `
    select *, case when first_dose_at is not null then row_number() over own end::INTEGER as dose_number,
           lead(first_dose_at) over own as next_dose_at, lead(first_dose_at) over of_course as next_dose_of_course_at
      from from_session window own as ${OF('patient_id')}, of_course as ${OF('coalesce(course_id, session_id)')}`,
  course: `select course.*, first_dose.first_dose_at from from_course course left join (${FIRST_DOSE}) first_dose using (course_id)`,
  score: `
    with of_course as (
      select score.*, first_dose.first_dose_at, own.first_dose_at as session_dose_at, ${IS_OF_COURSE} as is_of_course
        from from_score score left join (${FIRST_DOSE}) first_dose on first_dose.course_id = score.course_id
             left join from_session own on own.session_id = score.session_id),
         occasion as (
      select *, is_of_course and moment not in ('monthly', 'at_will') and lead(response_id) over (
                  partition by course_id, instrument, scale, is_of_course, moment, session_id order by answered_at, response_id
                ) is not null as is_superseded
        from of_course)
    select * exclude (is_of_course),
           case when is_of_course then arg_max(value, (answered_at, response_id)) filter (answered_at <= first_dose_at) over of_scale end as beginning,
           case when is_of_course and not is_superseded and answered_at > first_dose_at then lag(value) over (
                  partition by course_id, instrument, scale, is_of_course, is_superseded, answered_at > first_dose_at
                  order by answered_at, response_id) end as previous,
           is_of_course and row_number() over in_order = 1 as is_first,
           is_of_course and lead(response_id) over in_order is null as is_last
      from occasion
    window of_scale as (partition by course_id, instrument, scale, is_of_course),
           in_order as (partition by course_id, instrument, scale, is_of_course order by answered_at, response_id)`,
};
/** The question with its tables named. */
export const linking = (name: LinkedName, from: (name: LinkedName) => string): string =>
  LINKED.reduce((question, one) => question.replaceAll(`from_${one}`, from(one)), QUESTIONS[name]);

export interface LinkOptions {
  readonly folder: string;
  readonly standing: Manifest | null;
  /** Months in which the patients of whom anything was derived anew have rows at all. */
  readonly months: PatientMonths;
}

const packed = (name: LinkedName): string =>
  `struct_pack(${columnsOf(name, 'linked')
    .map(([column]) => `${column} := ${column}`)
    .join(', ')})`;

/** From what was staged, and what stands in the copy of the same patients, makes the linked rows of each table. */
export async function linkRows(engine: Engine, { folder, standing, months }: LinkOptions): Promise<void> {
  await engine.run(
    `create table touched as ${LINKED.map((name) => `select patient_id::UUID as patient_id from ${stageOf(name)}`).join(' union ')}`,
  );
  for (const name of LINKED) {
    const { key } = tableOf(name);
    const own = columnsOf(name, 'derived').map(([column]) => column);
    const files = months[name].flatMap((month) => standing?.tables[name][month]?.file ?? []);
    const stood =
      files.length === 0
        ? []
        : [
            `select regexp_extract(filename, '\\.(\\d{4}-\\d{2})\\.\\d+\\.parquet$', 1) as month, ${own.join(', ')},
                    ${packed(name)} as stood
               from read_parquet([${files.map((file) => quoted(join(folder, file))).join(', ')}], filename = true)
              where patient_id in (select patient_id from touched)
                and ${key} not in (select ${key}::UUID from ${stageOf(name)})`,
          ];
    const shape = columnsOf(name, 'linked').map(([column, { type }]) => `${column} ${SQL_TYPES[type]}`);
    const staged = `select month, ${stagedColumns(name)}, null::STRUCT(${shape.join(', ')}) as stood from ${stageOf(name)}`;
    await engine.run(`create table ${whole(name)} as ${[...stood, staged].join(' union all ')}`);
  }
  for (const name of LINKED) {
    await engine.run(
      `create table ${linkedOf(name)} as select * exclude (stood), stood is distinct from ${packed(name)} as is_new from (${linking(name, whole)})`,
    );
  }
  for (const name of LINKED) await engine.run(`drop table ${whole(name)}`);
}
