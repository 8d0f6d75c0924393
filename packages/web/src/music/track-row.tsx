/** A track: what it is, by whose leave it is played, how it measures, and listening to it. */
import { MUSIC_PHASE_NAMES, type Track } from '@holdspace/care';
import { Button } from '@mantine/core';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { useListening } from './listen.ts';
import styles from './music.module.css';
import { retireTrack, useMusicChange } from './queries.ts';
import { sayLength, sayLoudness } from './say.ts';

interface TrackRowProps {
  readonly track: Track;
  readonly listening: ReturnType<typeof useListening>;
  readonly mayKeep: boolean;
}

export function TrackRow({ track, listening, mayKeep }: TrackRowProps) {
  const retire = useMusicChange(retireTrack);
  const now = listening.listening?.trackId === track.id ? listening.listening.state : undefined;
  const { lyrics, culture } = track;
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>{track.title}</div>
        <div className={styles.aside}>
          {track.maker}. {track.licence}
          {culture && `. ${culture}`}. {lyrics.has ? `Words in ${lyrics.language}` : 'No words'}.
        </div>
        {!track.hasSound && <div className={styles.missing}>Its file has not arrived; enter the track anew.</div>}
        {now === 'failed' && (
          <div className={styles.missing} role="alert">
            It could not be fetched. Check the network and try again.
          </div>
        )}
        <ProblemAlert error={retire.error} />
      </div>
      <div>
        <span className={styles.states}>
          {track.phases.map((phase) => (
            <StatusBadge key={phase} meaning="neutral">
              {MUSIC_PHASE_NAMES[phase]}
            </StatusBadge>
          ))}
        </span>
        <div className={`${styles.aside} hs-numbers`}>
          {sayLength(track.lengthMilliseconds)}; energy {track.energy} of 5; {sayLoudness(track)}
        </div>
      </div>
      <div className={styles.buttons}>
        {now === 'playing' || now === 'fetching' ? (
          <Button variant="filled" onClick={listening.stop}>
            {now === 'playing' ? 'Stop' : 'Getting it…'}
            <span className="hs-visually-hidden"> {track.title}</span>
          </Button>
        ) : (
          <Button variant="default" disabled={!track.hasSound} onClick={() => void listening.listen(track)}>
            Listen<span className="hs-visually-hidden"> to {track.title}</span>
          </Button>
        )}
        {mayKeep && !track.isMade && !track.retiredAt && (
          <ConfirmButton variant="subtle" asks="Choose it no more?" onConfirm={() => retire.mutate(track.id)}>
            Retire
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}
