/** The audit entry of a request, from who asks, what the route is, and what came of it. */
import type { Act, AuditEntry, AuditOutcome, AuditWho, Instant } from '@holdspace/care';
import { HOUSE_CLINIC } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import type { Access } from '../access/access.ts';
import type { ProblemDocument } from '../problem.ts';
import type { About } from './about.ts';

/** As much of a browser's name as tells one device from another. */
const LONGEST_DEVICE = 120;

export const clinicOf = ({ principal, reader }: FastifyRequest): string =>
  principal?.clinic.id ?? reader?.clinic.id ?? HOUSE_CLINIC;

export function whoOf({ principal, reader }: FastifyRequest): AuditWho {
  if (principal) {
    const { practitioner, by, signIn } = principal;
    const { id, name, roles } = practitioner;
    return { kind: 'practitioner', practitionerId: id, name, roles, by, ...(signIn && { userId: signIn.userId }) };
  }
  if (reader?.kind === 'patient') return { kind: 'patient', roles: [], by: 'reader' };
  if (reader) return { kind: 'outside', memberId: reader.member.id, name: reader.member.name, roles: [], by: 'reader' };
  return { kind: 'nobody', roles: [] };
}

export function fromOf({ ip, headers }: FastifyRequest): AuditEntry['from'] {
  const device = headers['user-agent']?.slice(0, LONGEST_DEVICE);
  return { address: ip, ...(device && { device }) };
}

export const outcomeOf = (status: number): AuditOutcome =>
  status < 400 ? 'allowed' : status < 500 ? 'refused' : 'failed';

/** The rules that said no, by their ids: nothing of what was sent. */
export function whyOf(payload: unknown): string | undefined {
  if (typeof payload !== 'string') return undefined;
  try {
    const { type, refusals, errors, rule } = JSON.parse(payload) as Partial<ProblemDocument> & { rule?: unknown };
    const rules = [
      ...(typeof rule === 'string' ? [rule] : []),
      ...(refusals?.map((one) => one.rule) ?? []),
      ...(errors?.map((one) => one.rule) ?? []),
    ];
    const kind = String(type ?? '').replace('/problems/', '');
    return rules.length > 0 ? `${kind}: ${[...new Set(rules)].join(', ')}` : kind;
  } catch {
    return undefined;
  }
}

/** The route as it is written in the code: no id in it. */
export const whatOf = ({ method, routeOptions }: FastifyRequest): string => `${method} ${routeOptions.url ?? ''}`;

/** The types of commands in a body that the route took. */
function commandsOf({ body, routeOptions }: FastifyRequest): readonly string[] | undefined {
  if (routeOptions.url !== '/api/sessions/:id/commands') return undefined;
  const all = (Array.isArray(body) ? body : [body]) as readonly { type?: unknown }[];
  return [...new Set(all.map((one) => String(one?.type ?? '')))];
}

export function entryOf(
  request: FastifyRequest,
  act: Act,
  status: number,
  payload: unknown,
  about: About,
  at: Instant,
): AuditEntry {
  const why = status >= 400 ? whyOf(payload) : request.auditWhy;
  const commands = commandsOf(request);
  const access: Access | undefined = request.access;
  return {
    at,
    act: access?.act ?? act,
    outcome: outcomeOf(status),
    who: whoOf(request),
    ...about,
    what: whatOf(request),
    ...(commands && { commands }),
    ...(access && { grounds: access.grounds }),
    ...(why && { why }),
    from: fromOf(request),
    requestId: request.id,
  };
}
