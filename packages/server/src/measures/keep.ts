/**
 * Keeping what is answered, whoever sends it and from wherever. What acts at once is kept first, in the same transaction or
 * before a refusal, and whoever is on call is paged before the answer leaves.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  actsOf,
  type Instant,
  instrumentAmong,
  type MeasureAct,
  type MeasureAnswers,
  momentOfAnswer,
  takeAnswers,
} from '@holdspace/care';
import type { DraftHolder, MeasureDraft, MeasureRequest, MeasureResponse, NewMeasureResponse } from '@holdspace/store';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { measuresOfClinic } from './put.ts';

type Keeping = Pick<Context, 'store' | 'watch' | 'now'>;
/** Said with a refusal where something of what was refused did not wait. */
export const CLINIC_TOLD = {
  field: '',
  rule: 'clinic-told',
  message: 'One of the answers must not wait: it is kept, and the clinic is told.',
} as const;
export interface DraftBody {
  readonly id: string;
  readonly follows: number;
  readonly version: string;
  readonly answers: MeasureAnswers;
}
export interface AnswersBody {
  readonly id: string;
  readonly version: string;
  readonly language: 'en' | 'es';
  readonly answers: MeasureAnswers;
}
const UNIQUE_VIOLATION = '23505';

const isHelpful = (acts: readonly MeasureAct[]): boolean => acts.some(({ showHelp }) => showHelp);
const sourceOf = ({ id, patientId, courseId }: MeasureRequest) => ({ patientId, courseId, sourceId: id });
const answeredElsewhere = (isTold: boolean) =>
  new Problem(
    'stale',
    'This was answered already, in another window or by somebody else. What is kept is that answer.',
    {
      errors: [
        { field: '', rule: 'answered-already', message: 'This was answered already.' },
        ...(isTold ? [CLINIC_TOLD] : []),
      ],
    },
  );

/**
 * What is refused altogether may hold what must not wait: that is kept, and whoever is on call is paged, before the refusal
 * leaves. Answers whether there was any.
 */
export async function keepActsOfRefused(
  { store, watch, now }: Keeping,
  clinicId: string,
  request: MeasureRequest,
  { version, answers }: Pick<DraftBody, 'version' | 'answers'>,
): Promise<boolean> {
  const { all } = await measuresOfClinic({ store }, clinicId);
  const instrument = instrumentAmong(all, request.instrument, version) ?? instrumentAmong(all, request.instrument);
  const acts = instrument ? actsOf(instrument, answers) : [];
  const newActs = await store.measures.acts.keep(clinicId, sourceOf(request), acts, now());
  if (newActs > 0) await watch.atOnce(clinicId);
  return acts.length > 0;
}
/** The same of what failed, and took what it had begun to keep back with it. The failure is told, whatever becomes of this. */
const keepActsOfFailed = (...given: Parameters<typeof keepActsOfRefused>): Promise<boolean> =>
  keepActsOfRefused(...given).catch(() => false);

/** Not judged: what is being filled may hold anything. Throws 409 where another window saved meanwhile. */
export async function keepDraft(
  context: Keeping,
  clinicId: string,
  request: MeasureRequest,
  holder: DraftHolder,
  { id, follows, version, answers }: DraftBody,
): Promise<{ readonly draft: MeasureDraft; readonly help: boolean }> {
  const { store, watch, now } = context;
  const { all } = await measuresOfClinic({ store }, clinicId);
  const instrument = instrumentAmong(all, request.instrument, version) ?? instrumentAmong(all, request.instrument);
  const acts = instrument ? actsOf(instrument, answers) : [];
  const saving = {
    ...sourceOf(request),
    id,
    requestId: request.id,
    holder,
    instrumentVersion: version,
    follows,
    answers,
    acts,
  };
  const saved = await store.measures.drafts.save(clinicId, { ...saving, at: now() }).catch(async (error: unknown) => {
    await keepActsOfFailed(context, clinicId, request, { version, answers });
    throw error;
  });
  if (saved.newActs > 0) await watch.atOnce(clinicId);
  if (!saved.saved)
    throw new Problem(
      'stale',
      'This was saved or sent from another window meanwhile. Nothing is lost: load the page again and go on from there.',
      acts.length > 0 ? { errors: [CLINIC_TOLD] } : {},
    );
  return { draft: saved.draft, help: isHelpful(acts) };
}

/** Keeps it once; the same sent twice is one. Throws what cannot be, question by question, and what was answered already. */
export async function keepAnswers(
  context: Keeping,
  clinicId: string,
  request: MeasureRequest,
  { id, version, language, answers }: AnswersBody,
  said: Pick<NewMeasureResponse, 'by' | 'way'> & { readonly at?: Instant },
): Promise<{ readonly response: MeasureResponse; readonly help: boolean }> {
  const { store, watch, now } = context;
  const { measures } = store;
  const { all } = await measuresOfClinic({ store }, clinicId);
  const taken = takeAnswers(all, { instrument: request.instrument, version, answers });
  const at = now();
  if (!taken.ok) {
    const newActs = await measures.acts.keep(clinicId, sourceOf(request), taken.acts, at);
    if (newActs > 0) await watch.atOnce(clinicId);
    throw new Problem('bad-input', taken.problems.map(({ says }) => says).join(' '), {
      errors: [
        ...taken.problems.map((one) => ({ field: one.linkId ?? '', rule: one.id, message: one.says })),
        ...(taken.acts.length > 0 ? [CLINIC_TOLD] : []),
      ],
    });
  }
  const answeredAt = said.at ?? at;
  const { acts } = taken.scored;
  const given: NewMeasureResponse = {
    id,
    patientId: request.patientId,
    ...(request.courseId && { courseId: request.courseId }),
    ...(request.sessionId && { sessionId: request.sessionId }),
    requestId: request.id,
    instrument: request.instrument,
    instrumentVersion: taken.instrument.version,
    moment: momentOfAnswer(request, answeredAt),
    answeredAt,
    recordedAt: at,
    way: said.way,
    by: said.by,
    language,
    crisis: acts.some(({ crisis }) => crisis),
    scores: taken.values,
    unscored: taken.unscored,
    answers,
  };
  const kept = await measures.responses.keep(clinicId, given, acts).catch(async (error: unknown) => {
    // Nothing of it was kept, nor of what must not wait: that was rolled back with the rest.
    const isTold = await keepActsOfFailed(context, clinicId, request, { version, answers });
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    const before = await measures.responses.find(clinicId, id);
    if (!before || !isRepeat(before, given))
      throw new Problem(
        'repeated-id',
        'Something else is kept under this id. Load the page again and send it once more.',
        {
          errors: [
            { field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' },
            ...(isTold ? [CLINIC_TOLD] : []),
          ],
        },
      );
    return { kept: true, response: before, newActs: 0 } as const;
  });
  if (kept.newActs > 0) await watch.atOnce(clinicId);
  if (!kept.kept) throw answeredElsewhere(acts.length > 0);
  return { response: kept.response, help: isHelpful(acts) };
}

/** The same thing of the same request, whenever it came. */
export const isRepeat = (
  before: MeasureResponse,
  given: Pick<NewMeasureResponse, 'requestId' | 'instrumentVersion' | 'answers'> & { readonly requestId?: string },
): boolean =>
  before.requestId === given.requestId &&
  before.instrumentVersion === given.instrumentVersion &&
  isDeepStrictEqual(before.answers, given.answers);
