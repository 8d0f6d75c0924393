/** Music in the room: made ready before it starts, played from one device, and moved along the arc by one touch. */
import {
  LONGER,
  MUSIC_PHASE_NAMES,
  MUSIC_PHASES,
  type MusicPhase,
  type Playable,
  playableOf,
  type Soundtrack,
} from '@holdspace/care';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Conductor, heardAt, phaseByMoments } from '../music/conductor.ts';
import { Engine } from '../music/engine.ts';
import { type SessionMusic, useSessionMusic } from '../music/queries.ts';
import { type Readying, Shelf } from '../music/shelf.ts';
import { sayTime } from '../ui/moment.ts';
import styles from './music.module.css';
import { Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { useAsk, useClient, useLoaded, useMoment, useMomentNow, useSession, useSessionZone } from './use-session.tsx';

/** This page's own: two never sound at once, whoever opens them. */
const PLAYER = newId();
/** How often it is looked at what is due; what sounds was laid ready long before. */
const LOOKED_AT = 500;
const VOLUME = 'holdspace-volume';

/** What plays here: one audio clock for the page, opened by a touch as browsers ask. */
interface Instruments {
  readonly context: AudioContext;
  readonly shelf: Shelf;
  readonly engine: Engine;
  readonly conductor: Conductor;
}

function useInstruments() {
  const client = useClient();
  const now = useMomentNow();
  const made = useRef<Instruments>(undefined);
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const tick = () => made.current?.conductor.tick();
    const timer = setInterval(tick, LOOKED_AT);
    // After whatever moved the session is done: what is written down here comes behind it, in the order of its making.
    const stop = client.subscribe(() => queueMicrotask(tick));
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', tick);
      const gone = made.current;
      made.current = undefined;
      // Outside the room nobody hears of an emergency stop, so nothing sounds there.
      gone?.engine.silence(1);
      if (gone) setTimeout(() => void gone.context.close(), 1200);
    };
  }, [client]);
  return {
    get there() {
      return made.current;
    },
    /** From a touch. */
    open(): Instruments {
      if (!made.current) {
        const context = new AudioContext({ latencyHint: 'playback' });
        const shelf = new Shelf(context);
        const engine = new Engine(context, shelf.bufferOf);
        const conductor = new Conductor({
          player: PLAYER,
          engine,
          shelf,
          session: () => client.read().session,
          now: () => latest.current(),
          record: (asked) => void client.send(asked),
        });
        made.current = { context, shelf, engine, conductor };
      }
      void made.current.context.resume();
      return made.current;
    },
  };
}

type Ready =
  | { readonly kind: 'not' }
  | { readonly kind: 'readying'; readonly readying: Readying | undefined; readonly stop: () => void }
  | { readonly kind: 'failed'; readonly says: string }
  | { readonly kind: 'ready'; readonly key: string };

export function Music() {
  const { session } = useLoaded();
  const music = useSessionMusic(session.id);
  return (
    <Part title="Music">
      {music.data ? (
        <MusicOf music={music.data} />
      ) : music.isError ? (
        <div className={parts.row}>
          <p className={parts.hint}>The music could not be fetched.</p>
          <button type="button" className={parts.button} onClick={() => void music.refetch()}>
            Try again
          </button>
        </div>
      ) : (
        <p className={parts.hint}>Looking what may be played…</p>
      )}
    </Part>
  );
}

const keyOf = ({ id, version }: Soundtrack) => `${id} ${version}`;

function MusicOf({ music }: { music: SessionMusic }) {
  const instruments = useInstruments();
  const playing = useSession((session) => session.music);
  const byMoments = useSession((session) => phaseByMoments(session)?.phase ?? 'settling');
  const [chosen, choose] = useState(music.setting.soundtrackId);
  const [start, setStart] = useState<MusicPhase>();
  const [ready, setReady] = useState<Ready>({ kind: 'not' });
  const asking = useAsk();
  const isOn = playing !== undefined && playing.status !== 'stopped';
  const soundtrack =
    music.soundtracks.find(({ id }) => id === (isOn ? playing.soundtrack.id : chosen)) ?? music.soundtracks[0];
  const playable = useMemo(
    () =>
      soundtrack &&
      playableOf(soundtrack, {
        tracks: music.tracks,
        avoided: new Set(music.avoided.map(({ track }) => track)),
        target: music.setting.target,
      }),
    [soundtrack, music],
  );
  if (!soundtrack || !playable) return <p className={parts.hint}>There is no soundtrack yet.</p>;
  const isReady = ready.kind === 'ready' && ready.key === keyOf(soundtrack);

  async function makeReady(whole: Playable, key: string): Promise<boolean> {
    const { shelf, conductor } = instruments.open();
    const aborting = new AbortController();
    const stop = () => aborting.abort();
    setReady({ kind: 'readying', readying: undefined, stop });
    try {
      await shelf.fill(whole, (readying) => setReady({ kind: 'readying', readying, stop }), aborting.signal);
    } catch (fault) {
      setReady(
        aborting.signal.aborted
          ? { kind: 'not' }
          : { kind: 'failed', says: fault instanceof Error ? fault.message : 'It could not be made ready.' },
      );
      return false;
    }
    conductor.have(whole);
    setReady({ kind: 'ready', key });
    return true;
  }
  const readyHere = async () => isReady || (await makeReady(playable, keyOf(soundtrack)));
  const begin = () => {
    instruments.open().conductor.have(playable);
    asking.ask({
      type: 'RecordMusic',
      action: 'started',
      player: PLAYER,
      soundtrack: { id: soundtrack.id, version: soundtrack.version, name: soundtrack.name },
      phase: start ?? byMoments,
    });
  };
  return (
    <div className={parts.stack}>
      <Avoided music={music} soundtrack={soundtrack} />
      {isOn ? (
        <Playing instruments={instruments} playable={playable} onPlayHere={readyHere} asking={asking} />
      ) : (
        <Choosing
          music={music}
          soundtrack={soundtrack}
          onChoose={(id) => {
            choose(id);
            setReady({ kind: 'not' });
          }}
          start={start ?? byMoments}
          onStart={setStart}
          isReady={isReady}
          isReadying={ready.kind === 'readying'}
          onReady={() => void makeReady(playable, keyOf(soundtrack))}
          onBegin={begin}
        />
      )}
      <Readiness ready={ready} isReady={isReady} />
      <Refusals asking={asking} />
    </div>
  );
}

