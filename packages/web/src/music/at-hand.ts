/** What this device has at hand of a soundtrack, and whether that is what is played. */
import { type Playable, playableOf, type Soundtrack } from '@holdspace/care';
import type { SessionMusic } from './queries.ts';

/** What is heard of a soundtrack by this patient, here. */
export const forThisPatient = (
  { tracks, avoided, setting }: Pick<SessionMusic, 'tracks' | 'avoided' | 'setting'>,
  soundtrack: Soundtrack,
): Playable =>
  playableOf(soundtrack, { tracks, avoided: new Set(avoided.map(({ track }) => track)), target: setting.target });

/** What is ready is what would be heard, and not a name: a track left out meanwhile, or let in again, makes it another. */
export const keyOf = (playable: Playable): string => JSON.stringify(playable);

type Named = Pick<Soundtrack, 'id' | 'version'>;

/** The soundtrack in the version in which it is played: of those that are listed, or as it was asked for by its version. */
export const playedAmong = (among: readonly (Soundtrack | undefined)[], played: Named | undefined) =>
  among.find((one) => one?.id === played?.id && one?.version === played?.version);

/** What stands on the screen until that is here: its newest version, and nothing that could be played instead of it. */
export const standInAmong = (among: readonly Soundtrack[], played: Named | undefined) =>
  among.find(({ id }) => id === played?.id) ?? among[0];
