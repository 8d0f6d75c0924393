/** Coming in as a reader, with a link and a code, and leaving. */
import { DAY, later } from '@holdspace/care';
import type { ReaderKind } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { problems } from '../shapes.ts';
import { patientOf } from '../sign-in/portal-principal.ts';
import {
  demandReader,
  hashesOf,
  hashOfReaderSession,
  newReaderSession,
  READER_COOKIE,
  READER_COOKIE_PATH,
  readerCookieOf,
} from './reader.ts';

/** A patient's reading lasts a day; a member outside comes back within a month, never beyond the patient's consent. */
const DAYS = { patient: 1, outside: 30 } as const;

export function readersRoutes(app: App, context: Context): void {
  const { store, now, secure, report, guard } = context;
  const cookie = (value: string, seconds: number) =>
    `${READER_COOKIE}=${value}; Path=${READER_COOKIE_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

  app.post(
    '/api/reader/come-in',
    {
      config: { act: 'sign in' },
      schema: {
        tags: ['readers'],
        summary: 'Come in as a patient or as a member of a care team, with a link’s secret and its code',
        body: z.strictObject({ secret: z.string().min(20).max(100), code: z.string().max(20) }),
        response: { 200: z.object({ kind: z.enum(['patient', 'outside']) }), ...problems(400, 401, 403, 429) },
        security: [],
      },
    },
    async (request, reply) => {
      demandSameOrigin(request);
      const attempt = await guard.attempt('address', request.ip, now());
      const { secret, code } = request.body;
      const token = newReaderSession();
      const session = {
        hash: hashOfReaderSession(token),
        expiresAt: (kind: ReaderKind) => later(now(), DAYS[kind] * DAY),
      };
      const subject = await store.readers.enter(hashesOf(secret, code.replace(/\D/g, '')), session, now());
      if (!subject) await report(request, { what: 'come-in-refused', by: 'link and code' });
      if (!subject)
        throw new Problem(
          'wrong-code',
          'The link and the code do not go together, or the link was used or is too old. Ask for a new one.',
        );
      await attempt.right();
      const { clinicId, subjectId } = subject;
      const who = subject.kind === 'patient' ? { patientId: subjectId } : { memberId: subjectId };
      await report(request, { what: 'came-in', by: 'link and code', clinicId, ...who });
      reply.header('set-cookie', cookie(token, (DAYS[subject.kind] * DAY) / 1000));
      return { kind: subject.kind };
    },
  );

  app.post(
    '/api/reader/leave',
    {
      config: { act: 'sign in' },
      schema: {
        tags: ['readers'],
        summary: 'Leave',
        response: { 200: z.object({ left: z.literal(true), by: z.enum(['link', 'account']) }), ...problems(401, 403) },
        security: [],
      },
    },
    async (request, reply) => {
      demandSameOrigin(request);
      const token = readerCookieOf(request);
      reply.header('set-cookie', cookie('', 0));
      if (token) {
        await store.readers.leave(hashOfReaderSession(token), now());
        return { left: true as const, by: 'link' as const };
      }
      // A patient who signed in with their account leaves that; who works here is not signed out by a page of readers.
      const { signIn } = await patientOf(context, request);
      await store.signIn.sessions.end(signIn.userId, signIn.id);
      return { left: true as const, by: 'account' as const };
    },
  );
}

/** Every route in this scope has a reader, known anew at each request, so that a consent taken back ends at once. */
export function readersScope(readers: App, context: Context): void {
  readers.addHook('onRequest', async (request) => {
    demandSameOrigin(request);
    request.reader = await demandReader(context, request);
    const { reader, routeOptions } = request;
    // A patient sees what is their own; a member outside, what the patient has authorized.
    request.access =
      reader.kind === 'patient'
        ? { act: routeOptions.config.act, patientId: reader.patient.id, grounds: ['own record'] }
        : { act: 'see one’s own record', patientId: reader.member.patientId, grounds: ['a patient’s authorization'] };
  });
  readers.get(
    '/api/reader/me',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['readers'],
        summary: 'Who has come in',
        response: {
          200: z.object({ kind: z.enum(['patient', 'outside']), name: z.string(), clinic: z.string() }),
          ...problems(401),
        },
      },
    },
    async ({ reader }) => ({
      kind: reader.kind,
      name: reader.kind === 'patient' ? reader.patient.name : reader.member.name,
      clinic: reader.clinic.name,
    }),
  );
}
