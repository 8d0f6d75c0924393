/**
 * Notes: psychotherapy notes, in sight of their author alone, and those of the record: plain ones, progress notes by a
 * template, and what guides observed. Drafts are saved as they are written.
 */
import {
  type Holding,
  mayEver,
  NOTE_KIND_WORDS,
  NOTE_KINDS,
  NOTE_TEMPLATE_WORDS,
  NOTE_TEMPLATES,
  type NoteKind,
  noteSectionsSchema,
  RECORD_NOTE_TYPES,
  strangeSections,
} from '@holdspace/care';
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
    type: z.enum(RECORD_NOTE_TYPES).optional(),
    template: z.enum(NOTE_TEMPLATES).optional(),
    /** By section of the template; `text` is the same as one. */
    sections: z.record(z.string(), z.string()).readonly().optional(),
  })
  .meta({ id: 'Note', description: 'A draft, or a signed note, which is amended by another and never changed.' });

const draftFields = {
  patientId: anyId,
  sessionId: anyId.optional(),
  amends: anyId.optional(),
  /** The version that this follows on; 0 for a new note. */
  version: z.number().int().min(0),
};
const part2 = z.boolean().optional();
const textBody = z.strictObject({ ...draftFields, part2, text: z.string().max(LONGEST_NOTE) });
const sectionsBody = z.strictObject({
  ...draftFields,
  part2,
  template: z.enum(NOTE_TEMPLATES),
  sections: noteSectionsSchema,
});
const bodyOf = (kind: NoteKind) => (kind === 'progress' ? sectionsBody : textBody);
/** As it is said in a summary: "a progress note". */
const saysOf = (kind: NoteKind): string => NOTE_KIND_WORDS[kind].name.toLowerCase();

/** Whose note it is, the route looks at itself: the store opens nobody else's. */
const OWN: Holding = { 'own record': true };
const about = (kind: NoteKind, { patientId, sessionId }: { patientId: string; sessionId?: string | undefined }) => ({
  patientId,
  sessionId,
  ...(kind === 'psychotherapy' && { holding: OWN }),
});

export function notesRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const notesOf = (kind: NoteKind) => (kind === 'psychotherapy' ? store.psychotherapyNotes : store.recordNotes);
  /** One's own note of this kind; a note of another kind is none. */
  const ownNote = async (kind: NoteKind, clinicId: string, practitionerId: string, id: string) => {
    const note = await notesOf(kind).find(clinicId, practitionerId, id);
    return note?.authorId === practitionerId && note.type === NOTE_KIND_WORDS[kind].type ? note : null;
  };

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
            guide: z.array(noteShape.extend({ author: z.string() })).readonly(),
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
      const seesRecord = await hasAccess(context, request, NOTE_KIND_WORDS.record.read, subject);
      const seesGuides = await hasAccess(context, request, NOTE_KIND_WORDS.guide.read, subject);
      // One's own psychotherapy notes stay one's own after one has left the team.
      const keepsOwn = mayEver(NOTE_KIND_WORDS.psychotherapy.read, practitioner.roles);
      if (!seesRecord && keepsOwn)
        await demandAccess(context, request, NOTE_KIND_WORDS.psychotherapy.read, { ...subject, holding: OWN });
      else await demandAccess(context, request, NOTE_KIND_WORDS.record.read, subject);
      const [psychotherapy, record, people] = await Promise.all([
        store.psychotherapyNotes.ofPatient(clinic.id, practitioner.id, params.id),
        seesRecord || seesGuides ? store.recordNotes.ofPatient(clinic.id, practitioner.id, params.id) : [],
        store.practitioners.list(clinic.id),
      ]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const named = record.map((note) => ({ ...note, author: names.get(note.authorId) ?? 'somebody who has left' }));
      const isGuides = (note: Note) => note.type === 'guide_observation';
      return {
        psychotherapy,
        record: seesRecord ? named.filter((note) => !isGuides(note)) : [],
        guide: seesGuides ? named.filter(isGuides) : [],
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

  for (const kind of NOTE_KINDS) {
    const { write: act, type } = NOTE_KIND_WORDS[kind];
    const says = saysOf(kind);
    app.put(
      `/api/notes/${kind}/:id`,
      {
        config: { act: act },
        schema: {
          tags: ['notes'],
          summary: `Save a draft: ${says}`,
          params: oneId,
          body: bodyOf(kind),
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
          if (amended?.patientId !== body.patientId || amended.type !== type) throw notFound('note');
          if (!amended.signedAt || amended.authorId !== practitioner.id)
            throw badField('amends', 'not-signed', 'Amends: only a signed note of one’s own is amended.');
        }
        const written = 'template' in body ? { ...body, text: '' } : body;
        if ('template' in body) demandKnownSections(body);
        const draft = { id: params.id, ...written, ...(type && { type }) };
        return { note: kept(await notesOf(kind).save(clinic.id, practitioner.id, draft, now())) };
      },
    );
    app.post(
      `/api/notes/${kind}/:id/sign`,
      {
        config: { act: act },
        schema: {
          tags: ['notes'],
          summary: `Sign as it was last saved, after which it stays as it is: ${says}`,
          params: oneId,
          body: z.strictObject({ version: z.number().int().min(1) }),
          response: { 200: z.object({ note: noteShape }), ...problems(400, 401, 403, 404, 409) },
        },
      },
      async (request) => {
        const { params, body } = request;
        const { clinic, practitioner } = request.principal;
        demandEver(request, act);
        const draft = await ownNote(kind, clinic.id, practitioner.id, params.id);
        if (!draft) throw notFound('note');
        await demandAccess(context, request, act, about(kind, draft));
        if (draft.text.trim() === '') throw badField('text', 'empty', 'Text: an empty note is not signed.');
        return { note: kept(await notesOf(kind).sign(clinic.id, practitioner.id, params.id, body.version, now())) };
      },
    );
  }
}

/** Nothing that somebody typed is dropped: what the template has no place for is said. */
function demandKnownSections({ template, sections }: z.infer<typeof sectionsBody>): void {
  const strange = strangeSections(template, sections);
  if (strange.length === 0) return;
  const { name, sections: known } = NOTE_TEMPLATE_WORDS[template];
  throw badField(
    'sections',
    'unknown-section',
    `Sections: ${name} has ${known.map((one) => one.name).join(', ')}; not ${strange.join(', ')}.`,
  );
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