function Readiness({ ready, isReady }: { ready: Ready; isReady: boolean }) {
  if (ready.kind === 'failed')
    return (
      <p className={styles.failed} role="alert">
        {ready.says}
      </p>
    );
  if (ready.kind === 'readying') {
    const { readying } = ready;
    return (
      <div className={styles.readying}>
        <progress value={readying?.ready ?? 0} max={readying?.of ?? 1} aria-label="Making the music ready" />
        <p className={parts.hint} role="status">
          {readying ? `${readying.ready} of ${readying.of} ready${readying.title && `; now “${readying.title}”`}` : '…'}
        </p>
        <button type="button" className={parts.quiet} onClick={ready.stop}>
          Not now
        </button>
      </div>
    );
  }
  return isReady ? (
    <p className={parts.hint} role="status">
      All of it is on this device: it plays on without a network.
    </p>
  ) : null;
}

/** What is left out for this patient, and why. */
function Avoided({ music, soundtrack }: { music: SessionMusic; soundtrack: Soundtrack }) {
  const inIt = new Set(soundtrack.phases.flatMap(({ tracks }) => tracks));
  const left = music.avoided.filter(({ track }) => inIt.has(track));
  if (left.length === 0) return null;
  const titleOf = (id: string) => music.tracks.find((track) => track.id === id)?.title ?? 'A track';
  return (
    <ul className={styles.avoided} aria-label="Left out for this patient">
      {left.map(({ id, track, reason }) => (
        <li key={id}>
          Left out: “{titleOf(track)}” ({reason})
        </li>
      ))}
    </ul>
  );
}

interface ChoosingProps {
  readonly music: SessionMusic;
  readonly soundtrack: Soundtrack;
  readonly onChoose: (id: string) => void;
  readonly start: MusicPhase;
  readonly onStart: (phase: MusicPhase) => void;
  readonly isReady: boolean;
  readonly isReadying: boolean;
  readonly onReady: () => void;
  readonly onBegin: () => void;
}

function Choosing(props: ChoosingProps) {
  const { music, soundtrack, onChoose, start, onStart, isReady, isReadying, onReady, onBegin } = props;
  const [soundtrackField, startField] = [useId(), useId()];
  return (
    <>
      <div className={styles.fields}>
        <div className={parts.field}>
          <label htmlFor={soundtrackField}>Soundtrack</label>
          <select
            id={soundtrackField}
            className={parts.input}
            value={soundtrack.id}
            disabled={isReadying}
            onChange={({ currentTarget }) => onChoose(currentTarget.value)}
          >
            {music.soundtracks.map(({ id, name, version }) => (
              <option key={id} value={id}>
                {name}
                {version > 1 ? `, version ${version}` : ''}
              </option>
            ))}
          </select>
        </div>
        <div className={parts.field}>
          <label htmlFor={startField}>Begin at</label>
          <select
            id={startField}
            className={parts.input}
            value={start}
            onChange={({ currentTarget }) => onStart(currentTarget.value as MusicPhase)}
          >
            {MUSIC_PHASES.map((phase) => (
              <option key={phase} value={phase}>
                {MUSIC_PHASE_NAMES[phase]}
              </option>
            ))}
          </select>
        </div>
      </div>
      {!isReady ? (
        <button type="button" className={parts.button} disabled={isReadying} onClick={onReady}>
          Make the music ready
        </button>
      ) : (
        <button type="button" className={parts.primary} onClick={onBegin}>
          Start the music
        </button>
      )}
    </>
  );
}

interface PlayingProps {
  readonly instruments: ReturnType<typeof useInstruments>;
  readonly playable: Playable;
  readonly onPlayHere: () => Promise<boolean>;
  readonly asking: ReturnType<typeof useAsk>;
}

const STATUS = { playing: 'Playing', paused: 'Paused', silenced: 'Silent since the emergency stop', stopped: '' };

function Playing({ instruments, playable, onPlayHere, asking }: PlayingProps) {
  const music = useSession((session) => session.music);
  const zone = useSessionZone();
  const moment = useMoment();
  if (!music) return null;
  const isHere = music.player === PLAYER;
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
    instruments.open();
    if (!(await onPlayHere())) return;
    if (say('taken_over') && music && music.status !== 'playing') say('resumed');
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
