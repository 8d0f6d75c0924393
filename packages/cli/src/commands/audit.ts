/** `holdspace verify` and `holdspace checkpoint`: that nothing of the records, the ledger and the audit was changed behind their back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { instant } from '@holdspace/care';
import {
  type BrokenAudit,
  type Checkpoint,
  HOUSE_CLINIC,
  readCheckpoint,
  type Store,
  whyNotBelieved,
} from '@holdspace/store';
import { keptCheckpointKeys } from '../checkpoint-keys.ts';
import { open } from '../opened.ts';
import { CannotError, readSettings, UsageError } from '../settings.ts';
import { type Asked, answer } from './answer.ts';

/** The chain of what happens before a clinic is known, by the name that people give it here. */
const HOUSE = { id: HOUSE_CLINIC, slug: 'house' };

interface FoundInAudit {
  readonly entries: number;
  /** Marked because a clock ran backward. */
  readonly clockBehind: number;
  readonly broken?: BrokenAudit & { readonly clinic: string };
}

const chainsOf = async (store: Store) => [...(await store.clinics.addresses()), HOUSE];

async function verifyAudits(store: Store, outside: readonly Checkpoint[]): Promise<FoundInAudit> {
  let [entries, clockBehind] = [0, 0];
  for (const clinic of await chainsOf(store)) {
    const checkpoint = outside.find(({ clinicId }) => clinicId === clinic.id);
    const found = await store.audit.verify(clinic, checkpoint);
    entries += found.entries;
    clockBehind += found.clockBehind;
    if (found.broken) return { entries, clockBehind, broken: { ...found.broken, clinic: clinic.slug } };
  }
  return { entries, clockBehind };
}

/** The checkpoints in a file: one, or a list as `holdspace checkpoint` writes it. */
function readCheckpoints(file: string): readonly Checkpoint[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} could not be read as JSON: ${(error as Error).message}`);
  }
  return [content].flat().map((one) => {
    const checkpoint = readCheckpoint(one);
    if (!checkpoint) throw new UsageError(`${file} holds no checkpoint of an audit.`);
    return checkpoint;
  });
}

/** Walks every hash chain of sessions, of the audit and of the ledger; 1 and the first row that does not fit, where one does not. */
export async function verify(asked: Asked & { checkpoint?: string }): Promise<void> {
  const settings = readSettings(asked);
  const outside = asked.checkpoint === undefined ? [] : readCheckpoints(asked.checkpoint);
  const opened = await open(settings);
  try {
    const { ids } = keptCheckpointKeys(settings.folder);
    const known = new Set((await chainsOf(opened.store)).map(({ id }) => id));
    const disbelieved = outside.flatMap((one) => {
      const why = whyNotBelieved(one, ids) ?? (known.has(one.clinicId) ? null : 'no clinic here has its id');
      return why === null ? [] : [{ clinic: one.clinic, at: one.at, why }];
    });
    // Of a chain that is cut off, an unbelieved checkpoint says nothing; it is said itself.
    const believed = disbelieved.length > 0 ? [] : outside;
    const found = await opened.store.verify(undefined, believed);
    const audit = await verifyAudits(opened.store, believed);
    const { broken, ledger } = found;
    const says = [
      broken
        ? `Entry ${broken.seq} of session ${broken.sessionId} (clinic ${broken.clinicId}) does not fit: ${broken.why}.`
        : `All ${found.events} entries of ${found.sessions} sessions fit.`,
      audit.broken
        ? `Entry ${audit.broken.seq} of the audit of ${audit.broken.clinic} does not fit: ${audit.broken.why}.`
        : `All ${audit.entries} entries of the audit fit.`,
      ledger.broken
        ? `The ledger of medicine (clinic ${ledger.broken.clinicId}) does not fit at ${ledger.broken.row}: ${ledger.broken.why}.`
        : `All ${ledger.movements} movements of medicine fit, and the balances of ${ledger.containers} containers are their sums.`,
      ...(audit.clockBehind > 0 ? [`${audit.clockBehind} of them were written by a clock that was behind.`] : []),
      ...disbelieved.map(({ clinic, at, why }) => `The checkpoint of ${clinic} of ${at} is not believed: ${why}.`),
      ...(outside.length > 0 && disbelieved.length === 0 && !audit.broken && !ledger.broken
        ? [
            `The audit and the ledger hold what the ${outside.length === 1 ? 'checkpoint covers' : 'checkpoints cover'}.`,
          ]
        : []),
    ];
    answer(asked, { ...found, audit, ...(disbelieved.length > 0 && { disbelieved }) }, says.join('\n'));
    if (broken || ledger.broken || audit.broken || disbelieved.length > 0) process.exitCode = 1;
  } finally {
    await opened.close();
  }
}

/** Signs where the audits stand, and writes that to a file that is to be kept elsewhere. */
export async function checkpoint(asked: Asked & { clinic?: string; out: string }): Promise<void> {
  const settings = readSettings(asked);
  const opened = await open(settings);
  try {
    const keys = keptCheckpointKeys(settings.folder);
    const chains = (await chainsOf(opened.store)).filter((one) => !asked.clinic || one.slug === asked.clinic);
    if (chains.length === 0) throw new CannotError(`There is no clinic ${asked.clinic} here.`);
    const signed: Checkpoint[] = [];
    for (const clinic of chains) {
      const made = await opened.store.audit.checkpoint(keys, clinic, instant(Date.now()));
      const [standing] = made ? [made] : await opened.store.audit.checkpoints(clinic.id, clinic.slug, 1);
      if (standing) signed.push(standing);
    }
    writeFileSync(asked.out, `${JSON.stringify(asked.clinic && signed.length === 1 ? signed[0] : signed, null, 2)}\n`);
    answer(
      asked,
      { out: asked.out, checkpoints: signed.map(({ clinic, seq, at, keyId }) => ({ clinic, seq, at, keyId })) },
      [
        ...signed.map(({ clinic, seq, keyId }) => `${clinic}: ${seq} entries, signed by ${keyId}.`),
        `Written to ${asked.out}. Keep it outside this house: what it covers cannot be cut off or written anew unseen.`,
      ].join('\n'),
    );
  } finally {
    await opened.close();
  }
}
