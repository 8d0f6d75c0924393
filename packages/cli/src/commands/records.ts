/** Commands that look: `protocol check`, `session replay`; and `migrate`, `clinic add`. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  instant,
  isPart2,
  isZone,
  labelOf,
  PART_2_IN_PLAIN_WORDS,
  PART_2_NOTICE,
  parseProtocol,
  ROLES,
  type Role,
  recordAsText,
  recordOf,
  type SessionEvent,
  SHIPPED_DOCUMENTS,
} from '@holdspace/care';
import { addUser } from '@holdspace/server';
import { audited } from '../audited.ts';
import { open } from '../opened.ts';
import { CannotError, readSettings, UsageError } from '../settings.ts';
import { type Asked, answer } from './answer.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export async function migrateDatabase(asked: Asked): Promise<void> {
  const opened = await open(readSettings(asked));
  await opened.close();
  answer(
    asked,
    { applied: opened.applied },
    opened.applied.length > 0
      ? `Applied: ${opened.applied.join(', ')}`
      : 'Nothing to do: the database has the present shape.',
  );
}

/** Checks a protocol document; 1 where it does not hold. */
export function checkProtocol(file: string, asked: Asked): void {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} could not be read as JSON: ${(error as Error).message}`);
  }
  const parsed = parseProtocol(document);
  if (!parsed.ok) {
    answer(
      asked,
      { ok: false, issues: parsed.issues },
      parsed.issues.map((issue) => `${issue.path || '(the document)'}: ${issue.message}  [${issue.rule}]`).join('\n'),
    );
    process.exitCode = 1;
    return;
  }
  const label = labelOf(parsed.protocol);
  const { id, version } = parsed.protocol;
  answer(
    asked,
    { ok: true, id, version, label },
    [
      `${id} ${version} holds.`,
      `It may be called: ${label.name}. ${label.statement}`,
      ...label.reasons.map((reason) => `  ${reason.met ? 'yes' : 'no '}  ${reason.says}`),
    ].join('\n'),
  );
}

/** Folds a session's log and prints its chart. */
export async function replaySession(sessionId: string, asked: Asked & { clinic?: string }): Promise<void> {
  if (!UUID.test(sessionId)) throw new UsageError(`"${sessionId}" is not a session's id.`);
  const opened = await open(readSettings(asked));
  try {
    const clinics = await opened.store.clinics.addresses();
    for (const clinic of clinics.filter((one) => !asked.clinic || one.slug === asked.clinic)) {
      const head = await opened.store.sessions.head(clinic.id, sessionId);
      if (!head) continue;
      const installed = await opened.store.protocols.find(clinic.id, head.protocolId, head.protocolVersion);
      const parsed = parseProtocol(installed?.document);
      if (!parsed.ok)
        throw new CannotError(
          `The protocol ${head.protocolId} ${head.protocolVersion} of this session does not hold; see "protocol check".`,
        );
      const events = await opened.store.sessions.events(clinic.id, sessionId);
      const about = { patientId: head.patientId, sessionId };
      await audited(opened.store, clinic.id, { act: 'see a session', what: 'holdspace session replay', ...about });
      const record = recordOf(parsed.protocol, events as readonly SessionEvent[]);
      const flags = await opened.store.part2.ofPatient(clinic.id, head.patientId);
      const visit = head.visitId ? await opened.store.visits.find(clinic.id, head.visitId) : null;
      const notice = isPart2(flags, visit?.courseId) ? `${PART_2_NOTICE}\n${PART_2_IN_PLAIN_WORDS}\n\n` : '';
      return answer(asked, { ...record, ...(notice && { notice }) }, notice + recordAsText(record));
    }
    throw new CannotError(`No clinic here has a session ${sessionId}.`);
  } finally {
    await opened.close();
  }
}

/** Opens a real clinic with the shipped protocols and its first person. */
export async function addClinic(
  asked: Asked & { slug: string; name: string; zone: string; person: string; email: string; role: string },
): Promise<void> {
  if (!isZone(asked.zone)) throw new UsageError(`"${asked.zone}" is not a time zone such as America/New_York.`);
  if (!ROLES.includes(asked.role as Role)) throw new UsageError(`--role is one of ${ROLES.join(', ')}.`);
  const opened = await open(readSettings(asked));
  try {
    const { store } = opened;
    const clinics = await store.clinics.addresses();
    if (clinics.some((one) => one.isDemo))
      throw new CannotError('This database holds the demo. Choose another data folder (--data) for a real clinic.');
    if (clinics.some((one) => one.slug === asked.slug))
      throw new CannotError(`There is a clinic ${asked.slug} already.`);
    const now = instant(Date.now());
    const clinicId = randomUUID();
    await store.clinics.create(
      { id: clinicId, slug: asked.slug, name: asked.name, zone: asked.zone, isDemo: false },
      now,
    );
    for (const document of SHIPPED_DOCUMENTS)
      await store.protocols.install(clinicId, {
        id: document.id,
        version: document.version,
        document,
        installedAt: now,
      });
    const password = randomBytes(12).toString('base64url');
    const user = await addUser(store, { email: asked.email, name: asked.person, password });
    await store.practitioners.create(clinicId, {
      id: randomUUID(),
      userId: user.id,
      name: asked.person,
      email: asked.email.toLowerCase(),
      roles: [asked.role as Role],
    });
    answer(
      asked,
      { clinicId, slug: asked.slug, email: asked.email, password },
      `${asked.name} is open. ${asked.person} signs in as ${asked.email} with ${password} (shown this once; an e-mail known before keeps its password).`,
    );
  } finally {
    await opened.close();
  }
}
