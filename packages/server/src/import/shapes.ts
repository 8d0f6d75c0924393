/** Shapes of imports, for the types of routes and for the OpenAPI document. */
import {
  ENCODINGS,
  type FileLook,
  IMPORT_FINDING_IDS,
  IMPORT_KINDS,
  type ImportKind,
  MAPPING_RULES,
  type Mapping,
  type MappingQuestion,
  mappingQuestions,
  mappingSchema,
  proposeMapping,
  ROW_VERDICTS,
  SEPARATORS,
} from '@holdspace/care';
import type { DataImport } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';

const count = z.number().int();
export const countsShape = z.object({
  rows: count,
  ready: count,
  here: count,
  refused: count,
  repaired: count,
  patients: count,
  scores: count,
  doses: count,
});
const signs = <const T extends readonly string[]>(...names: T) =>
  z.object(Object.fromEntries(names.map((name) => [name, count])) as { [K in T[number]]: z.ZodNumber });
const columnLookShape = z.object({
  header: z.string(),
  filled: count,
  dates: signs('year_first', 'day_first', 'month_first', 'either', 'none'),
  numbers: signs('whole', 'point', 'comma', 'either', 'none'),
  units: count,
  lowest: z.number().optional(),
  highest: z.number().optional(),
});
const readShape = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('csv'),
    encoding: z.enum(ENCODINGS),
    hasMark: z.boolean(),
    separator: z.enum(SEPARATORS),
    isSeparatorSure: z.boolean(),
    look: z.object({
      columns: z.array(columnLookShape).readonly(),
      rows: count,
      emptyRows: count,
      firstRows: z.array(z.array(z.string()).readonly()).readonly(),
    }),
  }),
  z.object({ format: z.literal('bundle'), resources: z.record(z.string(), count) }),
  z.object({ format: z.literal('ndjson'), resources: z.record(z.string(), count) }),
]);
export const importShape = z
  .object({
    id: idShape,
    kind: z.enum(IMPORT_KINDS),
    fileName: z.string(),
    madeAt: instantShape,
    madeBy: z.string(),
    file: z.object({ bytes: count, sha256: z.string() }).optional(),
    trial: z.object({ id: idShape, at: instantShape, counts: countsShape }).optional(),
    imported: z.object({ at: instantShape, by: z.string(), leftOut: count }).optional(),
    takenBack: z.object({ at: instantShape, by: z.string(), because: z.string() }).optional(),
  })
  .meta({ id: 'DataImport', description: 'A file of the past that is brought in, and how far it has come.' });
export const questionsShape = z
  .array(z.object({ rule: z.enum(MAPPING_RULES), column: count.optional(), says: z.string() }))
  .readonly();
/** With how it was read, and what its columns are proposed, or were last settled, to be. */
export const openedShape = z.object({
  import: importShape,
  read: readShape.optional(),
  mapping: mappingSchema.optional(),
  questions: questionsShape.optional(),
});
export const judgedRowShape = z.object({
  row: count,
  verdict: z.enum(ROW_VERDICTS),
  says: z.string(),
  recordNumber: z.string().optional(),
  findings: z
    .array(
      z.object({
        id: z.enum(IMPORT_FINDING_IDS as [string, ...string[]]),
        level: z.enum(['refused', 'repaired', 'here']),
        column: z.string().optional(),
        says: z.string(),
        satisfy: z.string().optional(),
      }),
    )
    .readonly(),
});
export const keptMappingShape = z.object({
  id: idShape,
  kind: z.enum(['patients', 'scores', 'doses']),
  name: z.string(),
  mapping: mappingSchema,
});

/** Of FHIR nothing is to be settled but whether it makes patients. */
export const fhirMapping = (makesPatients: boolean): Mapping => ({ columns: [], fixed: {}, makesPatients });
export const questionsOf = (kind: ImportKind, mapping: Mapping, look: FileLook): readonly MappingQuestion[] =>
  kind === 'fhir' ? [] : mappingQuestions(kind, mapping, look);

export function showImport(one: DataImport, nameOf: (id: string) => string): z.output<typeof importShape> {
  const { read: _read, mapping: _mapping, trial, imported, takenBack, madeBy, ...shown } = one;
  return {
    ...shown,
    madeBy: nameOf(madeBy),
    ...(trial && { trial: { id: trial.id, at: trial.at, counts: trial.counts } }),
    ...(imported && { imported: { ...imported, by: nameOf(imported.by) } }),
    ...(takenBack && { takenBack: { ...takenBack, by: nameOf(takenBack.by) } }),
  };
}

export function openImport(one: DataImport, nameOf: (id: string) => string): z.output<typeof openedShape> {
  const { kind, read, mapping } = one;
  const shown = { import: showImport(one, nameOf), ...(read && { read }) };
  if (read?.format !== 'csv' || kind === 'fhir') return shown;
  // Read anew, or with another separator, it may have other columns than it was tried with.
  const isOfIt =
    mapping?.columns.length === read.look.columns.length &&
    mapping.columns.every(({ header }, at) => header === read.look.columns[at]?.header);
  const settled = isOfIt && mapping ? mapping : proposeMapping(kind, read.look);
  return { ...shown, mapping: settled, questions: mappingQuestions(kind, settled, read.look) };
}
