/** What is kept of an import, beside its file and its rows. */
import type { Encoding, FileLook, ImportKind, Instant, Mapping, Separator, TrialCounts } from '@holdspace/care';

/** How a file was read, and what a first look through it found. */
export type FileRead =
  | {
      readonly format: 'csv';
      readonly encoding: Encoding;
      readonly hasMark: boolean;
      readonly separator: Separator;
      readonly isSeparatorSure: boolean;
      readonly look: FileLook;
    }
  | { readonly format: 'bundle' | 'ndjson'; readonly resources: Readonly<Record<string, number>> };

export interface DataImport {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** Absent until all of the file is there. */
  readonly file?: { readonly bytes: number; readonly sha256: string };
  /** Absent until it was looked through. */
  readonly read?: FileRead;
  /** As it was tried last. */
  readonly mapping?: Mapping;
  readonly trial?: {
    readonly id: string;
    readonly at: Instant;
    /** Of every row's verdict, in words: what is imported comes to the same. */
    readonly digest: string;
    readonly counts: TrialCounts;
  };
  readonly imported?: { readonly at: Instant; readonly by: string; readonly leftOut: number };
  readonly takenBack?: { readonly at: Instant; readonly by: string; readonly because: string };
}
/** What of it is sealed. */
export type SealedOfImport = Pick<DataImport, 'fileName' | 'read' | 'mapping'> & { readonly because?: string };

export interface KeptMapping {
  readonly id: string;
  readonly kind: Exclude<ImportKind, 'fhir'>;
  readonly name: string;
  readonly mapping: Mapping;
}
