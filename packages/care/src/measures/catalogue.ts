/** Finding a measure: by its id, by the version under which something was answered, or by the name that a protocol uses. */
import type { Instrument } from './instrument.ts';
import { INSTRUMENTS, RETIRED_INSTRUMENTS } from './instruments/index.ts';

/** As it is put now; with a version, as it was put then. */
export const instrumentOf = (id: string, version?: string): Instrument | undefined =>
  instrumentAmong([...INSTRUMENTS, ...RETIRED_INSTRUMENTS], id, version);

/** `all`: those in use before those that are retired. */
export const instrumentAmong = (all: readonly Instrument[], id: string, version?: string): Instrument | undefined =>
  all.find((one) => one.id === id && (version === undefined || one.version === version));

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
/** Protocols name measures in words ("PHQ-9", "Anxiety, 0 to 100"). Undefined where no measure is called so. */
export function instrumentNamed(name: string): Instrument | undefined {
  const sought = plain(name);
  return INSTRUMENTS.find(({ id, title, alsoCalled }) =>
    [id, title, ...alsoCalled].some((called) => plain(called) === sought),
  );
}
