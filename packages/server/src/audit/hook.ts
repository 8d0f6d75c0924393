/** Writes each request to the audit before its answer leaves, and holds back the answer where that cannot be. */
import type { Act, AuditEntry } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { App, Context } from '../context.ts';
import { createAbout } from './about.ts';
import { auditAway } from './auditor.ts';
import { clinicOf, entryOf } from './request-entry.ts';
import { isFolded, isRecording, whyNotAudited } from './which.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Its entry is written, or kept: an error that is answered afterwards does not write another. */
    isAudited: boolean;
    /** The reason that was given for it, where a route asks for one, such as a broken glass. */
    auditWhy: string | undefined;
  }
}

const actOf = (request: FastifyRequest): Act | undefined => request.routeOptions.config.act;
const whyNot = (request: FastifyRequest, act: Act): string | null =>
  whyNotAudited(request.method, request.routeOptions.url ?? '', act);

export interface AuditedRoute {
  readonly route: string;
  readonly act: Act;
  /** Why its answers are not written; null where they are. */
  readonly notBecause: string | null;
}

/** Hung into the root, so that every route inherits it, whoever adds it. Answers the routes, once they are there. */
export function auditRequests(app: App, context: Pick<Context, 'store' | 'audit' | 'now'>): readonly AuditedRoute[] {
  const routes: AuditedRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat())
      if (config)
        routes.push({ route: `${one} ${url}`, act: config.act, notBecause: whyNotAudited(one, url, config.act) });
  });
  const { audit, now } = context;
  const aboutOf = createAbout(context.store);
  app.decorateRequest('isAudited', false);
  app.decorateRequest('auditWhy');

  app.addHook('preHandler', async (request) => {
    const act = actOf(request);
    const { method, routeOptions } = request;
    if (!act || isRecording(method, routeOptions.url ?? '', act) || whyNot(request, act) !== null) return;
    await audit.demandWorking();
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const act = actOf(request);
    const { statusCode: status } = reply;
    if (!act || request.isAudited || !isWritten(request, act, status)) return payload;
    request.isAudited = true;
    // Where even whose it is cannot be looked up, the entry is written without.
    const about = await Promise.resolve(aboutOf(request, status)).catch(() => ({}));
    const entry = entryOf(request, act, status, payload, about, now());
    const clinicId = clinicOf(request);
    // What leaves no data, and what is done already, is kept where it cannot be written; what would leave does not.
    const mustBeWritten = status < 400 && request.method === 'GET';
    if (!mustBeWritten) await audit.writeOrKeep(clinicId, entry, mayFold(entry));
    else await writeFirst(clinicId, entry).catch(() => refuse(clinicId, entry, payload));
    return payload;
  });

  const writeFirst = (clinicId: string, entry: AuditEntry) =>
    mayFold(entry) ? audit.writeFolded(clinicId, entry) : audit.write(clinicId, entry);

  function refuse(clinicId: string, entry: AuditEntry, payload: unknown): never {
    audit.keep(clinicId, { ...entry, outcome: 'failed', why: 'the audit could not be written' });
    if (payload && typeof (payload as { destroy?: unknown }).destroy === 'function')
      (payload as { destroy(): void }).destroy();
    throw auditAway();
  }
  return routes;
}

/** Writes that a live stream is opened, before its head is sent. Throws 503 where that cannot be. */
export async function auditStream(
  request: FastifyRequest,
  { audit, now }: Pick<Context, 'audit' | 'now'>,
  about: { readonly patientId: string; readonly sessionId: string },
): Promise<void> {
  const act = actOf(request);
  if (!act) throw new Error('a stream without an act');
  request.isAudited = true;
  await audit.write(clinicOf(request), entryOf(request, act, 200, '', about, now())).catch(() => {
    throw auditAway();
  });
}

/** Of what is not written otherwise, a refusal of somebody who has signed in. */
function isWritten(request: FastifyRequest, act: Act, status: number): boolean {
  if (whyNot(request, act) === null) return true;
  return status === 403 && (request.principal !== undefined || request.reader !== undefined);
}

/** Refusals are written one by one, but of who has not signed in: anybody can make any number of those. */
const mayFold = ({ outcome, who, what }: AuditEntry): boolean =>
  who.kind === 'nobody' || (outcome === 'allowed' && isFolded(what));
