/**
 * The log: structured, and without patient data. What may be logged is named here: ids, types, rule ids,
 * status, times. Bodies, names, query values and headers never reach it, and an error's message is
 * logged only where this code wrote it or the machine did, never where it quotes an input.
 */
import { type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger };

/** `level` may be `silent`. Lines go to standard output, or where `destination` writes them. */
export function createLogger(level = 'info', destination?: { write(line: string): void }): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: withoutValues },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Parts of PostgreSQL's error that quote the row or the statement's values. */
const QUOTING = ['detail', 'where', 'hint', 'internalQuery', 'query', 'parameters'] as const;

/** An error as the log keeps it: kind, code, stack and cause. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'something that is no Error was thrown' };
  const { code, constraint, table } = error as Error & Record<'code' | 'constraint' | 'table', unknown>;
  const quotes = QUOTING.some((part) => part in error);
  return {
    name: error.name,
    code,
    constraint,
    table,
    // A database error's message may quote a value ("invalid input syntax for type uuid: …"), and so may a parser's.
    message: quotes || error instanceof SyntaxError ? `not logged: it may quote a value` : error.message,
    stack: error.stack?.split('\n').slice(1).join('\n'),
    ...(error.cause ? { cause: withoutValues(error.cause) } : {}),
  };
}
