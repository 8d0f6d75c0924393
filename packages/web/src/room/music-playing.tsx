/** While the music plays: what is heard, and moving it along the arc by one touch, pausing it, and playing it here. */
import { LONGER, MUSIC_PHASE_NAMES, MUSIC_PHASES, type MusicPhase, type Playable } from '@holdspace/care';
import { useEffect, useId, useState } from 'react';
import { heardAt, playsOnHere } from '../music/conductor.ts';
import { keepAwake } from '../music/keep-awake.ts';
import { sayTime } from '../ui/moment.ts';
import { PLAYER, type useInstruments } from './instruments.ts';
import styles from './music.module.css';
import parts from './parts.module.css';
import { type useAsk, useClient, useMoment, useSession, useSessionZone } from './use-session.tsx';

const VOLUME = 'holdspace-volume';

interface PlayingProps {
  readonly instruments: ReturnType<typeof useInstruments>;
  readonly playable: Playable;
  readonly onPlayHere: () => Promise<boolean>;
  readonly asking: ReturnType<typeof useAsk>;
}

const STATUS = { playing: 'Playing', paused: 'Paused', silenced: 'Silent since the emergency stop', stopped: '' };

export function Playing({ instruments, playable: known, onPlayHere, asking }: PlayingProps) {
  const music = useSession((session) => session.music);
  const client = useClient();
  const zone = useSessionZone();
  const moment = useMoment();
  const isHere = music?.player === PLAYER;
  const sounds = isHere && music.status === 'playing';
  useEffect(() => {
    return sounds ? keepAwake(navigator.wakeLock as WakeLock | undefined, document) : undefined;
  }, [sounds]);
  if (!music) return null;
  // What sounds here was laid ready as it is; what is known of it may have changed since.
  const playable = (isHere && instruments.there?.conductor.playable) || known;
  const now = heardAt(music, playable, moment);
  const phase = now?.segment.phase ?? music.startPhase;
  const next = playable.phases[playable.phases.findIndex((one) => one.phase === phase) + 1]?.phase;
  const back: MusicPhase | undefined = MUSIC_PHASES.indexOf(phase) < MUSIC_PHASES.indexOf('return') ? 'return' : next;
  const lasts = playable.phases.find((one) => one.phase === phase)?.lastsFor !== undefined;
  const say = (action: 'paused' | 'resumed' | 'stopped' | 'taken_over') =>
    asking.ask({ type: 'RecordMusic', action, player: PLAYER });
  const quiet = () => {
    instruments.there?.conductor.quiet();
    say('paused');
  };
  async function playHere() {
    const asked = client.read().session;
    instruments.open();
    if (!(await onPlayHere())) return;
    if (say('taken_over') && playsOnHere(asked, client.read().session)) say('resumed');
  }
  return (
    <>
      <div className={styles.now} role="status">
        <p className={styles.title}>{now ? now.segment.track.title : music.soundtrack.name}</p>
        <p className={parts.hint}>
          {STATUS[music.status]}: {MUSIC_PHASE_NAMES[phase].toLowerCase()} of “{music.soundtrack.name}”, since{' '}
          {sayTime(music.startedAt, zone)}
        </p>
        {!isHere && (
          <p className={styles.elsewhere}>
            Music is played by {music.by.name} on {music.device}. Take over?
          </p>
        )}
      </div>
      <ol className={styles.arc} aria-label="Arc of the music">
        {MUSIC_PHASES.map((one) => (
          <li key={one} className={styles.step} {...(one === phase ? { 'aria-current': 'step' as const } : {})}>
            {MUSIC_PHASE_NAMES[one]}
          </li>
        ))}
      </ol>
      {isHere && music.status === 'playing' && (
        <div className={parts.grid}>
          <button
            type="button"
            className={parts.button}
            disabled={!lasts}
            onClick={() =>
              asking.ask({ type: 'RecordMusic', action: 'stretched', player: PLAYER, phase, seconds: LONGER })
            }
          >
            Longer
          </button>
          {next && next !== back && (
            <button
              type="button"
              className={parts.button}
              onClick={() => asking.ask({ type: 'RecordMusic', action: 'shortened', player: PLAYER, phase: next })}
            >
              On to {MUSIC_PHASE_NAMES[next].toLowerCase()}
            </button>
          )}
          {back && (
            <button
              type="button"
              className={parts.button}
              onClick={() => asking.ask({ type: 'RecordMusic', action: 'shortened', player: PLAYER, phase: back })}
            >
              {back === 'return' ? 'Bring them back' : `On to ${MUSIC_PHASE_NAMES[back].toLowerCase()}`}
            </button>
          )}
        </div>
      )}
      <div className={parts.grid}>
        {music.status === 'playing' ? (
          <>
            <button type="button" className={parts.button} onClick={() => say('paused')}>
              Pause
            </button>
            <button type="button" className={parts.caution} onClick={quiet}>
              Quiet now
            </button>
          </>
        ) : (
          isHere && (
            <button
              type="button"
              className={parts.primary}
              onClick={() => {
                instruments.open();
                say('resumed');
              }}
            >
              Play on
            </button>
          )
        )}
        {!isHere && (
          <button type="button" className={parts.button} onClick={() => void playHere()}>
            Play it here
          </button>
        )}
        <button type="button" className={parts.button} onClick={() => say('stopped')}>
          Stop the music
        </button>
      </div>
      {isHere && <Volume instruments={instruments} />}
    </>
  );
}

function Volume({ instruments }: Pick<PlayingProps, 'instruments'>) {
  const field = useId();
  const [volume, setVolume] = useState(() => Number(localStorage.getItem(VOLUME) ?? '0.8'));
  const { there } = instruments;
  useEffect(() => {
    // What is felt as half as loud is about a third of the gain.
    there?.engine.setVolume(volume ** 1.6);
    localStorage.setItem(VOLUME, String(volume));
  }, [there, volume]);
  return (
    <div className={styles.volume}>
      <label htmlFor={field}>Volume</label>
      <input
        id={field}
        type="range"
        min="0"
        max="1"
        step="0.02"
        value={volume}
        onChange={({ currentTarget }) => setVolume(Number(currentTarget.value))}
      />
    </div>
  );
}
