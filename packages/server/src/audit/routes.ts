/** The audit, for those who answer for privacy: who did what, what of it is unusual, who saw a patient; and its export. */
import { Readable } from 'node:stream';
import { type PlacedAuditEntry, saysOfAPerson, unusual, unusualAmong, whoSaw } from '@holdspace/care';
import type { AuditFilter } from '@holdspace/store';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import type { Clinic } from '../sign-in/principal.ts';
import { dayBounds } from '../today/day-bounds.ts';
import { asAuditEvent } from './fhir.ts';
import { auditEntryShape, checkpointShape, filterQuery, namesShape, whoSawShape } from './shapes.ts';

const tags = ['audit'];
/** Entries on one page. */
const PAGE = 100;
/** Entries that are looked through for what is unusual, or for who saw somebody; more is a narrower question. */
const MOST_LOOKED_THROUGH = 20_000;
/** Entries that leave in one go of an export. */
const EXPORTED_AT_ONCE = 500;

type Query = z.output<typeof filterQuery>;

function filterOf({ patient, practitioner, act, outcome, from, to }: Query, { zone }: Clinic): AuditFilter {
  return {
    patientId: patient,
    practitionerId: practitioner,
    act,
    outcome,
    from: from === undefined ? undefined : dayBounds(from, zone).from,
    to: to === undefined ? undefined : dayBounds(to, zone).to,
  };
}

