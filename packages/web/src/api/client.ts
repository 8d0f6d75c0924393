/** Calls to the clinic's server: JSON in, JSON out, and a typed `Problem` thrown for everything else. */
import { noteReached } from './online.ts';
import { type FieldError, Problem } from './problem.ts';

interface ProblemDocument {
  type?: string;
  title?: string;
  message?: string;
  detail?: string;
  errors?: FieldError[];
  refusals?: Problem['refusals'];
  rule?: string;
  satisfy?: string;
  patientId?: string;
  retryAfter?: number;
}

/** Said with every call, so that a window of one clinic writes nothing at another (see shell/clinics.tsx). */
let shownClinic: string | undefined;
export function showClinic(slug: string) {
  shownClinic = slug;
}
/** Where one is, and goes, is asked whatever is shown. */
const isAboutWhere = (path: string) => path === '/api/me' || path === '/api/me/clinic';

type Headers = Readonly<Record<string, string>>;

async function call<Answer>(method: string, path: string, body?: unknown, more: Headers = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(shownClinic === undefined || isAboutWhere(path) ? {} : { 'x-holdspace-clinic': shownClinic }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    noteReached(false);
    throw new Problem({ status: 0, title: 'The clinic’s server cannot be reached', cause });
  }
  noteReached(true);
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
  throw problemOf(response, text);
}

function problemOf(response: Response, text: string): Problem {
  const type = response.headers.get('content-type') ?? '';
  // A proxy in between may answer in HTML: then the status is all that is known.
  const told: ProblemDocument = type.includes('json') && text !== '' ? JSON.parse(text) : {};
  return new Problem({
    type: told.type,
    status: response.status,
    title: told.title ?? told.message ?? `The server answered ${response.status}`,
    detail: told.detail,
    errors: told.errors,
    refusals: told.refusals,
    rule: told.rule,
    satisfy: told.satisfy,
    patientId: told.patientId,
    retryAfter: told.retryAfter,
  });
}

export const api = {
  get: <Answer>(path: string) => call<Answer>('GET', path),
  post: <Answer>(path: string, body: unknown = {}, headers?: Headers) => call<Answer>('POST', path, body, headers),
  put: <Answer>(path: string, body: unknown) => call<Answer>('PUT', path, body),
  delete: <Answer>(path: string) => call<Answer>('DELETE', path),
};
