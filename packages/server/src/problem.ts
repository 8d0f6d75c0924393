/**
 * Problems (RFC 9457): every failure that this server answers with, in one shape, in words that a nurse
 * understands. A refusal is a problem that carries the rules that said no; a fault carries an id and
 * nothing of the inside.
 */
import type { Refusal } from '@holdspace/care';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

/** One thing wrong with what was sent: where, by which rule, and in words. */
export const fieldErrorSchema = z.strictObject({
  /** Dotted path into what was sent, "vitalSigns.oxygenSaturation.value"; empty for the whole. */
  field: z.string(),
  rule: z.string(),
  message: z.string(),
});
export type FieldError = z.output<typeof fieldErrorSchema>;

const refusalSchema = z.looseObject({
  rule: z.string(),
  title: z.string(),
  stop: z.enum(['hard', 'soft']),
  message: z.string(),
  numbers: z.record(z.string(), z.string()),
  satisfy: z.string(),
  field: z.string().optional(),
  overrideBy: z.array(z.string()),
  witnessed: z.boolean(),
  source: z.string(),
});

export const problemSchema = z
  .looseObject({
    type: z.string().meta({ description: 'Stable name of the kind of problem, a relative URI.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    refusals: z.array(refusalSchema).optional(),
    /** Of the authority table: the act, and whether a role or a condition was not met. */
    rule: z.string().optional(),
    /** What would make it allowed. */
    satisfy: z.string().optional(),
    /** Whose session it was, told to those who may look patients up. */
    patientId: z.string().optional(),
    /** The count that is under way, where one stands in the way. */
    count: z.string().optional(),
    /** The sequence number that the session has reached, where what was sent is stale. */
    seq: z.number().int().optional(),
    /** Seconds after which it may be tried again. */
    retryAfter: z.number().int().optional(),
    /** Quote it to whoever runs the server: the log holds the rest. */
    fault: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'A problem document, RFC 9457.' });
export type ProblemDocument = z.output<typeof problemSchema>;

/** Every kind of problem: its status, and its title as a person reads it. The handbook lists these. */
export const PROBLEMS = {
  'broken-json': { status: 400, title: 'What was sent could not be read' },
  'bad-input': { status: 400, title: 'Something that was sent cannot be right' },
  'not-signed-in': { status: 401, title: 'Nobody is signed in' },
  'sign-in-failed': { status: 401, title: 'E-mail or password is wrong' },
  'not-proved': { status: 403, title: 'That did not show who you are' },
  'prove-again': { status: 403, title: 'Show again who you are' },
  'wrong-code': { status: 401, title: 'That did not open' },
  'not-allowed': { status: 403, title: 'This is not open to you' },
  'consent-needed': { status: 403, title: 'The patient has not consented to this' },
  'other-origin': { status: 403, title: 'This came from another site' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  stale: { status: 409, title: 'Somebody else recorded something first' },
  'has-sign-in': { status: 409, title: 'There is a sign-in with this e-mail already' },
  'other-clinic': { status: 409, title: 'You are at another clinic now' },
  'repeated-id': { status: 409, title: 'This id was used for something else' },
  'too-large': { status: 413, title: 'What was sent is too large' },
  'wrong-media-type': { status: 415, title: 'Only JSON is understood here' },
  refused: { status: 422, title: 'A rule says no' },
  locked: { status: 423, title: 'This screen is locked' },
  'signature-needed': { status: 428, title: 'This needs a signature of its own' },
  'too-many-requests': { status: 429, title: 'Too many attempts' },
  fault: { status: 500, title: 'Something broke on our side' },
  unavailable: { status: 503, title: 'The database cannot be reached' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemKind = keyof typeof PROBLEMS;

/** What a route throws when it has no answer; the app's error handler sends it. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly document: ProblemDocument;

  constructor(
    kind: ProblemKind,
    detail: string,
    more: Partial<
      Pick<
        ProblemDocument,
        'errors' | 'refusals' | 'rule' | 'satisfy' | 'patientId' | 'count' | 'seq' | 'fault' | 'retryAfter'
      >
    > & {
      readonly cause?: unknown;
    } = {},
  ) {
    const { cause, ...members } = more;
    super(detail, { cause });
    this.name = 'Problem';
    this.kind = kind;
    this.document = { type: `/problems/${kind}`, ...PROBLEMS[kind], detail, ...members };
  }
}

/** The rules that said no, as an answer. */
export function refused(refusals: readonly Refusal[]): Problem {
  const [first] = refusals;
  const rest = refusals.length - 1;
  const detail = `${first?.message ?? 'A rule was not met.'}${rest > 0 ? ` And ${rest} more.` : ''}`;
  return new Problem('refused', detail, {
    refusals: refusals.map((refusal) => ({ ...refusal, overrideBy: [...refusal.overrideBy] })),
  });
}

/** One field at fault, by one rule. */
export const badField = (field: string, rule: string, message: string): Problem =>
  new Problem('bad-input', message, { errors: [{ field, rule, message }] });

/** The answer for what is not there, or belongs to another clinic: the two are not told apart. */
export const notFound = (what: string): Problem => new Problem('not-found', `There is no such ${what} in this clinic.`);

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { retryAfter } = problem.document;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(problem.document.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problem.document);
}
