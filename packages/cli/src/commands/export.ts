/** `holdspace export`: a clinic's records in columns, by pseudonym, for its own tools. */
import { instant } from '@holdspace/care';
import {
  createOutcomes,
  DATES,
  type Dates,
  type ExportFormat,
  exportCopy,
  FORMATS,
  FolderTakenError,
} from '@holdspace/outcomes';
import { consentingPatients } from '@holdspace/server';
import { audited } from '../audited.ts';
import { open } from '../opened.ts';
import { CannotError, readSettings, UsageError } from '../settings.ts';
import { stopAsked } from '../stop.ts';
import { type Asked, answer } from './answer.ts';

export interface ExportFlags extends Asked {
  readonly format: string;
  readonly clinic?: string;
  readonly into: string;
  readonly deidentified?: boolean;
  /** How days and moments are told; of a de-identified export alone. */
  readonly dates: string;
}

/** Brings the copy up to date first, and writes no row that the audit does not know of. */
export async function exportRecords(asked: ExportFlags): Promise<void> {
  const format = asked.format as ExportFormat;
  if (!FORMATS.includes(format)) throw new UsageError(`--format is one of ${FORMATS.join(', ')}.`);
  const dates = asked.dates as Dates;
  if (!DATES.includes(dates)) throw new UsageError(`--dates is one of ${DATES.join(', ')}.`);
  if (dates !== 'days' && !asked.deidentified) throw new UsageError('--dates goes with --deidentified.');
  const settings = readSettings(asked);
  const opened = await open(settings);
  const { store } = opened;
  const outcomes = createOutcomes({ store, folder: settings.folder });
  try {
    const clinics = await store.clinics.addresses();
    const found = clinics.filter(({ slug }) => asked.clinic === undefined || slug === asked.clinic);
    const [clinic] = found;
    if (!clinic)
      throw new CannotError(asked.clinic ? `There is no clinic ${asked.clinic} here.` : 'There is no clinic here yet.');
    if (found.length > 1)
      throw new UsageError(
        `There are several clinics here. Choose one: --clinic ${found.map(({ slug }) => slug).join(' | ')}`,
      );
    if (!(await outcomes.refresh(clinic.id, instant(Date.now()))))
      throw new CannotError('The copy is being refreshed by somebody else. Try again in a minute.');
    const deidentifying = asked.deidentified && {
      dates,
      consenting: await consentingPatients(store, clinic.id),
      shiftNumberOf: await store.feed.shiftNumbers(clinic.id),
    };
    const how = `--format ${format}${deidentifying ? ` --deidentified --dates ${dates}` : ''}`;
    const dictionary = await unlessStopped((signal) =>
      exportCopy({
        folder: outcomes.folderOf(clinic.id),
        format,
        into: asked.into,
        signal,
        ...(deidentifying && { deidentifying }),
        beforeItIsWritten: () =>
          audited(store, clinic.id, { act: 'export', what: `holdspace export ${how}`, target: clinic.id }),
      }),
    );
    if (!dictionary) throw new Error('a copy that was just refreshed is not there');
    const rows = Object.fromEntries(dictionary.tables.map(({ name, rows }) => [name, rows]));
    answer(
      asked,
      { clinic: clinic.slug, format, into: asked.into, madeAt: dictionary.madeAt, rows },
      [
        ...dictionary.tables.map(({ file, rows }) => `${file}: ${rows} rows`),
        `Written to ${asked.into}, with dictionary.json and DICTIONARY.md beside them. ${deidentifying ? 'What was done to each column, how many are in it and how alike they are stands in the dictionary: read it before you hand anything over.' : 'It bears pseudonyms and the days as they were: keep it as you keep records.'}`,
      ].join('\n'),
    );
  } catch (error) {
    if (error instanceof FolderTakenError) throw new CannotError(error.message);
    throw error;
  } finally {
    await outcomes.close();
    await opened.close();
  }
}

async function unlessStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = stopAsked();
  const stopping = new AbortController();
  void stop.asked.then(() => stopping.abort());
  try {
    return await work(stopping.signal);
  } catch (error) {
    if (stop.isAsked()) throw new CannotError('Stopped. Nothing is left of the export.', { cause: error });
    throw error;
  } finally {
    stop.forget();
  }
}
