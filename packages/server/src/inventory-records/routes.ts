/** The records that an inspector asks for, over any days: as data, as CSV and as PDF, the same lines in each. */
import {
  boundsOfDays,
  dayAt,
  daySchema,
  linesIn,
  RECORD_KINDS,
  RECORDS,
  type RecordPaper,
  recordCsv,
  twoYearsBefore,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandHolding } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { demandNotCounting } from '../counts/blind.ts';
import { anyId } from '../fields.ts';
import { badField } from '../problem.ts';
import { instantShape, problems } from '../shapes.ts';
import { MOST_ON_PAPER, recordPaperPdf } from './pdf.ts';
import { readRecord, type Span } from './read.ts';

const SEES = 'see the inventory';
const tags = ['inventory records'];
const asked = z.strictObject({
  record: z.enum(RECORD_KINDS),
  /** The first day by the clinic's clock; without it two years before the last. */
  from: daySchema.optional(),
  /** The last day; without it today. */
  to: daySchema.optional(),
  /** One count by itself, whenever it was: of `inventories` and `counts`. */
  count: anyId.optional(),
  /** One discrepancy by itself: of `thefts_and_losses`. */
  discrepancy: anyId.optional(),
});
type Query = z.output<typeof asked>;
const columnShape = z.object({
  key: z.string(),
  title: z.string(),
  as: z.enum(['number', 'moment']).optional(),
  isUnder: z.literal(true).optional(),
});
const cellsShape = z.array(z.union([z.string(), z.number(), z.null()])).readonly();
const paperShape = z
  .looseObject({
    kind: z.enum(RECORD_KINDS),
    title: z.string(),
    rule: z.string(),
    madeAt: instantShape,
    facts: z.array(columnShape).readonly(),
    columns: z.array(columnShape).readonly(),
    parts: z
      .array(
        z.looseObject({
          title: z.string().nullable(),
          facts: cellsShape,
          nothing: z.string().optional(),
          lines: z.array(z.looseObject({ cells: cellsShape })).readonly(),
          missing: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    notes: z.array(z.string()).readonly(),
  })
  .meta({
    id: 'InventoryRecord',
    description: 'A record of the ledger: parts with facts above lines, the cells in the order of its columns.',
  }) as unknown as z.ZodType<RecordPaper>;
const description =
  'Shut while a safe is being counted to those who may count it. `dispensing` and `recalls` name those patients whose clinical record is open to who asks; each name that is shown is written to the audit as a look at that patient. `thefts_and_losses` is open to who may report one.';

export function inventoryRecordRoutes(app: App, context: Context): void {
  const { store, now } = context;

  function spanOf({ from, to, count, discrepancy }: Query, zone: string): Span & { days: RecordPaper['days'] } {
    if (count) return { count, days: null };
    if (discrepancy) return { discrepancy, days: null };
    const last = to ?? dayAt(now(), zone);
    const first = from ?? twoYearsBefore(last);
    if (first > last) throw badField('from', 'from-before-to', `The first day, ${first}, is after the last, ${last}.`);
    return { ...boundsOfDays(first, last, zone), days: { from: first, to: last } };
  }

  const paperOf = async (request: FastifyRequest, query: Query): Promise<RecordPaper> => {
    const { clinic } = request.principal;
    if (query.record === 'thefts_and_losses') demandHolding(request, 'settle a discrepancy', {});
    if (query.record === 'discrepancies') demandHolding(request, 'see discrepancies', {});
    await demandNotCounting(context, request);
    const { days, ...span } = spanOf(query, clinic.zone);
    const [table, registrant] = await Promise.all([
      readRecord(query.record, { context, request, span }),
      store.months.registrant(clinic.id),
    ]);
    const { title, rule } = RECORDS[query.record];
    const { name, zone } = clinic;
    return { kind: query.record, title, rule, clinic: name, zone, registrant, days, madeAt: now(), ...table };
  };
  const fileName = ({ kind, days, madeAt, zone }: RecordPaper): string =>
    `medicine-${kind.replaceAll('_', '-')}-${days ? `${days.from}-to-${days.to}` : dayAt(madeAt, zone)}`;

  app.get(
    '/api/inventory/records',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'A record of the ledger over any days: receipts, dispensing, waste, inventories and the others',
        description,
        querystring: asked,
        response: { 200: z.object({ paper: paperShape }), ...problems(400, 401, 403, 404, 422, 503) },
      },
    },
    async (request) => ({ paper: await paperOf(request, request.query) }),
  );

  app.get(
    '/api/inventory/records.csv',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'The same as CSV: a line for each line, what stands above it repeated, moments in UTC',
        description,
        querystring: asked,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const paper = await paperOf(request, request.query);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileName(paper)}.csv"`)
        .send(recordCsv(paper));
    },
  );

  app.get(
    '/api/inventory/records.pdf',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'The same as a PDF, to be handed to an inspector',
        description,
        querystring: asked,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const paper = await paperOf(request, request.query);
      const lines = linesIn(paper);
      if (lines > MOST_ON_PAPER)
        throw badField(
          'from',
          'too-many-lines',
          `This record has ${lines.toLocaleString('en-US')} lines, and a PDF holds ${MOST_ON_PAPER.toLocaleString('en-US')}. Choose fewer days and take it in parts, or take the CSV.`,
        );
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `inline; filename="${fileName(paper)}.pdf"`)
        .send(Buffer.from(await recordPaperPdf(paper)));
    },
  );
}
