/** Making things whose ids the client made: sent twice, made once; another thing under the same id is refused. */
import { isDeepStrictEqual } from 'node:util';
import { Problem } from './problem.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * Makes a thing, or answers the one of the same id that is there already, where it is the same.
 * `taken` says what else may be unique about it, where it is not the id.
 */
export async function storedOnce<T>(making: {
  readonly given: T;
  create(): Promise<T>;
  find(): Promise<T | null>;
  taken(): Problem;
}): Promise<{ readonly thing: T; readonly isNew: boolean }> {
  try {
    return { thing: await making.create(), isNew: true };
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    const existing = await making.find();
    if (existing === null) throw making.taken();
    if (!isDeepStrictEqual({ ...existing }, { ...making.given })) throw repeated();
    return { thing: existing, isNew: false };
  }
}

const repeated = () =>
  new Problem('repeated-id', 'Something else is kept under this id. Look again before making it anew.', {
    errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
  });
