/** The monthly page as data, CSV and PDF; the registration that it bears; Form 41; patterns of use. */
import {
  clockAt,
  DAY,
  forms41,
  isControlled,
  isMonth,
  later,
  MONTH_TABLES,
  monthCsv,
  type Patterns,
  patternsOf,
  registrantSchema,
} from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { instantShape, problems } from '../shapes.ts';
import { demandNotCounting } from './blind.ts';
import { form41Shape, monthShape, registrantShape, showMonth } from './form-shapes.ts';
import { destroyedIn, readMonth } from './month.ts';
import { monthPdf } from './month-pdf.ts';

const SEES = 'see the inventory';
const tags = ['inventory records'];
const ofMonth = z.strictObject({
  /** "2026-03"; without it, the month that it is at the clinic. */
  month: z.string().refine(isMonth, 'must be a month such as 2026-03').optional(),
});
const patternsShape = z
  .looseObject({
    from: instantShape,
    until: instantShape,
    waste: z.array(z.looseObject({ product: z.string() })).readonly(),
    afterHours: z.array(z.looseObject({})).readonly(),
  })
  .meta({
    id: 'MedicinePatterns',
    description: 'Things to look at, and no accusations; with their intervals and the number of comparisons.',
  }) as unknown as z.ZodType<Patterns>;

export function monthRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const monthOf = (asked: string | undefined, zone: string): string => asked ?? clockAt(now(), zone).slice(0, 7);

  app.get(
    '/api/inventory/month',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'The monthly page: balances that add up, dispensing lines, counts, discrepancies',
        description:
          'Shut while a safe is being counted to those who may count it: it says what the ledger has. Names those patients whose clinical record is open to who asks; the others are `hidden`. Each name that is shown is written to the audit as a look at that patient, here and in the CSV and the PDF.',
        querystring: ofMonth,
        response: { 200: z.object({ page: monthShape }), ...problems(400, 401, 403, 422, 503) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      await demandNotCounting(context, request);
      const month = monthOf(query.month, principal.clinic.zone);
      return { page: showMonth(await readMonth(context, request, month, { isNamed: true })) };
    },
  );

  app.get(
    '/api/inventory/month.csv',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'One table of the monthly page as CSV, amounts in milligrams',
        querystring: ofMonth.extend({ table: z.enum(MONTH_TABLES).default('balances') }),
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      await demandNotCounting(context, request);
      const month = monthOf(query.month, principal.clinic.zone);
      const page = await readMonth(context, request, month, { isNamed: query.table === 'dispensing' });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="medicine-${month}-${query.table}.csv"`)
        .send(monthCsv(page, query.table));
    },
  );

  app.get(
    '/api/inventory/month.pdf',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'The monthly page as a PDF, to be handed to an inspector',
        querystring: ofMonth,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      await demandNotCounting(context, request);
      const month = monthOf(query.month, principal.clinic.zone);
      const pdf = await monthPdf(await readMonth(context, request, month, { isNamed: true }));
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `inline; filename="medicine-${month}.pdf"`)
        .send(Buffer.from(pdf));
    },
  );

  app.get(
    '/api/inventory/forms-41',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'What Form 41 asks of each destruction of a month',
        querystring: ofMonth,
        response: { 200: z.object({ forms: z.array(form41Shape).readonly() }), ...problems(400, 401, 403) },
      },
    },
    async ({ principal: { clinic }, query }) => {
      const [destroyed, registrant] = await Promise.all([
        destroyedIn(store, clinic, monthOf(query.month, clinic.zone)),
        store.months.registrant(clinic.id),
      ]);
      return { forms: forms41(destroyed, registrant, clinic.zone) };
    },
  );

  app.get(
    '/api/inventory/registrant',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'Under whose DEA registration the medicine is kept; null until it was written down',
        response: { 200: z.object({ registrant: registrantShape.nullable() }), ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => ({ registrant: await store.months.registrant(clinic.id) }),
  );

  app.put(
    '/api/inventory/registrant',
    {
      config: { act: 'settle a discrepancy' },
      schema: {
        tags,
        summary: 'Write down under whose DEA registration the medicine is kept',
        body: registrantSchema,
        response: { 200: z.object({ registrant: registrantShape.nullable() }), ...problems(400, 401, 403) },
      },
    },
    async ({ principal: { clinic, practitioner }, body }) => {
      await store.months.saveRegistrant(clinic.id, body, practitioner.id, now());
      return { registrant: await store.months.registrant(clinic.id) };
    },
  );

  app.get(
    '/api/inventory/patterns',
    {
      config: { act: 'see patterns of medicine' },
      schema: {
        tags,
        summary: 'Patterns of waste, of opened and unused containers, of hours and of discrepancies: things to look at',
        querystring: z.strictObject({ days: z.coerce.number().int().min(7).max(731).default(90) }),
        response: { 200: z.object({ patterns: patternsShape }), ...problems(400, 401, 403) },
      },
    },
    async ({ principal: { clinic }, query }) => {
      const until = now();
      const from = later(until, -query.days * DAY);
      const [ledger, discrepancies] = await Promise.all([
        store.months.ledger(clinic.id, from, until),
        store.discrepancies.list(clinic.id, { from, until, most: 5000 }),
      ]);
      const containers = new Map([...ledger.containers].filter(([, { product }]) => isControlled(product)));
      const safes = new Map((await store.inventory.safes(clinic.id)).map(({ id, name }) => [id, name]));
      const products = new Map(ledger.products.map(({ id, name }) => [id, name]));
      const patterns = patternsOf({
        from,
        until,
        zone: clinic.zone,
        movements: ledger.movements.filter(({ container }) => containers.has(container)),
        containers,
        discrepancies: discrepancies.map(({ safe, product }) => ({
          safe: safe && (safes.get(safe) ?? safe),
          product: product && (products.get(product) ?? product),
        })),
      });
      return { patterns };
    },
  );
}
