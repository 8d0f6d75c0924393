/** Music: what a clinic may play, entered and retired; soundtracks, saved as versions; what a patient should not hear. */
import {
  avoidSchema,
  LOUDNESS,
  newTrackSchema,
  SHIPPED_SOUNDTRACK,
  SHIPPED_TRACKS,
  type SoundtrackDocument,
  soundtrackSchema,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver, demandHolding, demandSession } from '../access/access.ts';
import { may } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { musicOf } from './music-of.ts';
import { avoidedShape, musicShape, soundtrackShape, trackShape } from './shapes.ts';

const tags = ['music'];
/** What a patient should not hear is part of their record. */
const WRITES = 'write and read notes of the record';
const versionOf = z.number().int().min(1).max(100_000);
const settingBody = z.strictObject({
  id: newId,
  soundtrackId: z.uuid(),
  target: z.number().min(LOUDNESS.lowest).max(LOUDNESS.highest),
});

/** For who keeps it and for who plays it. */
export const demandToHear = (request: FastifyRequest): void =>
  demandHolding(request, may(request.principal, 'play music') ? 'play music' : 'keep music', {});

export function musicRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const recording = ({ principal }: FastifyRequest) => ({ by: principal.practitioner.id, at: now() });
  const trackOf = async (clinicId: string, id: string) => {
    const track = await store.music.findTrack(clinicId, id);
    if (!track) throw notFound('track');
    return track;
  };
  /** Throws where a soundtrack names what the clinic does not have. */
  async function demandTracks(clinicId: string, { phases }: SoundtrackDocument): Promise<void> {
    const known = new Set([...SHIPPED_TRACKS, ...(await store.music.tracks(clinicId))].map(({ id }) => id));
    phases.forEach(({ phase, tracks }, index) => {
      if (tracks.some((id) => !known.has(id)))
        throw badField(`phases.${index}.tracks`, 'not-there', `The tracks of ${phase}: one of them is not here.`);
    });
  }

  app.get(
    '/api/music',
    {
      config: { act: 'play music', orActs: ['keep music'] },
      schema: {
        tags,
        summary: 'What the clinic may play: tracks, soundtracks and its setting',
        response: { 200: musicShape, ...problems(401, 403) },
      },
    },
    async (request) => {
      demandToHear(request);
      return musicOf(context, request.principal.clinic.id);
    },
  );

  app.post(
    '/api/music/tracks',
    {
      config: { act: 'keep music' },
      schema: {
        tags,
        summary: 'Enter a track; its sound is sent to `/audio` afterwards',
        description: 'Loudness and true peak are measured where it is brought in (EBU R 128).',
        body: newTrackSchema,
        response: { 201: z.object({ track: trackShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const { clinic } = principal;
      const given = JSON.parse(JSON.stringify(body)) as typeof body;
      await storedOnce({
        given,
        create: async () => {
          await store.music.addTrack(clinic.id, given, recording(request));
          return given;
        },
        find: async () => {
          const found = await store.music.findTrack(clinic.id, body.id);
          if (!found) return null;
          const { hasSound, retiredAt, isMade, ...before } = found;
          return before;
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return { track: await trackOf(clinic.id, body.id) };
    },
  );

  app.post(
    '/api/music/tracks/:id/retire',
    {
      config: { act: 'keep music' },
      schema: {
        tags,
        summary: 'Choose a track no more; where it was played, it stays',
        params: oneId,
        response: { 200: z.object({ track: trackShape }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { id: clinicId } = request.principal.clinic;
      await trackOf(clinicId, request.params.id);
      await store.music.retireTrack(clinicId, request.params.id, recording(request));
      return { track: await trackOf(clinicId, request.params.id) };
    },
  );

  app.get(
    '/api/music/soundtracks/:id/versions/:number',
    {
      config: { act: 'play music', orActs: ['keep music'] },
      schema: {
        tags,
        summary: 'A soundtrack as it was in a version',
        params: z.strictObject({ id: z.uuid(), number: z.coerce.number().int().min(1).max(100_000) }),
        response: { 200: z.object({ soundtrack: soundtrackShape }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      demandToHear(request);
      const { id, number } = request.params;
      if (id === SHIPPED_SOUNDTRACK.id && number === SHIPPED_SOUNDTRACK.version)
        return { soundtrack: SHIPPED_SOUNDTRACK };
      const soundtrack = await store.music.findSoundtrack(request.principal.clinic.id, id, number);
      if (!soundtrack) throw notFound('soundtrack');
      return { soundtrack };
    },
  );

  app.put(
    '/api/music/soundtracks/:id',
    {
      config: { act: 'keep music' },
      schema: {
        tags,
        summary: 'Save a soundtrack as a version: the first, or the one after the newest',
        params: oneId,
        body: z.strictObject({ version: versionOf, document: soundtrackSchema }),
        response: { 200: z.object({ soundtrack: soundtrackShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { id: clinicId } = principal.clinic;
      if (params.id === SHIPPED_SOUNDTRACK.id)
        throw badField('id', 'cannot-be', 'This soundtrack comes with Holdspace; save it as one of your own.');
      await demandTracks(clinicId, body.document);
      const newest = (await store.music.soundtracks(clinicId)).find(({ id }) => id === params.id)?.version ?? 0;
      if (body.version > newest + 1)
        throw badField('version', 'cannot-be', `Version: the newest is ${newest}; the next is ${newest + 1}.`);
      const document = JSON.parse(JSON.stringify(body.document)) as SoundtrackDocument;
      const made = { ...document, id: params.id, version: body.version };
      await storedOnce({
        given: made,
        create: async () => {
          await store.music.saveSoundtrack(
            clinicId,
            { id: params.id, version: body.version, document },
            recording(request),
          );
          return made;
        },
        find: () => store.music.findSoundtrack(clinicId, params.id, body.version),
        taken: () => new Problem('stale', 'Somebody else saved this version first. Look at theirs, then save yours.'),
      });
      return { soundtrack: made };
    },
  );

  app.put(
    '/api/music/setting',
    {
      config: { act: 'keep music' },
      schema: {
        tags,
        summary: 'Choose the soundtrack that is offered first, and the common loudness',
        description: `The default is ${LOUDNESS.target} LUFS (EBU R 128).`,
        body: settingBody,
        response: { 200: z.object({ setting: musicShape.shape.setting }), ...problems(400, 401, 403) },
      },
    },
    async (request) => {
      const { id: clinicId } = request.principal.clinic;
      const { id, soundtrackId, target } = request.body;
      const known = [...(await store.music.soundtracks(clinicId)), SHIPPED_SOUNDTRACK];
      if (!known.some((one) => one.id === soundtrackId))
        throw badField('soundtrackId', 'not-there', 'Soundtrack: there is none like this here.');
      await store.music.saveSetting(clinicId, id, { soundtrackId, target }, recording(request));
      return { setting: (await musicOf(context, clinicId)).setting };
    },
  );

  app.get(
    '/api/sessions/:id/music',
    {
      config: { act: 'see a session' },
      schema: {
        tags,
        summary: 'What may be played in a session, and what this patient should not hear',
        params: oneId,
        response: {
          200: z.object({ ...musicShape.shape, avoided: z.array(avoidedShape).readonly() }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { id: clinicId } = request.principal.clinic;
      const head = await demandSession(context, request, 'see a session', request.params.id);
      const visit = head.visitId ? await store.visits.find(clinicId, head.visitId) : null;
      const avoided = visit ? await store.music.avoidedIn(clinicId, visit.courseId) : [];
      return { ...(await musicOf(context, clinicId)), avoided: avoided.filter(({ endedAt }) => !endedAt) };
    },
  );

  const courseOf = async (request: FastifyRequest, id: string, act: 'see the clinical record' | typeof WRITES) => {
    demandEver(request, act);
    const course = await store.courses.find(request.principal.clinic.id, id);
    if (!course) throw notFound('course');
    await demandAccess(context, request, act, { patientId: course.patientId });
  };

  app.get(
    '/api/courses/:id/music-avoided',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'What the patient of a course should not hear, and why',
        params: oneId,
        response: { 200: z.object({ avoided: z.array(avoidedShape).readonly() }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      await courseOf(request, request.params.id, 'see the clinical record');
      return { avoided: await store.music.avoidedIn(request.principal.clinic.id, request.params.id) };
    },
  );

  app.post(
    '/api/courses/:id/music-avoided',
    {
      config: { act: WRITES },
      schema: {
        tags,
        summary: 'Say that the patient of a course should not hear a track',
        params: oneId,
        body: avoidSchema,
        response: { 201: z.object({ avoided: avoidedShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body, principal } = request;
      const { id: clinicId } = principal.clinic;
      await courseOf(request, params.id, WRITES);
      const known = [...SHIPPED_TRACKS, ...(await store.music.tracks(clinicId))].some(({ id }) => id === body.track);
      if (!known) throw badField('track', 'not-there', 'Track: there is none like this here.');
      const given = { ...body, courseId: params.id };
      await storedOnce({
        given,
        create: async () => {
          await store.music.avoid(clinicId, given, recording(request));
          return given;
        },
        find: async () => {
          const found = await store.music.findAvoided(clinicId, body.id);
          return found && { id: found.id, track: found.track, reason: found.reason, courseId: found.courseId };
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      const avoided = await store.music.findAvoided(clinicId, body.id);
      if (!avoided) throw new Error('what was just written is not there');
      reply.code(201);
      return { avoided };
    },
  );

  app.post(
    '/api/courses/:id/music-avoided/:avoidedId/end',
    {
      config: { act: WRITES },
      schema: {
        tags,
        summary: 'Say that a track may be heard again',
        params: z.strictObject({ id: z.uuid(), avoidedId: z.uuid() }),
        response: { 200: z.object({ avoided: avoidedShape }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { params, principal } = request;
      const { id: clinicId } = principal.clinic;
      await courseOf(request, params.id, WRITES);
      await store.music.endAvoiding(clinicId, params.id, params.avoidedId, recording(request));
      const avoided = await store.music.findAvoided(clinicId, params.avoidedId);
      if (!avoided || avoided.courseId !== params.id) throw notFound('entry');
      return { avoided };
    },
  );
}
