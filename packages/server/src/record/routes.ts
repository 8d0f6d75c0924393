/** The record of a session: as data, and as a PDF. */
import { fold, recordOf, type SessionEvent, type SessionRecord, vitalSignsChart } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { recordPdf } from './pdf.ts';

const recordShape = z
  .looseObject({
    title: z.string(),
    status: z.string(),
    sections: z.array(z.looseObject({ title: z.string() })).readonly(),
  })
  .meta({
    id: 'SessionRecord',
    description: 'The chart of a session: figures, sections of rows, vital signs, signatures.',
  }) as unknown as z.ZodType<SessionRecord>;

export function recordRoutes(app: App, { store, protocols }: Context): void {
  /** What a session’s record is made from. Throws 404, and 409 where the session has not been planned. */
  const readingOf = async (clinicId: string, id: string) => {
    const head = await store.sessions.head(clinicId, id);
    if (!head) throw notFound('session');
    const shelved = await protocols.find(clinicId, head.protocolId, head.protocolVersion);
    if (!shelved) throw new Error('a session without its protocol');
    const events = (await store.sessions.events(clinicId, id)) as readonly SessionEvent[];
    if (events.length === 0) throw new Problem('stale', 'This session has no entries yet, so it has no record.');
    return { events, protocol: shelved.protocol, record: recordOf(shelved.protocol, events) };
  };

  app.get(
    '/api/sessions/:id/record',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'The chart of a session',
        params: oneId,
        response: { 200: recordShape, ...problems(401, 404, 409) },
      },
    },
    async ({ principal, params }) => (await readingOf(principal.clinic.id, params.id)).record,
  );

  app.get(
    '/api/sessions/:id/record.pdf',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'The chart of a session as a PDF',
        params: oneId,
        produces: ['application/pdf'],
      },
    },
    async ({ principal, params }, reply) => {
      const { events, protocol, record } = await readingOf(principal.clinic.id, params.id);
      const state = fold(events);
      const until = state.endedAt ?? events.at(-1)?.at;
      const pdf = await recordPdf(record, until ? vitalSignsChart(protocol, state, until) : '');
      return reply
        .header('content-type', 'application/pdf')
        .header(
          'content-disposition',
          `inline; filename="session-${record.patient.recordNumber.replace(/[^A-Za-z0-9-]/g, '_')}.pdf"`,
        )
        .send(Buffer.from(pdf));
    },
  );
}
