/** What a dry run said of every row: a page at a time, and as a file that no spreadsheet takes for formulas. */
import { Readable } from 'node:stream';
import { csvOf, IMPORT_FINDINGS, type JudgedRow } from '@holdspace/care';
import type { DataImport } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { problems } from '../shapes.ts';
import { demandImport } from './routes.ts';
import { judgedRowShape } from './shapes.ts';

const ACT = 'import records';
const tags = ['import'];
const A_PAGE = 50;
const which = z.enum(['all', 'ready', 'here', 'refused', 'repaired']).default('all');

const HEADER = ['row', 'verdict', 'record_number', 'brings', 'finding', 'kind', 'column', 'what', 'what_to_do'];
/** A line for each thing that was found of a row; of a row of which nothing was found, one. */
const linesOf = ({ row, verdict, recordNumber = '', says, findings }: JudgedRow) => {
  const about = [row, verdict, recordNumber, says];
  return findings.length === 0
    ? [[...about, '', '', '', '', '']]
    : findings.map((one) => [
        ...about,
        one.id,
        one.level,
        one.column ?? '',
        `${IMPORT_FINDINGS[one.id].title}. ${one.says}`,
        one.satisfy ?? '',
      ]);
};

export function importRowRoutes(app: App, context: Context): void {
  const { store } = context;
  const trialOf = ({ id, trial }: DataImport) => trial && { importId: id, trialId: trial.id };

  app.get(
    '/api/imports/:id/rows',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Rows as the dry run judged them, from one row on',
        params: oneId,
        querystring: z.strictObject({ which, after: z.coerce.number().int().min(0).max(10_000_000).default(0) }),
        response: {
          200: z.object({
            rows: z.array(judgedRowShape).readonly(),
            /** From where the next page goes on; absent on the last. */
            next: z.number().int().optional(),
          }),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const trial = trialOf(await demandImport(context, request));
      if (!trial) return { rows: [] };
      const { after } = request.query;
      const asked = { ...trial, which: request.query.which, after, most: A_PAGE + 1 };
      const rows = await store.imports.rows.page(request.principal.clinic.id, asked);
      const shown = rows.slice(0, A_PAGE);
      const last = shown.at(-1);
      return { rows: shown, ...(rows.length > A_PAGE && last && { next: last.row }) };
    },
  );

  app.get(
    '/api/imports/:id/rows.csv',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'The same as a file, whole',
        params: oneId,
        querystring: z.strictObject({ which }),
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const trial = trialOf(await demandImport(context, request));
      const { id: clinicId } = request.principal.clinic;
      async function* text() {
        yield csvOf([HEADER]);
        if (!trial) return;
        for await (const rows of store.imports.rows.all(clinicId, { ...trial, which: request.query.which }))
          yield csvOf(rows.flatMap(linesOf));
      }
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="dry-run.csv"')
        .send(Readable.from(text(), { objectMode: false }));
    },
  );
}
