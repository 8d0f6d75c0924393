/**
 * Which requests are written to the audit. It follows from the act that every route names, so that a new route is audited
 * by being there; what is left out stands here with its reason.
 */
import { type Act, groupOf } from '@holdspace/care';

/** Reads that are about no patient and change nothing. Whoever was refused there is written all the same. */
const NOT_READ: Readonly<Partial<Record<Act, string>>> = {
  'see the clinic': 'its name, its rules, and that something moved: no patient in it',
  'see who works here': 'names and roles of colleagues, asked by every screen',
  'play music': 'what the clinic may play, and its sound: no patient in it',
  'read protocols': 'how the clinic treats: no patient in it',
};
/** What is written by events of its own (`door.ts`), which say more than the route does. */
const BY_EVENTS: Readonly<Partial<Record<Act, string>>> = {
  'use one’s own account': 'what is changed of it, and each lock and unlock, is an event at the door',
  'sign in': 'each way in, and each refusal, is an event at the door',
};
/** Open to all, without anybody who asks. */
const OPEN: Readonly<Partial<Record<Act, string>>> = {
  'read what is open to all': 'the web app’s files, the API’s description, and whether the server is well',
};
/** Written without an act of their own: they read and write nothing that is kept. */
const PURE: Readonly<Record<string, string>> = {
  'POST /api/protocols/check': 'checks a document that was sent, and keeps nothing',
};

/** Why a route's answers are not written to the audit; null where each is. */
export function whyNotAudited(method: string, url: string, act: Act): string | null {
  const always = OPEN[act] ?? BY_EVENTS[act] ?? PURE[`${method} ${url}`];
  if (always !== undefined) return always;
  return (method === 'GET' || method === 'HEAD' ? NOT_READ[act] : undefined) ?? null;
}

/** Where screens ask again, or save, by themselves; within a minute, one entry at its begin stands for the like that follow. */
const POLLS = [
  'GET /api/today',
  'GET /api/sessions/:id/events',
  'GET /api/reader/me',
  'GET /api/portal/me',
  'POST /api/reader/courses/:id/preparation',
  'POST /api/courses/:id/preparation',
  'GET /api/courses/:id/screening',
  'GET /api/sessions/:id/screening',
  'POST /api/reader/forms/:form/draft',
  'POST /api/measures/link/draft',
  'POST /api/reader/measures/:id/draft',
  'POST /api/measure-requests/:id/draft',
  'GET /api/consult-requests/waiting',
  'GET /api/outcomes',
  'GET /api/registry',
];
/** Accepted entries of a session are in its own chain, each with its author; the audit says that somebody was at it. */
const COMMANDS = 'POST /api/sessions/:id/commands';
export const isFolded = (what: string): boolean => what === COMMANDS || POLLS.includes(what);

/** Recording what happens in the room, and signing for it, which never wait for the audit. */
const RECORDING = [COMMANDS, 'POST /api/sessions/:id/signatures', 'POST /api/sessions/:id/signature-challenge'];
export const isRecording = (method: string, url: string, act: Act): boolean =>
  RECORDING.includes(`${method} ${url}`) || (method !== 'GET' && groupOf(act) === 'session');
