/**
 * Keeps what sounds here and what the session's log says in step: plays only where the log names this browser, follows the
 * moments that are recorded, writes down each track as it begins, and finds its place again after a sleep.
 */
import {
  doseTimes,
  type Instant,
  later,
  MUSIC_PHASES,
  type MusicPhase,
  type MusicState,
  musicTurnsOf,
  type NowPlaying,
  type Playable,
  planPlaying,
  playedAt,
  playingAt,
  type Session,
} from '@holdspace/care';
import type { Asked } from '../room/room-state.ts';
import { AHEAD, type Engine } from './engine.ts';
import type { Shelf } from './shelf.ts';

/** Seconds in which the music goes, at a pause and at the emergency stop. */
const PAUSE_FADE = 1.5;
const EMERGENCY_FADE = 1;
/** A device that was asleep, or whose clock was set, is brought to its place again beyond this. */
const OUT_OF_STEP = 0.5;
/** Tracks that begin within these seconds are decoded by now. */
const NEAR = 600;

type RecordMusic = Extract<Asked, { type: 'RecordMusic' }>;

interface Parts {
  readonly player: string;
  readonly engine: Engine;
  readonly shelf: Shelf;
  readonly session: () => Session;
  /** Up to which entry the server has said it; what stands after it was entered here. */
  readonly confirmedSeq: () => number;
  readonly now: () => Instant;
  readonly record: (asked: RecordMusic) => void;
}

/** Where the recorded moments say that the journey is. */
export function phaseByMoments(session: Session): { phase: MusicPhase; followed: RecordMusic['followed'] } | undefined {
  const { nosc } = session;
  if (nosc.return) return { phase: 'return', followed: 'return' };
  if (nosc.peak) return { phase: 'peak', followed: 'peak' };
  if (nosc.onset) return { phase: 'onset', followed: 'onset' };
  return doseTimes(session).first ? { phase: 'onset', followed: 'dose' } : undefined;
}
const isBefore = (one: MusicPhase, other: MusicPhase) => MUSIC_PHASES.indexOf(one) < MUSIC_PHASES.indexOf(other);

const planOf = (music: MusicState, playable: Playable, until: number) =>
  planPlaying(playable, { start: music.startPhase, turns: musicTurnsOf(music), until });

/** What the plan has at a moment, whoever plays it; where it stands, while it is silent. */
export function heardAt(music: MusicState, playable: Playable, at: Instant): NowPlaying | undefined {
  const second = playedAt(music, at);
  return playingAt(planOf(music, playable, second), second);
}

/**
 * Whether an emergency stop was called since the music began or was played on. The log says so itself, but where the stop
 * reached the server before the start of the music did.
 */
function isStopped({ emergencyStop, music }: Session): boolean {
  const began = music?.pauses.at(-1)?.until ?? music?.startedAt;
  return emergencyStop !== undefined && began !== undefined && emergencyStop.at >= began;
}

/**
 * Whether the stop was called after the music began and is the last that is known: then its own entry that the music was
 * silenced is on its way, an instant behind it, and this device has nothing to add. Once anything else has followed, no such
 * entry comes any more: it was struck, or the music was paused when the stop was called and that pause was struck since.
 * What was entered here and waits for the server has not followed: it stands after whatever the server says next.
 */
function isSaidByTheStop({ log }: Session, confirmedSeq: number): boolean {
  const called = log.findLast(({ type }) => type === 'EmergencyStopCalled');
  const began = log.findLast(
    (event) => event.type === 'MusicRecorded' && (event.action === 'started' || event.action === 'resumed'),
  );
  if (!called || !began || called.seq < began.seq) return false;
  const known = Math.max(confirmedSeq, called.seq);
  return log.findLast(({ seq }) => seq <= known)?.commandId === called.commandId;
}

/**
 * Whether whoever took the music over plays it on as well: it was only paused. Made ready, a minute may have gone by since
 * they asked; after an emergency stop somebody presses "play on" for it, who knows of the stop.
 */
export function playsOnHere(asked: Session, now: Session): boolean {
  const wasStopped = now.log.some(({ type, seq }) => type === 'EmergencyStopCalled' && seq > asked.seq);
  return now.music?.status === 'paused' && !wasStopped;
}

export class Conductor {
  readonly #parts: Parts;
  #playable: Playable | undefined;
  /** The second of playing up to which tracks are written down. */
  #written = -1;
  #startedAt: Instant | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is ready to be played here. */
  have(playable: Playable): void {
    this.#playable = playable;
  }

  /** What is ready, and sounds where this browser plays. */
  get playable(): Playable | undefined {
    return this.#playable;
  }

  /** Whether this browser is the one that sounds. */
  get #isMine(): boolean {
    const { music, status } = this.#parts.session();
    return status === 'open' && music?.status === 'playing' && music.player === this.#parts.player;
  }

  #planOf(until: number) {
    const { music } = this.#parts.session();
    return music && this.#playable ? planOf(music, this.#playable, until) : [];
  }

  /** Called often, and whenever the session moved; does what is due. */
  readonly tick = (): void => {
    const { engine, shelf, session, confirmedSeq, now, player, record } = this.#parts;
    const { music } = session();
    if (!this.#isMine || !music || !this.#playable) {
      engine.silence(music?.status === 'silenced' ? EMERGENCY_FADE : PAUSE_FADE);
      return;
    }
    if (isStopped(session())) {
      engine.silence(EMERGENCY_FADE);
      if (!isSaidByTheStop(session(), confirmedSeq())) record({ type: 'RecordMusic', action: 'paused', player });
      return;
    }
    const second = playedAt(music, now());
    const plan = this.#planOf(second + Math.max(AHEAD, NEAR));
    const coming = this.#playable.phases.flatMap(({ tracks: [track] }) => (track ? [track.id] : []));
    shelf.keepNear(new Set([...coming, ...plan.filter(({ end }) => end > second).map(({ track }) => track.id)]));
    if (this.#startedAt !== music.startedAt) {
      this.#startedAt = music.startedAt;
      // What another device has played it has written down.
      this.#written = second < 5 ? -1 : second;
    }
    if (!engine.isSounding || Math.abs(engine.second - second) > OUT_OF_STEP) engine.begin(plan, second);
    else engine.follow(plan);
    this.#write(second);
    this.#followMoments(second);
  };

  #write(second: number): void {
    const { player, now, record } = this.#parts;
    for (const { start, track, phase } of this.#planOf(second)) {
      if (start <= this.#written || start > second) continue;
      this.#written = start;
      const at = later(now(), (start - second) * 1000);
      record({ type: 'RecordMusic', action: 'track', player, track: { id: track.id, title: track.title }, phase, at });
    }
  }

  #followMoments(second: number): void {
    const { player, session, record } = this.#parts;
    const { music } = session();
    const asked = phaseByMoments(session());
    if (!music || !asked) return;
    const here = playingAt(this.#planOf(second), second)?.segment.phase ?? music.startPhase;
    const isAsked = music.turns.some((turn) => turn.do === 'enter' && !isBefore(turn.phase, asked.phase));
    if (!isAsked && isBefore(here, asked.phase)) record({ type: 'RecordMusic', action: 'shortened', player, ...asked });
  }

  /** Silent at once, before anything is written. */
  quiet(): void {
    this.#parts.engine.silence(0.4);
  }
}