export function auditRoutes(app: App, context: Context): void {
  const { store, checkpointKeys, now } = context;

  const namesOf = async ({ id }: Clinic, entries: readonly { readonly patientId?: string }[]) => {
    const ids = [...new Set(entries.flatMap(({ patientId }) => patientId ?? []))];
    const found = await Promise.all(ids.map((patientId) => store.patients.find(id, patientId)));
    return Object.fromEntries(found.flatMap((patient) => (patient ? [[patient.id, patient.name]] : [])));
  };
  const lookThrough = async (clinic: Clinic, query: Query) => {
    const entries = await store.audit.latest(clinic.id, filterOf(query, clinic), MOST_LOOKED_THROUGH);
    return { marked: unusualAmong(entries, clinic.zone), isWhole: entries.length < MOST_LOOKED_THROUGH };
  };

  app.get(
    '/api/audit',
    {
      config: { act: 'read the audit' },
      schema: {
        tags,
        summary: 'The audit, the newest first',
        description: `${PAGE} at a time; \`before\` is the \`seq\` of the last that was seen. What is unusual is marked.`,
        querystring: filterQuery.extend({ before: z.coerce.number().int().min(1).optional() }),
        response: {
          200: z.object({
            entries: z.array(auditEntryShape).readonly(),
            patients: namesShape,
            before: z
              .number()
              .int()
              .optional()
              .meta({ description: 'Where the next page begins, where there is one.' }),
          }),
          ...problems(400, 401, 403),
        },
      },
    },
    async ({ principal, query }) => {
      demand(principal, 'read the audit');
      const { clinic } = principal;
      const found = await store.audit.list(clinic.id, { ...filterOf(query, clinic), before: query.before }, PAGE);
      const entries = found.map(({ patientsInTheHour, refusalsInTheHour, ...entry }) => ({
        ...entry,
        unusual: unusual(entry, { zone: clinic.zone, patientsInTheHour, refusalsInTheHour }),
      }));
      const last = entries.at(-1);
      return {
        entries,
        patients: await namesOf(clinic, entries),
        ...(last && entries.length === PAGE && { before: last.seq }),
      };
    },
  );

  app.get(
    '/api/audit/unusual',
    {
      config: { act: 'read the audit' },
      schema: {
        tags,
        summary: 'Access that is out of the common run, the newest first',
        querystring: filterQuery,
        response: {
          200: z.object({
            entries: z.array(auditEntryShape).readonly(),
            patients: namesShape,
            isWhole: z.boolean().meta({ description: 'False where there was more than could be looked through.' }),
            clocksBehind: z
              .number()
              .int()
              .meta({ description: 'Entries whose server’s clock was behind: a matter for operators.' }),
          }),
          ...problems(400, 401, 403),
        },
      },
    },
    async ({ principal, query }) => {
      demand(principal, 'read the audit');
      const { clinic } = principal;
      const { marked, isWhole } = await lookThrough(clinic, query);
      const entries = marked
        .filter((entry) => entry.unusual.some(saysOfAPerson))
        .reverse()
        .slice(0, PAGE);
      const clocksBehind = marked.filter(({ clockBehind }) => clockBehind !== undefined).length;
      return { entries, patients: await namesOf(clinic, entries), isWhole, clocksBehind };
    },
  );

  app.get(
    '/api/audit/people',
    {
      config: { act: 'read the audit' },
      schema: {
        tags,
        summary: 'Who saw a patient, and should they have? A row for each person',
        querystring: filterQuery,
        response: {
          200: z.object({ people: z.array(whoSawShape).readonly(), isWhole: z.boolean() }),
          ...problems(400, 401, 403),
        },
      },
    },
    async ({ principal, query }) => {
      demand(principal, 'read the audit');
      const { marked, isWhole } = await lookThrough(principal.clinic, query);
      return { people: whoSaw(marked), isWhole };
    },
  );

  app.get(
    '/api/audit/export',
    {
      config: { act: 'export' },
      schema: {
        tags,
        summary: 'The audit as FHIR R4 AuditEvent, a line each, the newest first',
        querystring: filterQuery,
        produces: ['application/fhir+ndjson'],
      },
    },
    ({ principal, query }, reply) => {
      demand(principal, 'export');
      const { clinic } = principal;
      const filter = filterOf(query, clinic);
      async function* lines() {
        let before: number | undefined;
        for (;;) {
          const page: readonly PlacedAuditEntry[] = (
            await store.audit.latest(clinic.id, { ...filter, before }, EXPORTED_AT_ONCE)
          ).toReversed();
          for (const entry of page) yield `${JSON.stringify(asAuditEvent(entry, clinic))}\n`;
          if (page.length < EXPORTED_AT_ONCE) return;
          before = page.at(-1)?.seq;
        }
      }
      return reply
        .header('content-type', 'application/fhir+ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.ndjson"')
        .send(Readable.from(lines()));
    },
  );

  app.get(
    '/api/audit/checkpoints',
    {
      config: { act: 'read the audit' },
      schema: {
        tags,
        summary: 'Signed checkpoints of the audit, to be kept outside, the newest first',
        response: { 200: z.object({ checkpoints: z.array(checkpointShape).readonly() }), ...problems(401, 403) },
      },
    },
    async ({ principal }) => {
      demand(principal, 'read the audit');
      const { id, slug } = principal.clinic;
      return { checkpoints: await store.audit.checkpoints(id, slug, PAGE) };
    },
  );

  app.post(
    '/api/audit/checkpoints',
    {
      config: { act: 'read the audit' },
      schema: {
        tags,
        summary: 'Sign where the audit stands now',
        body: z.strictObject({}),
        response: { 201: z.object({ checkpoint: checkpointShape }), ...problems(400, 401, 403, 404) },
      },
    },
    async ({ principal }, reply) => {
      demand(principal, 'read the audit');
      const { clinic } = principal;
      if (!checkpointKeys) throw new Problem('not-found', 'This server has no key to sign checkpoints with.');
      const made = await store.audit.checkpoint(checkpointKeys, clinic, now());
      const checkpoint = made ?? (await store.audit.checkpoints(clinic.id, clinic.slug, 1))[0];
      if (!checkpoint) throw new Problem('not-found', 'The audit of this clinic is empty yet.');
      reply.code(201);
      return { checkpoint };
    },
  );
}
