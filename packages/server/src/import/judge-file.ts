/** A whole file judged row by row, for the dry run and, alike, for the import itself. */
import { createHash } from 'node:crypto';
import {
  type Brought,
  createRowReader,
  createTrial,
  type ImportKind,
  type JudgedRow,
  type KnownHere,
  type Mapping,
  type PatientTold,
  type ReadingAt,
  type ReadRow,
  readFhirPatient,
  readResource,
  referencesTo,
  type TrialCounts,
} from '@holdspace/care';
import type { FileRead } from '@holdspace/store';
import { type Bytes, csvRows, fhirRows } from './read-file.ts';

export interface FileToJudge {
  readonly kind: ImportKind;
  readonly read: FileRead;
  /** Of FHIR there are no columns: whether it makes patients alone counts. */
  readonly mapping: Mapping;
  readonly at: ReadingAt;
}

async function* rowsRead(bytes: Bytes, { kind, read, mapping, at }: FileToJudge): AsyncGenerator<ReadRow> {
  if (read.format === 'csv') {
    if (kind === 'fhir') throw new Error('FHIR that was read as CSV');
    const readRow = createRowReader(kind, mapping, at);
    for await (const { row, cells } of csvRows(bytes, read)) yield readRow(row, cells);
    return;
  }
  const { format } = read;
  // Whom a resource is about may stand behind it.
  const patients = new Map<string, PatientTold>();
  for await (const { resource, fullUrl } of fhirRows(bytes, format)) {
    if (resource?.resourceType !== 'Patient') continue;
    const { patient } = readFhirPatient(resource, at);
    if (patient) for (const reference of referencesTo(resource, fullUrl)) patients.set(reference, patient);
  }
  for await (const { row, resource } of fhirRows(bytes, format)) yield readResource(row, resource, patients, at);
}

export interface FileJudged {
  /** In the order of the file; once. */
  rows(): AsyncGenerator<{ readonly judged: JudgedRow; readonly brings?: Brought }>;
  /** Once all rows were judged. */
  counts(): TrialCounts;
  /** The same wherever every row came to the same. */
  digest(): string;
}

export function judgeFile(bytes: Bytes, file: FileToJudge, known: KnownHere): FileJudged {
  const trial = createTrial(known, { makesPatients: file.mapping.makesPatients || file.kind === 'patients' });
  const hash = createHash('sha256');
  return {
    async *rows() {
      for await (const read of rowsRead(bytes, file)) {
        const judgement = trial.judge(read);
        const { row, verdict, says, findings } = judgement.judged;
        hash.update(`${row} ${verdict} ${says} ${findings.map((one) => `${one.id} ${one.says}`).join('; ')}\n`);
        yield judgement;
      }
    },
    counts: trial.counts,
    digest: () => hash.copy().digest('hex'),
  };
}
