/** `token`: an API token for a person, shown this once. */
import { randomUUID } from 'node:crypto';
import { instant, LONGEST_TOKEN_DAYS, TOKEN_SCOPES, type TokenScope, tokenScopeSchema } from '@holdspace/care';
import { hashOfToken, newToken } from '@holdspace/server';
import { audited } from '../audited.ts';
import { open } from '../opened.ts';
import { readSettings, UsageError } from '../settings.ts';
import { type Asked, answer } from './answer.ts';
import { whereTheyWork } from './people.ts';

const DAY_MS = 86_400_000;

export interface AskedToken extends Asked {
  readonly user: string;
  readonly clinic?: string;
  readonly label: string;
  readonly scope: readonly string[];
  readonly days: string;
  /** The last day, "2026-12-31"; outranks `days`. */
  readonly expires?: string;
}

export async function makeToken(asked: AskedToken): Promise<void> {
  const now = Date.now();
  const scopes = asked.scope.map(toScope);
  const expiresAt = instant(endOf(asked, now));
  const opened = await open(readSettings(asked));
  try {
    const { store } = opened;
    const { clinicId, practitionerId, slug } = await whereTheyWork(store, asked.user, asked.clinic);
    const token = newToken();
    await store.tokens.create({
      id: randomUUID(),
      hash: hashOfToken(token),
      clinicId,
      practitionerId,
      label: asked.label,
      scopes,
      createdAt: instant(now),
      expiresAt,
    });
    await audited(store, clinicId, { act: 'issue API tokens', what: 'holdspace token', target: practitionerId });
    answer(
      asked,
      { token, scopes, expiresAt, clinic: slug },
      `${token}\n(for ${asked.user} at ${slug}, ${scopes.join(', ')}, until ${expiresAt}; shown this once)`,
    );
  } finally {
    await opened.close();
  }
}

function toScope(text: string): TokenScope {
  const scope = tokenScopeSchema.safeParse(text);
  if (scope.success) return scope.data;
  throw new UsageError(`--scope is one of ${Object.keys(TOKEN_SCOPES).join(', ')}; "${text}" is none.`);
}

/** When the token ends: the end, in UTC, of the day named, or so many days from now. */
function endOf({ days, expires }: AskedToken, now: number): number {
  if (expires !== undefined) {
    const end = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? Date.parse(`${expires}T00:00:00Z`) + DAY_MS : Number.NaN;
    if (!(end > now && end <= now + (LONGEST_TOKEN_DAYS + 1) * DAY_MS))
      throw new UsageError('--expires takes a day such as 2026-12-31, from today to a year from now.');
    return end;
  }
  const count = Number(days);
  if (!Number.isInteger(count) || count < 1 || count > LONGEST_TOKEN_DAYS)
    throw new UsageError(`--days takes a whole number from 1 to ${LONGEST_TOKEN_DAYS}.`);
  return now + count * DAY_MS;
}
