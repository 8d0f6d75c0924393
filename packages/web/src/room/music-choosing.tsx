/** Before the music starts: which soundtrack, from where on, and making it ready. */
import { MUSIC_PHASE_NAMES, MUSIC_PHASES, type MusicPhase, type Soundtrack } from '@holdspace/care';
import { useId } from 'react';
import type { SessionMusic } from '../music/queries.ts';
import styles from './music.module.css';
import parts from './parts.module.css';

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

export function Choosing(props: ChoosingProps) {
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
