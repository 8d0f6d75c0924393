/** Measures as a clinic puts them: in its own words where it needs any; and what of one is shown to who answers it. */
import {
  hasText,
  INSTRUMENTS,
  type Instrument,
  instrumentOf,
  inWordsOf,
  type LicensedTexts,
  RETIRED_INSTRUMENTS,
} from '@holdspace/care';
import type { MeasureDraft } from '@holdspace/store';
import type { Context } from '../context.ts';

type Kept = Pick<Context, 'store'>;

/** What stands on the screen of who answers: no scoring in it. */
export type PutInstrument = Pick<Instrument, 'id' | 'version' | 'title' | 'minutes' | 'lead' | 'items' | 'actsOn'>;

export interface ClinicMeasures {
  readonly inUse: readonly Instrument[];
  /** With those that are retired, for what was begun under them. */
  readonly all: readonly Instrument[];
}

export async function measuresOfClinic({ store }: Kept, clinicId: string): Promise<ClinicMeasures> {
  const loaded = await store.measures.texts.all(clinicId);
  const texts = new Map<string, LicensedTexts>(loaded.map((one) => [one.instrument, one.texts]));
  const inWords = (instrument: Instrument) => inWordsOf(instrument, texts.get(instrument.id));
  const inUse = INSTRUMENTS.map(inWords);
  return { inUse, all: [...inUse, ...RETIRED_INSTRUMENTS.map(inWords)] };
}

/** As it is put now; as it was put when it was begun, where something is begun. Undefined where it has no words here. */
export function toPut({ all }: ClinicMeasures, id: string, draft: MeasureDraft | null): Instrument | undefined {
  const begun = draft && all.find((one) => one.id === id && one.version === draft.instrumentVersion);
  const found = begun ?? all.find((one) => one.id === id);
  return found && hasText(found) ? found : undefined;
}

export const shownTo = ({ id, version, title, minutes, lead, items, actsOn }: Instrument): PutInstrument => ({
  id,
  version,
  title,
  minutes,
  ...(lead && { lead }),
  items,
  actsOn,
});

/** A name for what may be retired, or unknown to this version. */
export const titleOf = (id: string): string => instrumentOf(id)?.title ?? id;

export const whyNoText = (title: string): string =>
  `${title} cannot be put to anybody here yet: its words may not be passed on with Holdspace, and the clinic has not loaded its licensed text. A medical director loads it on the page of the clinic’s measures.`;
