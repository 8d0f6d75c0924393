/**
 * Where what a link asks is answered, without signing in: the link's secret opens the form, and nothing else. A link that is
 * wrong, used or too old is answered in the same words, whoever's it was. The clinic's tablet takes a short code for one.
 */
import { isLinkGood, later, MEASURE_LINKS, openToPatient, uuid } from '@holdspace/care';
import type { MeasureLink, MeasureRequest } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { instantShape, problems } from '../shapes.ts';
import type { Clinic } from '../sign-in/principal.ts';
import { CLINIC_TOLD, type DraftBody, isRepeat, keepActsOfRefused, keepAnswers, keepDraft } from './keep.ts';
import { hashOfCode, newLinkSecret, readLinkSecret } from './link-secret.ts';
import { measuresOfClinic, shownTo, toPut } from './put.ts';
import { draftBody, draftShape, formShape, sendBody } from './shapes.ts';

const ACT = 'answer what a link asks';
const tags = ['measures'];
const token = z.string().min(1).max(128);
const openShape = z.object({
  clinic: z.string(),
  kind: z.enum(['link', 'kiosk']),
  expiresAt: instantShape,
  /** How many forms are still to be answered, the one that is shown among them. */
  left: z.number().int(),
  /** Absent when all is answered. */
  form: formShape.optional(),
});

const notGood = (isTold = false) =>
  new Problem(
    'wrong-code',
    'This does not open anything any more: it was answered already, or it is too old. You need do nothing. If you have not answered, ask the clinic for another link.',
    isTold ? { errors: [CLINIC_TOLD] } : {},
  );

interface Opened {
  readonly clinic: Clinic;
  readonly link: MeasureLink;
}

