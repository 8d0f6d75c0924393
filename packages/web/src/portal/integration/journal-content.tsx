/** What an entry of a journal holds: words, a drawing, or a recording that is fetched when it is to be heard. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../api/client.ts';
import type { JournalShown } from '../../integration/shapes.ts';
import { useWordsAround } from '../../language/around.tsx';
import { sayClock } from '../../ui/moment.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { DrawingShown } from './drawing.tsx';
import styles from './integration.module.css';
import { Played, soundOf } from './voice.tsx';
import { CONTENT_WORDS } from './words.ts';

/** `sound` where it came along; otherwise it is asked for as one's own. */
export function JournalContentShown({ entry, sound }: { entry: JournalShown; sound?: string | undefined }) {
  return (
    <>
      {entry.words && <p className={styles.text}>{entry.words}</p>}
      {entry.strokes && <DrawingShown strokes={entry.strokes} about={entry.about} />}
      {entry.kind === 'voice' &&
        (sound === undefined ? <OwnVoice entry={entry} /> : <Voice entry={entry} sound={sound} />)}
      {entry.about && <p className={styles.text}>{entry.about}</p>}
    </>
  );
}

function Voice({ entry, sound }: { entry: JournalShown; sound: string }) {
  const say = useWordsAround(CONTENT_WORDS);
  const heard = useMemo(() => soundOf(sound, entry.soundType ?? ''), [sound, entry.soundType]);
  return <Played sound={heard} label={say('recordingOf', { clock: sayClock((entry.seconds ?? 0) * 1000) })} />;
}

function OwnVoice({ entry }: { entry: JournalShown }) {
  const say = useWordsAround(CONTENT_WORDS);
  const [isWanted, want] = useState(false);
  const voice = useQuery({
    queryKey: ['mine', 'voice', entry.id],
    queryFn: () => api.get<{ sound: string }>(`/api/reader/journal/${entry.id}`),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (voice.data) return <Voice entry={entry} sound={voice.data.sound} />;
  return (
    <div className={styles.buttons}>
      <Button variant="default" loading={isWanted && voice.isPending} onClick={() => want(true)}>
        {say('listen', { clock: sayClock((entry.seconds ?? 0) * 1000) })}
      </Button>
      <ProblemAlert error={voice.error} />
    </div>
  );
}
