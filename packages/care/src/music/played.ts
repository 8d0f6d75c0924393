/** The time of a session's music: seconds of playing, which its pauses leave out. */
import { between, type Instant } from '../instant.ts';
import type { Turn } from './plan.ts';
import type { MusicState } from './state.ts';

/** Seconds of playing from the start to a moment: pauses do not count. */
export function playedAt({ startedAt, pauses }: MusicState, at: Instant): number {
  const silent = pauses.reduce((sum, { from, until }) => {
    const end = until !== undefined && until < at ? until : at;
    return end > from ? sum + between(from, end) : sum;
  }, 0);
  return Math.max(0, (between(startedAt, at) - silent) / 1000);
}

/** What was asked of the music, as turns of a plan, by time. */
export const musicTurnsOf = (state: MusicState): readonly Turn[] =>
  state.turns.map((turn): Turn => ({ ...turn, at: playedAt(state, turn.at) })).sort((one, other) => one.at - other.at);
