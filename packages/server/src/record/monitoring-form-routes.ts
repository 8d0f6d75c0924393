/** The data of the REMS Patient Monitoring Form of a session with esketamine nasal spray. */
import {
  dateTimeIn,
  MONITORING_FORM_SOURCES,
  type MonitoringForm,
  missingOf,
  monitoringFormOf,
  monitoringSheet,
  needsMonitoringForm,
  type SessionEvent,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandSession } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { monitoringFormPdf } from './monitoring-form-pdf.ts';
import { inFileName, outgoing, takenOut } from './taken-out.ts';

const formShape = z.looseObject({ title: z.string(), attention: z.array(z.string()).readonly() }).meta({
  id: 'MonitoringForm',
  description:
    'Each field is `{known: true, value}` or `{known: false, empty, because}`; `empty` is `not_yet`, `not_recorded` or `by_hand`.',
}) as unknown as z.ZodType<MonitoringForm>;
const rowShape = z.object({
  label: z.string(),
  value: z.string().optional(),
  empty: z.string().optional(),
  asksYesNo: z.literal(true).optional(),
  isMissing: z.literal(true).optional(),
});
const sectionShape = z.object({ id: z.string(), title: z.string(), rows: z.array(rowShape).readonly() });
const sourceShape = z.object({
  citation: z.string(),
  url: z.string().optional(),
  checked: z.object({ how: z.enum(['verified', 'background']), on: z.string(), note: z.string().optional() }),
});

export function monitoringFormRoutes(app: App, context: Context): void {
  const { store, protocols, now } = context;

  /** Throws 403, 404 where the session asks for no form, and 409 where it has not been planned. */
  const readingOf = async (request: FastifyRequest, id: string) => {
    const { clinic } = request.principal;
    const head = await demandSession(context, request, 'see a session', id);
    const shelved = await protocols.find(clinic.id, head.protocolId, head.protocolVersion);
    if (!shelved) throw new Error('a session without its protocol');
    if (!needsMonitoringForm(shelved.protocol))
      throw new Problem(
        'not-found',
        'This session is not with esketamine nasal spray, so no monitoring form is asked for.',
      );
    const events = (await store.sessions.events(clinic.id, id)) as readonly SessionEvent[];
    if (events.length === 0) throw new Problem('stale', 'This session has no entries yet, so it has no form.');
    const form = monitoringFormOf(shelved.protocol, events, { name: clinic.name });
    const sheet = monitoringSheet(form);
    return { head, form, sheet, missing: missingOf(sheet) };
  };

  app.get(
    '/api/sessions/:id/monitoring-form',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'The data of the REMS Patient Monitoring Form, for esketamine nasal spray',
        description:
          'Made from the session’s log. What the log does not hold is left empty with the reason: `missing` names what somebody could have recorded; the rest a hand fills in. Sending the form stays the clinic’s act. 404 for a session with anything else.',
        params: oneId,
        response: {
          200: z.object({
            form: formShape,
            sheet: z.array(sectionShape).readonly().meta({ description: 'The same as rows to read or print.' }),
            missing: z.array(z.string()).readonly(),
            sources: z.array(sourceShape).readonly(),
          }),
          ...problems(401, 403, 404, 409),
        },
      },
    },
    async (request) => {
      const { form, sheet, missing } = await readingOf(request, request.params.id);
      return { form, sheet, missing, sources: MONITORING_FORM_SOURCES };
    },
  );

  app.get(
    '/api/sessions/:id/monitoring-form.pdf',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'The monitoring form as a PDF, with lines and boxes where a hand completes it',
        description: 'Written into the accounting of disclosures, as the PDF of the record is.',
        params: oneId,
        querystring: outgoing,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { head, form, sheet, missing } = await readingOf(request, request.params.id);
      const { isFlagged } = await takenOut(context, request, head, request.query);
      const pdf = await monitoringFormPdf(form, sheet, missing, {
        madeAt: dateTimeIn(form.zone, now()),
        isPart2: isFlagged,
      });
      return reply
        .header('content-type', 'application/pdf')
        .header(
          'content-disposition',
          `inline; filename="monitoring-form-${inFileName(form.patient.recordNumber)}.pdf"`,
        )
        .send(Buffer.from(pdf));
    },
  );
}
