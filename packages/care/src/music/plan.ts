/**
 * What plays when: a soundtrack laid out over the time of a session as stretches of tracks that overlap in cross-fades.
 * Pure: the same turns give the same plan on every device, so that whoever takes over goes on where it was. Times are
 * seconds of playing since the start; while paused, none pass.
 */
import { fadeInAt, fadeOutAt } from './curve.ts';
import { MUSIC_PHASES, type MusicPhase } from './words.ts';

export interface PlayableTrack {
  readonly id: string;
  readonly title: string;
  readonly seconds: number;
  /** What brings it to the common loudness, as a factor. */
  readonly gain: number;
}
export interface PlayablePhase {
  readonly phase: MusicPhase;
  /** Seconds after which the next phase comes by itself; absent where it waits for a hand. */
  readonly lastsFor?: number | undefined;
  /** At least one. */
  readonly tracks: readonly PlayableTrack[];
}
export interface Playable {
  /** Seconds. */
  readonly crossfade: number;
  /** In the order of the arc. */
  readonly phases: readonly PlayablePhase[];
}

/** What somebody wanted of the music, at a second of playing. */
export type Turn =
  | { readonly at: number; readonly do: 'stretch'; readonly seconds: number }
  | { readonly at: number; readonly do: 'enter'; readonly phase: MusicPhase };

/** A track, from its beginning, over a stretch of time. */
export interface Segment {
  readonly track: PlayableTrack;
  readonly phase: MusicPhase;
  readonly start: number;
  /** When it is silent again: the fade-out lies before it. */
  readonly end: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
}

/** Seconds in which the first sound comes up out of silence. */
export const FIRST_FADE = 1.5;
/** Seconds between a touch and the cross-fade that it asks for: enough for every engine to make ready. */
export const LEAD = 0.3;
/** How much longer a phase lasts at one touch of "longer", seconds. A default of the project's own. */
export const LONGER = 300;

interface Asked {
  readonly start: MusicPhase;
  /** By time. */
  readonly turns: readonly Turn[];
  /** How far the plan reaches, seconds. */
  readonly until: number;
}

const indexOf = (playable: Playable, phase: MusicPhase): number =>
  Math.max(
    0,
    playable.phases.findIndex((one) => MUSIC_PHASES.indexOf(one.phase) >= MUSIC_PHASES.indexOf(phase)),
  );

/** Lays a soundtrack out. There is no second without sound between the start and `until`. */
export function planPlaying(playable: Playable, { start: first, turns, until }: Asked): readonly Segment[] {
  const { crossfade, phases } = playable;
  const segments: Segment[] = [];
  let turn = 0;
  let phaseIndex = indexOf(playable, first);
  let trackIndex = 0;
  let start = 0;
  let fadeIn = FIRST_FADE;
  let phaseEnds = phases[phaseIndex]?.lastsFor ?? Number.POSITIVE_INFINITY;
  while (start <= until) {
    const phase = phases[phaseIndex];
    const track = phase?.tracks[trackIndex % phase.tracks.length];
    if (!phase || !track) break;
    const repeated = phase.tracks[(trackIndex + 1) % phase.tracks.length] ?? track;
    const after = phases[phaseIndex + 1];
    // The first fade counts as part of a short track too.
    fadeIn = Math.min(fadeIn, track.seconds / 3);
    const settled = start + fadeIn;
    const fadeTo = (next: PlayableTrack | undefined) =>
      Math.min(crossfade, track.seconds / 3, (next ?? track).seconds / 3);
    const natural = start + track.seconds;
    const naturally = () => {
      const goesOn = after && phaseEnds <= natural;
      const latest = natural - fadeTo(goesOn ? after.tracks[0] : repeated);
      return goesOn
        ? { at: Math.max(settled, Math.min(phaseEnds, latest)), to: phaseIndex + 1 }
        : { at: Math.max(settled, latest), to: undefined };
    };
    let next: { readonly at: number; readonly to: number | undefined } = naturally();
    for (let asked = turns[turn]; asked && asked.at + LEAD <= next.at; asked = turns[turn]) {
      turn += 1;
      if (asked.do === 'stretch') {
        phaseEnds += asked.seconds;
        next = naturally();
        continue;
      }
      const to = indexOf(playable, asked.phase);
      if (to <= phaseIndex) continue;
      next = { at: Math.max(settled, asked.at + LEAD), to };
      break;
    }
    const coming = next.to === undefined ? repeated : phases[next.to]?.tracks[0];
    const fadeOut = Math.min(fadeTo(coming), natural - next.at);
    segments.push({ track, phase: phase.phase, start, end: next.at + fadeOut, fadeIn, fadeOut });
    start = next.at;
    fadeIn = fadeOut;
    if (next.to === undefined) trackIndex += 1;
    else {
      phaseIndex = next.to;
      trackIndex = 0;
      phaseEnds = start + (phases[phaseIndex]?.lastsFor ?? Number.POSITIVE_INFINITY);
    }
  }
  return segments;
}

/** How loud a stretch is at a moment, its own level aside; 0 before and after it. */
export function gainAt({ start, end, fadeIn, fadeOut }: Segment, at: number): number {
  if (at < start || at > end) return 0;
  const comes = fadeIn > 0 ? fadeInAt((at - start) / fadeIn) : 1;
  return fadeOut > 0 ? comes * fadeOutAt((at - (end - fadeOut)) / fadeOut) : comes;
}

export interface NowPlaying {
  readonly segment: Segment;
  /** Seconds into the track. */
  readonly offset: number;
  /** When the next cross-fade begins. */
  readonly nextFade: number;
}

/** What is heard at a second of a plan, the newest where two overlap. */
export function playingAt(segments: readonly Segment[], at: number): NowPlaying | undefined {
  const segment = segments.findLast((one) => one.start <= at);
  return segment && { segment, offset: at - segment.start, nextFade: segment.end - segment.fadeOut };
}
