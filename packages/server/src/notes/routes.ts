/** Notes: psychotherapy notes, in sight of their author alone, and notes of the record. Drafts are saved as they are written. */

import { type Act, type Holding, mayEver } from '@holdspace/care';
import type { Note, Saving } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, demandEver, hasAccess } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';

/** About forty pages; more is a pasted document. */
const LONGEST_NOTE = 100_000;

export const noteShape = z
  .object({
    id: idShape,
    patientId: idShape,
    authorId: idShape,
    sessionId: idShape.optional(),
    amends: idShape.optional(),
    version: z.number().int(),
    writtenAt: instantShape,
    changedAt: instantShape,
    signedAt: instantShape.optional(),
    text: z.string(),
    part2: z.boolean().optional(),
  })
  .meta({ id: 'Note', description: 'A draft, or a signed note, which is amended by another and never changed.' });

const draftBody = z.strictObject({
  patientId: anyId,
  sessionId: anyId.optional(),
  amends: anyId.optional(),
  text: z.string().max(LONGEST_NOTE),
  part2: z.boolean().optional(),
  /** The version that this follows on; 0 for a new note. */
  version: z.number().int().min(0),
});

const KINDS = {
  psychotherapy: { act: 'keep psychotherapy notes of one’s own', says: 'psychotherapy note' },
  record: { act: 'write and read notes of the record', says: 'note of the record' },
} as const satisfies Record<string, { act: Act; says: string }>;
type Kind = keyof typeof KINDS;

/** Whose note it is, the route looks at itself: the store opens nobody else's. */
const OWN: Holding = { 'own record': true };
const about = (kind: Kind, { patientId, sessionId }: { patientId: string; sessionId?: string | undefined }) => ({
  patientId,
  sessionId,
  ...(kind === 'psychotherapy' && { holding: OWN }),
});

export function notesRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const notesOf = (kind: Kind) => (kind === 'psychotherapy' ? store.psychotherapyNotes : store.recordNotes);

  app.get(
    '/api/patients/:id/notes',
    {
      config: { act: 'write and read notes of the record' },
      schema: {
        tags: ['notes'],
        summary: 'Notes about a patient: one’s own, and those of the record that are signed',
        params: oneId,
        response: {
          200: z.object({
            psychotherapy: z.array(noteShape).readonly(),
            record: z.array(noteShape.extend({ author: z.string() })).readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic, practitioner } = request.principal;
      if (!(await store.patients.find(clinic.id, params.id))) throw notFound('patient');
      const subject = { patientId: params.id };
      const seesRecord = await hasAccess(context, request, KINDS.record.act, subject);
      // One's own psychotherapy notes stay one's own after one has left the team.
      const keepsOwn = mayEver(KINDS.psychotherapy.act, practitioner.roles);
      if (!seesRecord && keepsOwn)
        await demandAccess(context, request, KINDS.psychotherapy.act, { ...subject, holding: OWN });
      else await demandAccess(context, request, KINDS.record.act, subject);
      const [psychotherapy, record, people] = await Promise.all([
        store.psychotherapyNotes.ofPatient(clinic.id, practitioner.id, params.id),
        seesRecord ? store.recordNotes.ofPatient(clinic.id, practitioner.id, params.id) : [],
        store.practitioners.list(clinic.id),
      ]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      return {
        psychotherapy,
        record: record.map((note) => ({ ...note, author: names.get(note.authorId) ?? 'somebody who has left' })),
      };
    },
  );

  app.get(
    '/api/me/draft-key',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags: ['notes'],
        summary: 'The key of one’s own under which a device keeps drafts until they are sent',
        response: { 200: z.object({ key: z.string() }), ...problems(401) },
      },
    },
    async ({ principal: { clinic, practitioner } }) => ({ key: await store.draftKey(clinic.id, practitioner.id) }),
  );

  for (const kind of ['psychotherapy', 'record'] as const) {
    const { act, says } = KINDS[kind];
    app.put(
      `/api/notes/${kind}/:id`,
      {
        config: { act: act },
        schema: {
          tags: ['notes'],
          summary: `Save a draft of a ${says}`,
          params: oneId,
          body: draftBody,
          response: { 200: z.object({ note: noteShape }), ...problems(400, 401, 403, 404, 409) },
        },
      },
      async (request) => {
        const { params, body } = request;
        const { clinic, practitioner } = request.principal;
        demandEver(request, act);
        if (!(await store.patients.find(clinic.id, body.patientId))) throw notFound('patient');
        await demandAccess(context, request, act, about(kind, body));
        if (body.sessionId) {
          const session = await store.sessions.head(clinic.id, body.sessionId);
          if (session?.patientId !== body.patientId) throw notFound('session');
        }
        if (body.amends) {
          const amended = await notesOf(kind).find(clinic.id, practitioner.id, body.amends);
          if (amended?.patientId !== body.patientId) throw notFound('note');
          if (!amended.signedAt || amended.authorId !== practitioner.id)
            throw badField('amends', 'not-signed', 'Amends: only a signed note of one’s own is amended.');
        }
        return { note: kept(await notesOf(kind).save(clinic.id, practitioner.id, { id: params.id, ...body }, now())) };
      },
    );
    app.post(
      `/api/notes/${kind}/:id/sign`,
      {
        config: { act: act },
        schema: {
          tags: ['notes'],
          summary: `Sign a ${says} as it was last saved; it stays as it is from then on`,
          params: oneId,
          body: z.strictObject({ version: z.number().int().min(1) }),
          response: { 200: z.object({ note: noteShape }), ...problems(400, 401, 403, 404, 409) },
        },
      },
      async (request) => {
        const { params, body } = request;
        const { clinic, practitioner } = request.principal;
        demandEver(request, act);
        const draft = await notesOf(kind).find(clinic.id, practitioner.id, params.id);
        if (!draft || draft.authorId !== practitioner.id) throw notFound('note');
        await demandAccess(context, request, act, about(kind, draft));
        if (draft.text.trim() === '') throw badField('text', 'empty', 'Text: an empty note is not signed.');
        return { note: kept(await notesOf(kind).sign(clinic.id, practitioner.id, params.id, body.version, now())) };
      },
    );
  }
}

function kept(saving: Saving): Note {
  if (saving.saved) return saving.note;
  switch (saving.because) {
    case 'stale':
      throw new Problem(
        'stale',
        'This draft was saved from elsewhere meanwhile. Both texts are there: look, and save again.',
      );
    case 'signed':
      throw new Problem('stale', 'This note is signed and stays as it is. Amend it with a note of its own.');
    case 'taken':
      throw notFound('note');
  }
}
