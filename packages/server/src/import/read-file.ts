/**
 * A file read as a stream: its letters, its separator, its rows, or its FHIR resources. Nothing of it is held but one piece
 * and one record, and a file of too many rows is refused at the row at which it has too many.
 */
import { Readable } from 'node:stream';
import {
  createEncodingReader,
  createLook,
  type Encoding,
  IMPORT_LIMITS,
  type ImportFileRefusal,
  type ImportKind,
  isEmptyRow,
  isResource,
  type Separator,
  separatorOf,
  tooManyBytes,
  tooManyRows,
} from '@holdspace/care';
import type { FileRead } from '@holdspace/store';
import { CsvError, parse } from 'csv-parse';

/** A file that cannot be read as a whole: which rule, and what to do. */
export class FileRefused extends Error {
  readonly refusal: ImportFileRefusal;
  constructor(refusal: ImportFileRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}
const refuse = (rule: string, message: string, satisfy: string) => new FileRefused({ rule, message, satisfy });

export type Bytes = () => AsyncIterable<Uint8Array>;
/** As much of the beginning as tells the separator. */
const BEGINNING = 64 * 1024;

async function encodingOf(bytes: Bytes): Promise<{ encoding: Encoding; hasMark: boolean }> {
  const reader = createEncodingReader();
  for await (const piece of bytes()) reader.add(piece);
  const told = reader.told();
  if (!told.known) throw new FileRefused(told.because);
  return told;
}

/** Its letters, a piece at a time, without the mark. */
async function* textOf(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytes()) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
  const last = decoder.decode();
  if (last !== '') yield last;
}

async function* recordsOf(bytes: Bytes, encoding: Encoding, separator: Separator): AsyncGenerator<readonly string[]> {
  const source = Readable.from(textOf(bytes, encoding));
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: IMPORT_LIMITS.mostRecordLetters,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const cells of parser) yield cells as readonly string[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines ?? 0;
    throw error.code === 'CSV_MAX_RECORD_SIZE'
      ? refuse(
          'record-too-long',
          `The record that ends at line ${line} has more than ${IMPORT_LIMITS.mostRecordLetters} letters.`,
          'A quotation mark may be missing where a cell ends; or another separator is meant.',
        )
      : refuse(
          'quotes-broken',
          `At line ${line} a quotation mark stands where none can be, or is missing.`,
          'Within a cell in quotation marks, a quotation mark is written twice. Put it right, and bring the file anew.',
        );
  } finally {
    source.destroy();
    parser.destroy();
  }
}

const EMPTY = 'There is no row in this file beside its header.';
async function lookAtCsv(bytes: Bytes, chosen: Separator | undefined): Promise<FileRead> {
  const { encoding, hasMark } = await encodingOf(bytes);
  let beginning = '';
  let isWhole = true;
  for await (const text of textOf(bytes, encoding)) {
    beginning += text;
    if (beginning.length < BEGINNING) continue;
    isWhole = false;
    break;
  }
  const told = separatorOf(beginning, isWhole);
  const separator = chosen ?? told.separator;
  let look: ReturnType<typeof createLook> | undefined;
  let rows = 0;
  for await (const cells of recordsOf(bytes, encoding, separator)) {
    if (!look) {
      if (cells.length > IMPORT_LIMITS.mostColumns)
        throw refuse(
          'too-many-columns',
          `This file has ${cells.length} columns; ${IMPORT_LIMITS.mostColumns} is the most that one import takes.`,
          'Leave out the columns that are not brought.',
        );
      look = createLook(cells.map((cell) => cell.trim()));
      continue;
    }
    rows += 1;
    const tooMany = tooManyRows(rows);
    if (tooMany) throw new FileRefused(tooMany);
    look.add(cells);
  }
  const found = look?.told();
  if (!found || found.rows === 0)
    throw refuse('no-rows', EMPTY, 'The first line names the columns; the rows follow below it.');
  return {
    format: 'csv',
    encoding,
    hasMark,
    separator,
    isSeparatorSure: chosen !== undefined || told.isSure,
    look: found,
  };
}

/** Rows as they are counted on the screen: from 1, those that are empty among them. */
export async function* csvRows(
  bytes: Bytes,
  { encoding, separator }: Extract<FileRead, { format: 'csv' }>,
): AsyncGenerator<{ readonly row: number; readonly cells: readonly string[] }> {
  let row = 0;
  let isHeader = true;
  for await (const cells of recordsOf(bytes, encoding, separator)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    row += 1;
    if (!isEmptyRow(cells)) yield { row, cells };
  }
}

