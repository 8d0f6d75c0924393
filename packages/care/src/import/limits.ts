/** How much one import takes. Larger sources come in parts, each of which is whole or not at all. A choice of this product. */
export const IMPORT_LIMITS = {
  mostRows: 200_000,
  mostBytes: 64 * 1024 * 1024,
  /** A FHIR Bundle is one JSON text and is read whole; as NDJSON the same is read line by line. */
  mostBundleBytes: 16 * 1024 * 1024,
  mostColumns: 200,
  /** Letters in one cell, and in one record of a file. */
  mostLetters: 4_000,
  mostRecordLetters: 200_000,
} as const;

const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const megabytes = (bytes: number): string => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;

export const SAY_LIMITS = `up to ${thousands(IMPORT_LIMITS.mostRows)} rows and ${megabytes(IMPORT_LIMITS.mostBytes)} in one file`;

export interface ImportFileRefusal {
  readonly rule: string;
  readonly message: string;
  /** What to do next. */
  readonly satisfy: string;
}
export const tooManyBytes = (bytes: number, most: number = IMPORT_LIMITS.mostBytes): ImportFileRefusal | undefined =>
  bytes <= most
    ? undefined
    : {
        rule: 'file-too-large',
        message: `This file has more than ${megabytes(most)}${bytes < Number.MAX_SAFE_INTEGER && bytes > most * 1.02 ? ` (${megabytes(bytes)})` : ''}; ${megabytes(most)} is the most that one import takes.`,
        satisfy:
          most === IMPORT_LIMITS.mostBundleBytes
            ? 'Send the resources as NDJSON, one a line, or in several Bundles.'
            : 'Cut it into several files, each with its header line, and bring them one after another: what is here already is known again.',
      };
export const tooManyRows = (rows: number): ImportFileRefusal | undefined =>
  rows <= IMPORT_LIMITS.mostRows
    ? undefined
    : {
        rule: 'too-many-rows',
        message: `This file has more than ${thousands(IMPORT_LIMITS.mostRows)} rows, the most that one import takes; it was read no further.`,
        satisfy:
          'Cut it into several files, each with its header line, and bring them one after another: what is here already is known again.',
      };
