/**
 * Who may do what to whom, at every address: the authority table of the core, asked with what holds between the asker and
 * the patient. What was asked and what allowed it stays on the request for whoever accounts for it afterwards.
 */
import {
  type Act,
  type Answer,
  type Condition,
  type Holding,
  mayDo,
  mayEver,
  rolesThatMay,
  sayRoles,
} from '@holdspace/care';
import type { SessionHead } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import type { App, Context } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { NOTHING_HOLDS } from './standings.ts';

/** What a request did, about whom, and what allowed it. */
export interface Access {
  readonly act: Act;
  readonly patientId?: string;
  readonly sessionId?: string;
  /** The conditions of the table's row that allowed it; empty where the role alone did. */
  readonly grounds: readonly Condition[];
  readonly refused?: true;
}

/** Whom an act is about. */
export interface Subject {
  readonly patientId: string;
  readonly sessionId?: string | undefined;
  /** What the route itself has seen to hold: that it is one's own, or that the patient has authorized it. */
  readonly holding?: Holding;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the authority table was asked; unset while it has not been. */
    access: Access | undefined;
  }
  interface FastifyContextConfig {
    /** Other acts that this address also serves; the route says which one it was. */
    orActs?: readonly Act[];
  }
}

/**
 * For the members' routes: a role that may never do what an address is for is refused before anything is looked up, and
 * where the role alone does not suffice, an answer that went out without a look at the conditions is a fault.
 */
export function demandActOfRoute(app: App): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { act, orActs } = request.routeOptions.config;
    const { roles } = request.principal.practitioner;
    if (mayDo(act, { roles }).allowed) request.access = { act, grounds: [] };
    else if (![act, ...(orActs ?? [])].some((one) => mayEver(one, roles))) return done(refuseByRole(request, act));
    done();
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.access === undefined && reply.statusCode < 400)
      throw new Error(`${request.method} ${request.routeOptions.url} answered without asking who may`);
    return payload;
  });
}

/** Notes an act without a patient, or one whose conditions the route itself has seen to; throws where it is not allowed. */
export function demandHolding(request: FastifyRequest, act: Act, holding: Holding): void {
  conclude(request, act, {}, mayDo(act, { roles: request.principal.practitioner.roles, conditions: holding }));
}

/** Throws a refusal where the roles may not under any condition; before anything is looked up. */
export function demandEver(request: FastifyRequest, act: Act): void {
  if (!mayEver(act, request.principal.practitioner.roles)) throw refuseByRole(request, act);
}

/**
 * Throws a refusal that says what is missing, unless the asker may do this to this patient now. Resolves at once where
 * the role alone decides or what holds was looked up a moment ago.
 */
export function demandAccess(
  context: Pick<Context, 'standings'>,
  request: FastifyRequest,
  act: Act,
  subject: Subject,
): void | Promise<void> {
  const asked = askNow(context, request, act, subject);
  if (asked?.allowed) return conclude(request, act, subject, asked);
  return askAnew(context, request, act, subject).then((answer) => conclude(request, act, subject, answer));
}

/** Whether the asker may, without refusing: for an answer that holds more for those who may. */
export async function hasAccess(
  context: Pick<Context, 'standings'>,
  request: Pick<FastifyRequest, 'principal'>,
  act: Act,
  subject: Subject,
): Promise<boolean> {
  if (askNow(context, request, act, subject)?.allowed) return true;
  return mayEver(act, request.principal.practitioner.roles)
    ? (await askAnew(context, request, act, subject)).allowed
    : false;
}

/** Of these patients, those to whom the asker may do this now. */
export async function thoseAccessible(
  { standings }: Pick<Context, 'standings'>,
  { principal }: Pick<FastifyRequest, 'principal'>,
  act: Act,
  patientIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { roles } = principal.practitioner;
  if (!mayEver(act, roles)) return new Set();
  if (mayDo(act, { roles }).allowed) return new Set(patientIds);
  const held = await standings.lookAll(principal, [...new Set(patientIds)]);
  return new Set(patientIds.filter((id) => mayDo(act, { roles, conditions: held.get(id) ?? NOTHING_HOLDS }).allowed));
}

/** The session of an address, to those who may do this in it. Throws 403 by role, 404, then 403 by condition. */
export async function demandSession(
  context: Pick<Context, 'standings' | 'store'>,
  request: FastifyRequest,
  act: Act,
  sessionId: string,
): Promise<SessionHead> {
  demandEver(request, act);
  const head = await context.store.sessions.head(request.principal.clinic.id, sessionId);
  if (!head) throw notFound('session');
  await demandAccess(context, request, act, { patientId: head.patientId, sessionId });
  return head;
}

/** As far as it is known without a look: the role alone, what the route has seen to, and what is remembered. */
function askNow(
  { standings }: Pick<Context, 'standings'>,
  { principal }: Pick<FastifyRequest, 'principal'>,
  act: Act,
  { patientId, holding }: Subject,
): Answer | undefined {
  const { roles } = principal.practitioner;
  const bare = mayDo(act, holding ? { roles, conditions: holding } : { roles });
  if (bare.allowed) return bare;
  const remembered = standings.remembered(principal, patientId);
  return remembered && mayDo(act, { roles, conditions: { ...remembered, ...holding } });
}

async function askAnew(
  { standings }: Pick<Context, 'standings'>,
  { principal }: Pick<FastifyRequest, 'principal'>,
  act: Act,
  { patientId, holding }: Subject,
): Promise<Answer> {
  const { roles } = principal.practitioner;
  const conditions = mayEver(act, roles) ? await standings.look(principal, patientId) : NOTHING_HOLDS;
  return mayDo(act, { roles, conditions: { ...conditions, ...holding } });
}

function conclude(request: FastifyRequest, act: Act, { patientId, sessionId }: Partial<Subject>, answer: Answer): void {
  const about = { act, ...(patientId && { patientId }), ...(sessionId && { sessionId }) };
  if (answer.allowed) {
    request.access = { ...about, grounds: answer.by.when };
    return;
  }
  request.access = { ...about, grounds: [], refused: true };
  const { roles } = request.principal.practitioner;
  throw new Problem('not-allowed', answer.message, {
    rule: answer.rule,
    satisfy: answer.satisfy,
    // In need they break the glass for the patient, whom the session's address alone does not tell.
    ...(patientId && sessionId && mayDo('see demographics', { roles }).allowed && { patientId }),
  });
}

function refuseByRole(request: FastifyRequest, act: Act): Problem {
  request.access = { act, grounds: [], refused: true };
  const whoMay = sayRoles(rolesThatMay(act));
  const { roles } = request.principal.practitioner;
  return new Problem('not-allowed', `To ${act} takes a ${whoMay}; you are signed in as ${sayRoles(roles)}.`, {
    rule: `role: ${act}`,
    satisfy: `Ask a ${whoMay} to do it from their own sign-in.`,
  });
}
