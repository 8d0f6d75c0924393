/**
 * What every thrown thing becomes: problems pass, the framework's own errors are put in plain words, a
 * lost database says so, and all else is a fault with an id that leads to the log.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';
import { Problem, sendProblem } from './problem.ts';

/** Seconds after which a client may try again when the database is away; a restart takes about this long. */
const RETRY_AFTER_SECONDS = 2;

export function errorHandler(metrics: Metrics) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = asProblem(error);
    metrics.problems.inc({ kind: problem.kind });
    const about = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      kind: problem.kind,
    };
    if (problem.kind === 'fault') request.log.error({ ...about, fault: problem.document.fault, err: error }, 'fault');
    else if (problem.kind === 'unavailable') request.log.error({ ...about, err: error }, 'database unavailable');
    else request.log.info({ ...about, rules: rulesOf(problem) }, 'problem');
    if (problem.kind === 'unavailable') reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    return sendProblem(reply, problem);
  };
}

/** The rule ids and known field paths, which tell an operator what happened and nothing of the patient. */
function rulesOf({ document }: Problem): string[] {
  const fields = document.errors?.map(({ field, rule }) => (rule === 'unknown-field' ? rule : `${rule} ${field}`));
  return [...(fields ?? []), ...(document.refusals?.map(({ rule }) => rule) ?? [])];
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error))
    return new Problem('unavailable', 'The database cannot be reached. Nothing was lost: send it again in a moment.');
  const { code } = error as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(
        'too-large',
        'What was sent is larger than this server takes at once. Send it in smaller parts.',
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return new Problem('wrong-media-type', 'Send JSON, with the header content-type: application/json.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem('broken-json', 'What was sent ended before its announced length.');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
    // A path that leads out of the web app's folder.
    case 'FST_STATIC_FORBIDDEN_PATH':
      return new Problem('not-found', 'This address cannot be read.');
    default:
      return fault();
  }
}

function fault(): Problem {
  const id = randomUUID();
  return new Problem('fault', `Something broke on our side, and it was logged. If it stays, tell us the id ${id}.`, {
    fault: id,
  });
}

/** PostgreSQL's classes: 08 connection, 57P shutdown or crash, 53 out of connections; and the socket's own codes. */
const AWAY = /^(08|57P|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;
/** What `pg` says without a code. */
const AWAY_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Whether an error says that the database could not be reached, or was lost on the way. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && AWAY.test(code)) return true;
  return AWAY_WORDS.test(error.message) || isDatabaseAway(error.cause);
}