export interface FhirRow {
  readonly row: number;
  /** Absent where it is no JSON, or no resource. */
  readonly resource?: Readonly<Record<string, unknown>>;
  readonly fullUrl?: string;
}

async function* lines(bytes: Bytes): AsyncGenerator<string> {
  let waiting = '';
  for await (const text of textOf(bytes, 'utf-8')) {
    const parts = (waiting + text).split('\n');
    waiting = parts.pop() ?? '';
    if (waiting.length > IMPORT_LIMITS.mostRecordLetters)
      throw refuse(
        'record-too-long',
        `A line has more than ${IMPORT_LIMITS.mostRecordLetters} letters.`,
        'In NDJSON one resource stands on one line.',
      );
    yield* parts;
  }
  yield waiting;
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Every resource, in the order of the file. */
export async function* fhirRows(bytes: Bytes, format: 'bundle' | 'ndjson'): AsyncGenerator<FhirRow> {
  if (format === 'ndjson') {
    let row = 0;
    for await (const line of lines(bytes)) {
      if (line.trim() === '') continue;
      row += 1;
      const resource = parsed(line);
      yield isResource(resource) ? { row, resource } : { row };
    }
    return;
  }
  const entries = (await bundleIn(bytes)).entry;
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const { resource, fullUrl } = (entry ?? {}) as { resource?: unknown; fullUrl?: unknown };
    const url = typeof fullUrl === 'string' ? { fullUrl } : {};
    yield isResource(resource) ? { row: index + 1, resource, ...url } : { row: index + 1 };
  }
}

async function bundleIn(bytes: Bytes): Promise<Readonly<Record<string, unknown>>> {
  let size = 0;
  let text = '';
  const counted = async function* () {
    for await (const piece of bytes()) {
      size += piece.length;
      const tooLarge = tooManyBytes(size, IMPORT_LIMITS.mostBundleBytes);
      if (tooLarge) throw new FileRefused(tooLarge);
      yield piece;
    }
  };
  for await (const piece of textOf(counted, 'utf-8')) text += piece;
  const bundle = parsed(text);
  if (!isResource(bundle) || bundle.resourceType !== 'Bundle')
    throw refuse(
      'not-fhir',
      'This is neither a FHIR Bundle nor NDJSON of FHIR resources.',
      'Bring a Bundle as JSON, or resources one a line.',
    );
  return bundle;
}

/** NDJSON where the first line is a resource by itself; a Bundle otherwise. */
async function formatOf(bytes: Bytes): Promise<'bundle' | 'ndjson'> {
  let first = '';
  for await (const text of textOf(bytes, 'utf-8')) {
    first += text;
    if (first.trimStart().includes('\n') || first.length > IMPORT_LIMITS.mostRecordLetters) break;
  }
  const resource = parsed(first.trimStart().split('\n')[0] ?? '');
  return isResource(resource) && resource.resourceType !== 'Bundle' ? 'ndjson' : 'bundle';
}

async function lookAtFhir(bytes: Bytes): Promise<FileRead> {
  const { encoding } = await encodingOf(bytes);
  if (encoding !== 'utf-8')
    throw refuse('not-fhir', 'FHIR is written as UTF-8, and this file is not.', 'Export it anew as UTF-8.');
  const format = await formatOf(bytes);
  const resources: Record<string, number> = {};
  let rows = 0;
  for await (const { resource } of fhirRows(bytes, format)) {
    rows += 1;
    const tooMany = tooManyRows(rows);
    if (tooMany) throw new FileRefused(tooMany);
    const type = typeof resource?.resourceType === 'string' ? resource.resourceType.slice(0, 64) : 'no resource';
    resources[type] = (resources[type] ?? 0) + 1;
  }
  if (rows === 0) throw refuse('no-rows', 'There is no resource in this file.', 'Export it anew.');
  return { format, resources };
}

/** A first look through all of it. Throws `FileRefused` where it cannot be read. */
export const lookThrough = (kind: ImportKind, bytes: Bytes, separator?: Separator): Promise<FileRead> =>
  kind === 'fhir' ? lookAtFhir(bytes) : lookAtCsv(bytes, separator);
