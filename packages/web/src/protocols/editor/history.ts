/** What was written, step by step, so that it can be undone. Typing in one field is one step. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The field that was written in last. */
  readonly field: string | undefined;
}

/** As far back as anybody remembers what they did. */
const MOST_STEPS = 200;

export const beginHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], field: undefined });

export function wrote<T>(history: History<T>, present: T, field?: string): History<T> {
  if (field !== undefined && field === history.field) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present, future: [], field };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    field: undefined,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, field: undefined };
}
