/** A track brought in: its file first, checked and measured here, then what is to be known of it. */
import { MUSIC_LIMITS, MUSIC_PHASE_NAMES, MUSIC_PHASES, type MusicPhase, type NewTrack } from '@holdspace/care';
import { Button, Checkbox, FileInput, NativeSelect, Progress, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import styles from './music.module.css';
import { addTrack, useMusicChange } from './queries.ts';
import { sayLength, sayLoudness } from './say.ts';
import { sendSound } from './send-sound.ts';
import { NotTaken, type TakenIn, type TakingIn, takeIn } from './take-in.ts';

const STEPS = { reading: 'Reading the file', decoding: 'Decoding it', measuring: 'Measuring how loud it is' } as const;

interface Draft {
  readonly title: string;
  readonly maker: string;
  readonly licence: string;
  readonly phases: readonly MusicPhase[];
  readonly energy: string;
  readonly language: string;
  readonly hasLyrics: boolean;
  readonly culture: string;
}
type Faults = { readonly [Name in keyof Draft]?: string | undefined };
const EMPTY: Draft = {
  title: '',
  maker: '',
  licence: '',
  phases: [],
  energy: '2',
  language: '',
  hasLyrics: false,
  culture: '',
};

export function Upload({ onLeave }: { onLeave: () => void }) {
  const [id] = useState(newId);
  const [taking, setTaking] = useState<TakingIn>();
  const [taken, setTaken] = useState<TakenIn>();
  const [refused, refuse] = useState('');
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [faults, show] = useState<Faults>({});
  const [sent, setSent] = useState<number>();
  const aborting = useRef<AbortController>(undefined);
  useEffect(() => () => aborting.current?.abort(), []);
  const send = useMusicChange(async ({ track, from }: { track: NewTrack; from: TakenIn }) => {
    aborting.current = new AbortController();
    await addTrack(track);
    setSent(0);
    await sendSound(track.id, from.file, from.mediaType, setSent, aborting.current.signal);
  });

  async function choose(file: File | null) {
    aborting.current?.abort();
    setTaken(undefined);
    refuse('');
    if (!file) return setTaking(undefined);
    const begun = new AbortController();
    aborting.current = begun;
    const { signal } = begun;
    try {
      const from = await takeIn(file, setTaking, signal);
      setTaken(from);
      setDraft((now) => (now.title ? now : { ...now, title: file.name.replace(/\.[^.]+$/, '') }));
    } catch (fault) {
      if (signal.aborted) return;
      refuse(fault instanceof NotTaken ? fault.message : 'This file could not be looked at. Try it once more.');
    }
    setTaking(undefined);
  }
  const cancel = () => {
    aborting.current?.abort();
    setTaking(undefined);
    setSent(undefined);
  };
  const field = (name: 'title' | 'maker' | 'licence' | 'language' | 'culture' | 'energy') => ({
    value: draft[name],
    error: faults[name],
    maxLength: 300,
    autoComplete: 'off',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
      show((now) => ({ ...now, [name]: undefined }));
    },
  });

  function onSend() {
    const missing: Faults = {
      ...(!draft.title.trim() && { title: 'Say what it is called.' }),
      ...(!draft.maker.trim() && { maker: 'Say who made it.' }),
      ...(!draft.licence.trim() && { licence: 'Say by whose leave it is played: a track without is not taken.' }),
      ...(draft.phases.length === 0 && { phases: 'Choose at least one phase.' }),
      ...(draft.hasLyrics && !draft.language.trim() && { language: 'Say in which language.' }),
    };
    show(missing);
    if (Object.keys(missing).length > 0 || !taken) return;
    const { title, maker, licence, phases, energy, hasLyrics, language, culture } = draft;
    const track: NewTrack = {
      ...{ id, title: title.trim(), maker: maker.trim(), licence: licence.trim(), phases: [...phases] },
      energy: Number(energy),
      lyrics: hasLyrics ? { has: true, language: language.trim() } : { has: false },
      ...(culture.trim() && { culture: culture.trim() }),
      lengthMilliseconds: taken.lengthMilliseconds,
      loudness: Math.round(taken.measured.loudness * 10) / 10,
      truePeak: Math.round(taken.measured.truePeak * 10) / 10,
    };
    send.mutate({ track, from: taken }, { onSuccess: onLeave });
  }
  const choosing = (
    <FileInput
      label="File"
      description={`Choose an mp3, m4a, flac, ogg or wav; up to ${MUSIC_LIMITS.mostBytes / 1024 / 1024} MB and ${MUSIC_LIMITS.longestMilliseconds / 60_000} minutes. It is checked and measured in this browser.`}
      accept="audio/*,.mp3,.m4a,.flac,.ogg,.oga,.wav"
      error={refused || undefined}
      value={taken?.file ?? null}
      onChange={(file) => void choose(file)}
    />
  );
  if (!taken)
    return (
      <div className={styles.choosing}>
        {choosing}
        {taking && (
          <div role="status">
            <p className={styles.says}>{STEPS[taking.step]}…</p>
            <Progress
              value={taking.part * 100}
              animated={taking.step !== 'measuring'}
              aria-label={STEPS[taking.step]}
            />
          </div>
        )}
        <Button variant="subtle" onClick={taking ? cancel : onLeave}>
          {taking ? 'Cancel' : 'Not now'}
        </Button>
      </div>
    );
  return (
    <Form send="Add the track" isSending={send.isPending} error={send.error} onSend={onSend} onLeave={onLeave}>
      {choosing}
      <p className={`${styles.says} ${styles.wide}`} role="status">
        {sayLength(taken.lengthMilliseconds)}; {sayLoudness(taken.measured)}.
      </p>
      <TextInput label="Title" {...field('title')} />
      <TextInput label="Made by" {...field('maker')} />
      <TextInput
        label="Licence"
        description="By whose leave the clinic plays it: “own recording”, “licence 4711 of 2026”, “CC BY 4.0”"
        {...field('licence')}
      />
      <Checkbox.Group
        label="Fit for"
        error={faults.phases}
        value={[...draft.phases]}
        onChange={(phases) => {
          setDraft((now) => ({ ...now, phases: MUSIC_PHASES.filter((phase) => phases.includes(phase)) }));
          show((now) => ({ ...now, phases: undefined }));
        }}
      >
        <div className={styles.checks}>
          {MUSIC_PHASES.map((phase) => (
            <Checkbox key={phase} value={phase} label={MUSIC_PHASE_NAMES[phase]} />
          ))}
        </div>
      </Checkbox.Group>
      <NativeSelect
        label="Energy"
        data={[
          { value: '1', label: '1, still' },
          { value: '2', label: '2' },
          { value: '3', label: '3' },
          { value: '4', label: '4' },
          { value: '5', label: '5, strong' },
        ]}
        {...field('energy')}
      />
      <TextInput
        label="Culture it comes from (if known)"
        description="A patient may have wishes, or reasons against"
        {...field('culture')}
      />
      <Checkbox
        label="It has words"
        checked={draft.hasLyrics}
        onChange={({ currentTarget }) => {
          const { checked } = currentTarget;
          setDraft((now) => ({ ...now, hasLyrics: checked }));
        }}
      />
      {draft.hasLyrics && <TextInput label="Language of the words" {...field('language')} />}
      {sent !== undefined && send.isPending && (
        <div className={styles.wide} role="status">
          <Progress value={sent * 100} aria-label="Sending the file" />
          <Button variant="subtle" onClick={cancel}>
            Cancel
          </Button>
        </div>
      )}
    </Form>
  );
}
