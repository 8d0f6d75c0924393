/** Music: the tracks that the clinic may play, and the soundtracks made of them. */
import { LOUDNESS, mayEver, type Soundtrack, type Track } from '@holdspace/care';
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { useListening } from './listen.ts';
import styles from './music.module.css';
import { type MusicShown, saveSetting, useMusic, useMusicChange } from './queries.ts';
import { SoundtrackEditor } from './soundtrack-editor.tsx';
import { TrackRow } from './track-row.tsx';
import { Upload } from './upload.tsx';

export default function MusicPage() {
  const music = useMusic();
  const mayKeep = mayEver('keep music', useMe().practitioner.roles);
  const [isAdding, add] = useState(false);
  const listening = useListening(music.data?.setting.target ?? LOUDNESS.target);
  const [editing, edit] = useState<Soundtrack | 'new'>();
  const tracks = music.data?.tracks ?? [];
  const listed = tracks.filter(({ retiredAt }) => !retiredAt);
  const retired = tracks.filter(({ retiredAt }) => retiredAt);
  const rows = (list: readonly Track[], name: string) => (
    <ul className={styles.list} aria-label={name}>
      {list.map((track) => (
        <TrackRow key={track.id} track={track} listening={listening} mayKeep={mayKeep} />
      ))}
    </ul>
  );
  return (
    <Page
      title="Music"
      lead="What may be played in a session: tracks under licences of the clinic’s own, and sounds that come with Holdspace."
      actions={
        mayKeep &&
        !isAdding && (
          <Button leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
            New track
          </Button>
        )
      }
    >
      {music.isPending && <LoadingState says="Loading the music" />}
      {music.isError && !music.data && (
        <FailedState what="The music" error={music.error} retry={() => void music.refetch()} />
      )}
      {isAdding && (
        <Panel title="New track">
          <Upload onLeave={() => add(false)} />
        </Panel>
      )}
      {music.data && (
        <>
          <Panel
            title="Soundtracks"
            actions={
              mayKeep &&
              !editing && (
                <Button variant="subtle" leftSection={<Sign name="plus" size={16} />} onClick={() => edit('new')}>
                  New soundtrack
                </Button>
              )
            }
          >
            {editing && (
              <SoundtrackEditor
                key={editing === 'new' ? 'new' : editing.id}
                before={editing === 'new' ? undefined : editing}
                tracks={tracks}
                onLeave={() => edit(undefined)}
              />
            )}
            <ul className={styles.list} aria-label="Soundtracks">
              {music.data.soundtracks.map((soundtrack) => (
                <SoundtrackRow
                  key={soundtrack.id}
                  soundtrack={soundtrack}
                  music={music.data}
                  onEdit={mayKeep ? () => edit(soundtrack) : undefined}
                />
              ))}
            </ul>
            {mayKeep && <Setting key={JSON.stringify(music.data.setting)} music={music.data} />}
          </Panel>
          <Panel title="Tracks">{rows(listed, 'Tracks')}</Panel>
          {retired.length > 0 && <Panel title="Retired">{rows(retired, 'Retired tracks')}</Panel>}
        </>
      )}
    </Page>
  );
}

interface SoundtrackRowProps {
  readonly soundtrack: Soundtrack;
  readonly music: MusicShown;
  readonly onEdit: (() => void) | undefined;
}

function SoundtrackRow({ soundtrack, music, onEdit }: SoundtrackRowProps) {
  const count = new Set(soundtrack.phases.flatMap(({ tracks }) => tracks)).size;
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>{soundtrack.name}</div>
        <div className={styles.aside}>
          Version {soundtrack.version}; {count} {count === 1 ? 'track' : 'tracks'}; cross-fade {soundtrack.crossfade} s
        </div>
      </div>
      <span className={styles.states}>
        {music.setting.soundtrackId === soundtrack.id && <StatusBadge meaning="accent">Offered first</StatusBadge>}
      </span>
      {onEdit && (
        <Button variant="default" onClick={onEdit}>
          Open<span className="hs-visually-hidden"> {soundtrack.name}</span>
        </Button>
      )}
    </li>
  );
}

/** Which soundtrack the room offers first, and how loud all of it is. */
function Setting({ music }: { music: MusicShown }) {
  const { setting, soundtracks } = music;
  const [soundtrackId, choose] = useState(setting.soundtrackId);
  const [target, setTarget] = useState<number | string>(setting.target);
  const save = useMusicChange(saveSetting);
  const isChanged = soundtrackId !== setting.soundtrackId || target !== setting.target;
  return (
    <form
      className={styles.setting}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ id: newId(), soundtrackId, target: Number(target) });
      }}
    >
      <NativeSelect
        label="Offered first in the room"
        value={soundtrackId}
        data={soundtracks.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      <NumberInput
        label="Common loudness, LUFS"
        description={`Default ${LOUDNESS.target} (EBU R 128); no peak passes ${LOUDNESS.highestPeak} dBTP`.replaceAll(
          '-',
          '−',
        )}
        value={target}
        min={LOUDNESS.lowest}
        max={LOUDNESS.highest}
        onChange={setTarget}
      />
      <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
        Save
      </Button>
      <ProblemAlert error={save.error} />
    </form>
  );
}
