/** Music in the room: made ready before it starts, played from one device, and moved along the arc by one touch. */
import type { MusicPhase, Playable, Soundtrack } from '@holdspace/care';
import { useMemo, useState } from 'react';
import { forThisPatient, keyOf } from '../music/at-hand.ts';
import { phaseByMoments } from '../music/conductor.ts';
import { type SessionMusic, usePlayedSoundtrack, useSessionMusic } from '../music/queries.ts';
import type { Readying } from '../music/shelf.ts';
import { PLAYER, useInstruments } from './instruments.ts';
import styles from './music.module.css';
import { Choosing } from './music-choosing.tsx';
import { Playing } from './music-playing.tsx';
import { Part } from './part.tsx';
import parts from './parts.module.css';
import { Refusals } from './refusals.tsx';
import { useAsk, useLoaded, useSession } from './use-session.tsx';

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

function MusicOf({ music }: { music: SessionMusic }) {
  const instruments = useInstruments();
  const playing = useSession((session) => session.music);
  const byMoments = useSession((session) => phaseByMoments(session)?.phase ?? 'settling');
  const [chosen, choose] = useState(music.setting.soundtrackId);
  const [start, setStart] = useState<MusicPhase>();
  const [ready, setReady] = useState<Ready>({ kind: 'not' });
  const asking = useAsk();
  const isOn = playing !== undefined && playing.status !== 'stopped';
  const played = usePlayedSoundtrack(music, isOn ? playing.soundtrack : undefined);
  const soundtrack = isOn
    ? played.soundtrack
    : (music.soundtracks.find(({ id }) => id === chosen) ?? music.soundtracks[0]);
  const playable = useMemo(() => soundtrack && forThisPatient(music, soundtrack), [soundtrack, music]);
  if (!soundtrack || !playable) return <p className={parts.hint}>There is no soundtrack yet.</p>;
  const isReady = ready.kind === 'ready' && ready.key === keyOf(playable);

  async function makeReady(whole: Playable): Promise<boolean> {
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
    setReady({ kind: 'ready', key: keyOf(whole) });
    return true;
  }
  const readyHere = async () => {
    if (isReady && played.isSame) return true;
    const same = played.isSame ? soundtrack : await played.fetch();
    if (same) return makeReady(forThisPatient(music, same));
    setReady({
      kind: 'failed',
      says: 'The soundtrack that is played could not be fetched. Check the network and try again.',
    });
    return false;
  };
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
          onReady={() => void makeReady(playable)}
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
