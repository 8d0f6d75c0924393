/** A clinic's next summary, from its copy for outcomes as it stands and from the consents that stand now. */
import {
  changeCells,
  harmsCells,
  INSTRUMENTS,
  type Instant,
  type MadeSummary,
  mainScale,
  nextSummary,
  SHIPPED_DOCUMENTS,
} from '@holdspace/care';
import { type RegistryRows, registryRows } from '@holdspace/outcomes';
import type { ConsentSignature, Store } from '@holdspace/store';
import { Consents, standingOf } from '../consents/consents.ts';
import type { Context } from '../context.ts';
import { ProtocolShelf } from '../protocols/shelf.ts';

/** One number for each measure: subscales come to the total, and would tell more than it does. */
const SCALES = INSTRUMENTS.flatMap((one) => {
  const scale = mainScale(one);
  return scale ? [{ instrument: one.id, scale: scale.id }] : [];
});
/** Protocols that come with the product: under another clinic's own one nobody knows what was done. */
export const REGISTRY_PROTOCOLS: ReadonlySet<string> = new Set(SHIPPED_DOCUMENTS.map(({ id }) => id));

export interface NextSummary extends MadeSummary {
  readonly consenting: number;
  readonly treated: number;
  /** When the copy was made that it is from. */
  readonly copiedAt: Instant;
}

type Parts = Pick<Context, 'store' | 'protocols'>;

/** Patients whose consent to the use of their data stands now, by pseudonym. */
export async function consentingPatients(
  store: Store,
  clinicId: string,
  protocols: Context['protocols'] = new ProtocolShelf(store),
): Promise<ReadonlySet<string>> {
  const document = await new Consents({ store, protocols }).document(clinicId, 'research');
  if (!document) return new Set();
  const signatures = await store.consents.signaturesOf(clinicId, document.id);
  const pseudonymOf = await store.feed.pseudonyms(clinicId);
  const patients = new Map<string, ConsentSignature[]>();
  for (const one of signatures) patients.set(one.patientId, [...(patients.get(one.patientId) ?? []), one]);
  return new Set(
    [...patients].flatMap(([patientId, own]) =>
      standingOf(document, { signatures: own, answers: [] }).kind === 'signed' ? [pseudonymOf(patientId)] : [],
    ),
  );
}

/** Null where the clinic has no copy yet. */
export async function makeSummary(
  parts: Parts & { readonly outcomes: NonNullable<Context['outcomes']> },
  clinicId: string,
  of: { readonly giver: string; readonly name: string | null; readonly now: Instant },
): Promise<NextSummary | null> {
  const { store, outcomes } = parts;
  const read = await outcomes.read(clinicId, async (ask) => ({
    rows: await registryRows(ask, SCALES),
    copiedAt: ask.madeAt,
  }));
  if (!read) return null;
  const consenting = await consentingPatients(store, clinicId, parts.protocols);
  const counts = <Row extends { readonly patient: string; readonly protocol: string }>(rows: readonly Row[]) =>
    rows.filter(({ patient, protocol }) => REGISTRY_PROTOCOLS.has(protocol) && consenting.has(patient));
  const { changes, sessions, treated }: RegistryRows = read.rows;
  const byProtocol = new Map<string, number>();
  for (const { protocol } of counts(treated)) byProtocol.set(protocol, (byProtocol.get(protocol) ?? 0) + 1);
  const cells = changeCells(counts(changes), byProtocol);
  const made = nextSummary([...cells.cells, ...harmsCells(counts(sessions))], await lastCells(store, clinicId), {
    giver: of.giver,
    name: of.name,
    madeAt: of.now,
    consents: (patient) => consenting.has(patient),
  });
  const all = new Set(treated.filter(({ protocol }) => REGISTRY_PROTOCOLS.has(protocol)).map(({ patient }) => patient));
  return {
    ...made,
    heldBack: made.heldBack + cells.tooFew,
    consenting: [...all].filter((patient) => consenting.has(patient)).length,
    treated: all.size,
    copiedAt: read.copiedAt,
  };
}
const lastCells = async (store: Store, clinicId: string) => (await store.registry.given(clinicId))?.cells ?? {};
