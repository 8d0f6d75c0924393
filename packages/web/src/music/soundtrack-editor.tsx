/** A soundtrack along the arc: which tracks each phase has, in their order, and how long it lasts by itself. */
import {
  MUSIC_PHASE_NAMES,
  MUSIC_PHASE_PURPOSES,
  MUSIC_PHASES,
  type MusicPhase,
  SHIPPED_SOUNDTRACK,
  type Soundtrack,
  type Track,
  USUAL_CROSSFADE,
  USUAL_MINUTES,
} from '@holdspace/care';
import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './music.module.css';
import { saveSoundtrack, useMusicChange } from './queries.ts';

interface EditorProps {
  /** The version that this follows on; of what comes with Holdspace, a copy is made. */
  readonly before: Soundtrack | undefined;
  readonly tracks: readonly Track[];
  readonly onLeave: () => void;
}
interface DraftPhase {
  readonly phase: MusicPhase;
  /** As typed; empty where it waits for a hand. */
  readonly minutes: number | string;
  readonly tracks: readonly string[];
}

export function SoundtrackEditor({ before, tracks, onLeave }: EditorProps) {
  const isShipped = before?.id === SHIPPED_SOUNDTRACK.id;
  const [id] = useState(() => (before && !isShipped ? before.id : newId()));
  const version = before && !isShipped ? before.version + 1 : 1;
  const [name, setName] = useState(before ? (isShipped ? `${before.name}, ours` : before.name) : '');
  const [crossfade, setCrossfade] = useState<number | string>(before?.crossfade ?? USUAL_CROSSFADE);
  const [phases, setPhases] = useState<readonly DraftPhase[]>(() =>
    MUSIC_PHASES.map((phase, index) => {
      const from = before?.phases[index];
      return {
        phase,
        minutes: (from ? from.minutes : USUAL_MINUTES[phase]) ?? '',
        tracks: from?.tracks ?? [],
      };
    }),
  );
  const [fault, show] = useState('');
  const save = useMusicChange(saveSoundtrack);
  const change = (phase: MusicPhase, made: Partial<DraftPhase>) => {
    show('');
    setPhases((now) => now.map((one) => (one.phase === phase ? { ...one, ...made } : one)));
  };
  function onSend() {
    const empty = phases.filter((phase) => phase.tracks.length === 0).map(({ phase }) => MUSIC_PHASE_NAMES[phase]);
    if (!name.trim()) return show('Give it a name.');
    if (empty.length > 0) return show(`Choose a track for: ${empty.join(', ')}. No phase is ever silent.`);
    save.mutate(
      {
        id,
        version,
        name: name.trim(),
        crossfade: Number(crossfade) || USUAL_CROSSFADE,
        phases: phases.map(({ phase, minutes, tracks: chosen }) => ({
          phase,
          ...(minutes !== '' && { minutes: Number(minutes) }),
          tracks: [...chosen],
        })),
      },
      { onSuccess: onLeave },
    );
  }
  return (
    <div className={styles.editor}>
      {isShipped && (
        <p className={styles.says}>This one comes with Holdspace. Saving makes a soundtrack of the clinic’s own.</p>
      )}
      <Form
        send={`Save as version ${version}`}
        isSending={save.isPending}
        error={save.error}
        onSend={onSend}
        onLeave={onLeave}
      >
        <TextInput
          label="Name"
          value={name}
          maxLength={120}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NumberInput label="Cross-fade, seconds" value={crossfade} min={0.5} max={30} onChange={setCrossfade} />
        {phases.map((phase) => (
          <PhaseFields key={phase.phase} draft={phase} tracks={tracks} onChange={change} />
        ))}
        {fault && (
          <p className={`${styles.missing} ${styles.wide}`} role="alert">
            {fault}
          </p>
        )}
      </Form>
    </div>
  );
}

interface PhaseFieldsProps {
  readonly draft: DraftPhase;
  readonly tracks: readonly Track[];
  readonly onChange: (phase: MusicPhase, made: Partial<DraftPhase>) => void;
}

function PhaseFields({ draft: { phase, minutes, tracks: chosen }, tracks, onChange }: PhaseFieldsProps) {
  const name = MUSIC_PHASE_NAMES[phase];
  const titleOf = (id: string) => tracks.find((track) => track.id === id)?.title ?? 'A track that is not here';
  const free = tracks.filter((track) => track.hasSound && !track.retiredAt && !chosen.includes(track.id));
  const fit = (track: Track) => track.phases.includes(phase);
  const sorted = [...free].sort((one, other) => Number(fit(other)) - Number(fit(one)));
  const moved = (index: number, by: number) => {
    const list = [...chosen];
    const [one] = list.splice(index, 1);
    if (one) list.splice(index + by, 0, one);
    onChange(phase, { tracks: list });
  };
  return (
    <fieldset className={`${styles.phase} ${styles.wide}`}>
      <legend>{name}</legend>
      <p className={styles.aside}>{MUSIC_PHASE_PURPOSES[phase]}</p>
      <ol className={styles.chosen}>
        {chosen.map((id, index) => (
          <li key={id}>
            <span>{titleOf(id)}</span>
            {index > 0 && (
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={`${titleOf(id)} earlier in ${name.toLowerCase()}`}
                onClick={() => moved(index, -1)}
              >
                <Sign name="left" size={16} />
              </ActionIcon>
            )}
            <Button variant="subtle" onClick={() => onChange(phase, { tracks: chosen.filter((one) => one !== id) })}>
              Take out
              <span className="hs-visually-hidden">
                {' '}
                {titleOf(id)} of {name.toLowerCase()}
              </span>
            </Button>
          </li>
        ))}
      </ol>
      <div className={styles.phaseFields}>
        <NativeSelect
          label={`Add to ${name.toLowerCase()}`}
          value=""
          data={[
            { value: '', label: 'Choose a track' },
            ...sorted.map((track) => ({
              value: track.id,
              label: fit(track) ? track.title : `${track.title} (not marked for it)`,
            })),
          ]}
          onChange={({ currentTarget }) =>
            currentTarget.value && onChange(phase, { tracks: [...chosen, currentTarget.value] })
          }
        />
        <NumberInput
          label={`Minutes of ${name.toLowerCase()}`}
          description="Empty: until a moment or a hand moves it on"
          value={minutes}
          min={0.1}
          max={240}
          onChange={(value) => onChange(phase, { minutes: value })}
        />
      </div>
    </fieldset>
  );
}
