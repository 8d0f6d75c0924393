/** The music of a session, as its log tells it: who plays, from which device, since when, and what was asked of it. */
import type { Instant } from '../instant.ts';
import type { EventOf } from '../session/events.ts';
import type { MusicPhase } from './words.ts';

export interface MusicState {
  /** The browser that sounds; no other does. */
  readonly player: string;
  readonly by: { readonly id: string; readonly name: string };
  /** As the clinic names the device. */
  readonly device: string;
  readonly soundtrack: { readonly id: string; readonly version: number; readonly name: string };
  /** `silenced`: by the emergency stop, until somebody plays on. */
  readonly status: 'playing' | 'paused' | 'silenced' | 'stopped';
  readonly startedAt: Instant;
  readonly startPhase: MusicPhase;
  readonly turns: readonly (
    | { readonly at: Instant; readonly do: 'stretch'; readonly seconds: number }
    | { readonly at: Instant; readonly do: 'enter'; readonly phase: MusicPhase }
  )[];
  readonly pauses: readonly { readonly from: Instant; readonly until?: Instant }[];
}

const paused = (state: MusicState, at: Instant, status: MusicState['status']): MusicState => ({
  ...state,
  status,
  pauses: state.status === 'playing' ? [...state.pauses, { from: at }] : state.pauses,
});

/** The music after an entry. Total: what makes no sense beside what stands changes nothing. */
export function withMusic(state: MusicState | undefined, event: EventOf<'MusicRecorded'>): MusicState | undefined {
  const { at, author, device, player, action } = event;
  if (action === 'started') {
    const { soundtrack, phase } = event;
    if (!soundtrack || !phase) return state;
    const by = { id: author.id, name: author.name };
    const made = { player, by, device, soundtrack, status: 'playing' as const };
    return { ...made, startedAt: at, startPhase: phase, turns: [], pauses: [] };
  }
  if (!state) return state;
  switch (action) {
    case 'taken_over':
      return { ...state, player, by: { id: author.id, name: author.name }, device };
    case 'stretched':
      return { ...state, turns: [...state.turns, { at, do: 'stretch', seconds: event.seconds ?? 0 }] };
    case 'shortened':
      return event.phase ? { ...state, turns: [...state.turns, { at, do: 'enter', phase: event.phase }] } : state;
    case 'paused':
    case 'stopped':
    case 'faded_for_emergency':
      return paused(state, at, action === 'faded_for_emergency' ? 'silenced' : action);
    case 'resumed':
      return {
        ...state,
        status: 'playing',
        pauses: state.pauses.map((one) => (one.until ? one : { ...one, until: at })),
      };
    case 'track':
      return state;
  }
}