export function measureLinkRoutes(app: App, context: Context): void {
  const { store, guard, now } = context;
  const { measures } = store;

  /** The link of a secret, good or not; null where there is none. Who tries many of those is slowed down, and nobody else there. */
  async function linkOf(request: FastifyRequest, secret: string): Promise<Opened | null> {
    demandSameOrigin(request);
    const read = readLinkSecret(secret);
    const clinic = read && (await store.clinics.find(read.clinicId));
    const link = read && clinic && (await measures.links.byHash(clinic.id, read.hash));
    if (!link) {
      await guard.attempt('measureLink', request.ip, now());
      return null;
    }
    const { id, slug, name, zone } = clinic;
    return { clinic: { id, slug, name, zone }, link };
  }
  /** From here on the audit knows whose form it is. */
  async function asPatient(request: FastifyRequest, { clinic, link }: Opened): Promise<void> {
    const patient = await store.patients.find(clinic.id, link.patientId);
    if (!patient) throw notGood();
    request.reader = { kind: 'patient', clinic, patient };
  }
  /** What the link was made for and a patient answers, whatever became of it since. */
  const ofLink = async ({ clinic, link }: Opened): Promise<readonly MeasureRequest[]> =>
    (await measures.requests.ofPatient(clinic.id, link.patientId)).filter(
      ({ occasion, answeredBy }) => occasion === link.occasion && answeredBy === 'patient',
    );
  const askedBy = async (opened: Opened): Promise<readonly MeasureRequest[]> =>
    (await ofLink(opened)).filter(({ state }) => state === 'asked');
  /**
   * What may be saved or sent now; what was answered already is refused when it is kept. A link that has ended, or a form
   * that is not asked any more, is refused here: after what must not wait was kept of it, and paged.
   */
  async function demandForm(
    request: FastifyRequest,
    opened: Opened,
    id: string,
    given: Pick<DraftBody, 'version' | 'answers'>,
  ): Promise<MeasureRequest> {
    await asPatient(request, opened);
    const found = (await ofLink(opened)).find((one) => one.id === id);
    if (found && isLinkGood(opened.link, now()) && openToPatient(found, now()) !== 'withdrawn') return found;
    throw notGood(found !== undefined && (await keepActsOfRefused(context, opened.clinic.id, found, given)));
  }
  async function shown(opened: Opened): Promise<z.output<typeof openShape>> {
    const { clinic, link } = opened;
    const forms: z.output<typeof formShape>[] = [];
    const clinicMeasures = await measuresOfClinic(context, clinic.id);
    for (const request of await askedBy(opened)) {
      const draft = await measures.drafts.find(clinic.id, request.id, { link: link.id });
      const instrument = toPut(clinicMeasures, request.instrument, draft);
      if (instrument) forms.push({ request: request.id, instrument: shownTo(instrument), ...(draft && { draft }) });
    }
    // What was begun is gone on with first.
    const [form] = forms.toSorted((one, other) => Number(other.draft !== undefined) - Number(one.draft !== undefined));
    const { kind, expiresAt } = link;
    return { clinic: clinic.name, kind, expiresAt, left: forms.length, ...(form && { form }) };
  }

  app.post(
    '/api/measures/link/open',
    {
      config: { act: ACT },
      schema: {
        tags,
        security: [],
        summary: 'Open what a link asks: one form at a time, and what was answered of it so far',
        body: z.strictObject({ token }),
        response: { 200: openShape, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const opened = await linkOf(request, request.body.token);
      if (!opened || !isLinkGood(opened.link, now())) throw notGood();
      await asPatient(request, opened);
      await measures.links.opened(opened.clinic.id, opened.link.id, now());
      return shown(opened);
    },
  );

  app.post(
    '/api/measures/link/draft',
    {
      config: { act: ACT },
      schema: {
        tags,
        security: [],
        summary: 'Save what is answered so far, on the version that it follows on',
        description:
          '`help`: an answer must not wait, and whoever is on call was paged. 409 where another window saved. A link that has ended is refused with 401; where an answer must not wait, it is kept and paged all the same, and the refusal carries the rule `clinic-told`.',
        body: draftBody.extend({ token, request: uuid }),
        response: { 201: z.object({ draft: draftShape, help: z.boolean() }), ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      const { token: secret, request: requestId, ...body } = request.body;
      const opened = await linkOf(request, secret);
      if (!opened) throw notGood();
      const asked = await demandForm(request, opened, requestId, body);
      await measures.links.opened(opened.clinic.id, opened.link.id, now());
      reply.code(201);
      return keepDraft(context, opened.clinic.id, asked, { link: opened.link.id }, body);
    },
  );

  app.post(
    '/api/measures/link/answers',
    {
      config: { act: ACT },
      schema: {
        tags,
        security: [],
        summary: 'Send the answers to a form, once; what is asked next is answered with it',
        body: sendBody.extend({ token, request: uuid }),
        response: { 201: z.object({ help: z.boolean(), next: openShape }), ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      const { token: secret, request: requestId, ...body } = request.body;
      const opened = await linkOf(request, secret);
      if (!opened) throw notGood();
      reply.code(201);
      // A bad line: what was sent came, and the word of it was lost on the way back.
      const before = await measures.responses.find(opened.clinic.id, body.id);
      const sent = { requestId, instrumentVersion: body.version, answers: body.answers };
      if (before?.patientId === opened.link.patientId && isRepeat(before, sent)) {
        await asPatient(request, opened);
        return { help: before.crisis, next: await shown(opened) };
      }
      const asked = await demandForm(request, opened, requestId, body);
      const { kind, patientId } = opened.link;
      const by = { kind: 'patient', id: patientId } as const;
      const { help } = await keepAnswers(context, opened.clinic.id, asked, body, { by, way: kind });
      return { help, next: await shown(opened) };
    },
  );

  app.post(
    '/api/measures/kiosk',
    {
      config: { act: ACT },
      schema: {
        tags,
        security: [],
        summary: 'Open, on the clinic’s tablet, what a short code asks',
        description:
          'The code works once. The token that it gives opens the form, as a link does, for less than an hour.',
        body: z.strictObject({ clinic: z.string().min(1).max(100), code: z.string().min(1).max(20) }),
        response: { 200: z.object({ token: z.string(), open: openShape }), ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      demandSameOrigin(request);
      const attempt = await guard.attempt('kiosk', request.ip, now());
      const found = await store.clinics.bySlug(request.body.clinic.toLowerCase());
      const code = found && (await measures.links.byHash(found.id, hashOfCode(found.id, request.body.code)));
      if (!found || code?.kind !== 'kiosk' || code.endedAt || now() >= code.expiresAt) throw notGood();
      await attempt.right();
      if (!(await measures.links.redeem(found.id, code.id, now()))) throw notGood();
      const { id, slug, name, zone } = found;
      const { token: secret, hash } = newLinkSecret(id);
      const { patientId, occasion } = code;
      const expiresAt = later(now(), MEASURE_LINKS.kioskHolds);
      const linkId = await measures.links.make(id, {
        patientId,
        occasion,
        kind: 'kiosk',
        hash,
        madeAt: now(),
        expiresAt,
      });
      await measures.links.endOlder(id, linkId, now());
      const link = await measures.links.byHash(id, hash);
      if (!link) throw notGood();
      const opened = { clinic: { id, slug, name, zone }, link };
      await asPatient(request, opened);
      return { token: secret, open: await shown(opened) };
    },
  );
}
