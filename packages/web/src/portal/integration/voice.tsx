/** Recording one's voice, up to five minutes; or a recording that is there already. Heard again before it is kept. */
import { LARGEST_VOICE_BYTES, LONGEST_VOICE_SECONDS, soundProblem } from '@holdspace/care';
import { Alert, Button, FileButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLanguageAround, useWordsAround } from '../../language/around.tsx';
import { sayClock } from '../../ui/moment.ts';
import styles from './integration.module.css';
import { CONTENT_WORDS } from './words.ts';

export interface Recording {
  readonly sound: Blob;
  readonly seconds: number;
}
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** Speech is understood well at this rate, and five minutes stay far below the limit. */
const BITS_A_SECOND = 48_000;

export function VoiceRecorder({
  recording,
  onRecorded,
}: {
  recording: Recording | undefined;
  onRecorded: (recording: Recording | undefined) => void;
}) {
  const say = useWordsAround(CONTENT_WORDS);
  const language = useLanguageAround();
  const [since, setSince] = useState<number>();
  const [elapsed, setElapsed] = useState(0);
  const [problem, setProblem] = useState<string>();
  const recorder = useRef<MediaRecorder>(undefined);
  const stop = () => {
    if (recorder.current?.state === 'recording') recorder.current.stop();
  };
  useEffect(() => {
    if (since === undefined) return;
    const timer = setInterval(() => {
      const seconds = (Date.now() - since) / 1000;
      setElapsed(seconds);
      if (seconds >= LONGEST_VOICE_SECONDS && recorder.current?.state === 'recording') recorder.current.stop();
    }, 250);
    return () => clearInterval(timer);
  }, [since]);
  // Going elsewhere lets go of the microphone.
  useEffect(() => () => recorder.current?.stream.getTracks().forEach((track) => void track.stop()), []);

  const begin = async () => {
    setProblem(undefined);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const made = new MediaRecorder(stream, { audioBitsPerSecond: BITS_A_SECOND, ...(mimeType && { mimeType }) });
      const parts: Blob[] = [];
      const started = Date.now();
      made.ondataavailable = ({ data }) => parts.push(data);
      made.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        setSince(undefined);
        onRecorded({
          sound: new Blob(parts, { type: made.mimeType }),
          seconds: Math.max(0.1, (Date.now() - started) / 1000),
        });
      };
      recorder.current = made;
      made.start(1000);
      setElapsed(0);
      setSince(started);
    } catch {
      setProblem(say('noMicrophone'));
    }
  };
  const choose = async (file: File | null) => {
    if (!file) return;
    setProblem(undefined);
    const start = new Uint8Array(await file.slice(0, Math.min(file.size, LARGEST_VOICE_BYTES + 1)).arrayBuffer());
    const seconds = await lengthOf(file);
    const refused = soundProblem(start, seconds);
    if (refused) setProblem(refused.says[language]);
    else onRecorded({ sound: file, seconds });
  };
  return (
    <div className={styles.recording}>
      {since !== undefined ? (
        <>
          <span className={styles.clock}>{sayClock(elapsed * 1000)}</span>
          <Button size="md" onClick={stop}>
            {say('stop')}
          </Button>
          <span className="hs-visually-hidden" role="status">
            {say('recording')}
          </span>
        </>
      ) : recording ? (
        <>
          <Played sound={recording.sound} label={say('yourRecording')} />
          <Button variant="default" onClick={() => onRecorded(undefined)}>
            {say('anew')}
          </Button>
        </>
      ) : (
        <>
          <Button size="md" onClick={() => void begin()}>
            {say('record')}
          </Button>
          <FileButton accept="audio/*,video/webm" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button {...props} size="md" variant="default">
                {say('choose')}
              </Button>
            )}
          </FileButton>
          <p className={styles.quiet}>{say('upTo')}</p>
        </>
      )}
      {problem && (
        <Alert color="yellow" role="alert">
          {problem}
        </Alert>
      )}
    </div>
  );
}

/** A recording that can be heard, from bytes that lie in the page. */
export function Played({ sound, label }: { sound: Blob; label: string }) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(sound);
    setSource(made);
    return () => URL.revokeObjectURL(made);
  }, [sound]);
  // biome-ignore lint/a11y/useMediaCaption: a person’s own words beside it stand in for captions
  return source ? <audio controls src={source} aria-label={label} /> : null;
}

/** How long a file plays, as far as the browser can tell; a second where it cannot. */
const lengthOf = (file: Blob): Promise<number> =>
  new Promise((resolve) => {
    const audio = new Audio();
    const source = URL.createObjectURL(file);
    const tell = (seconds: number) => {
      URL.revokeObjectURL(source);
      resolve(Number.isFinite(seconds) && seconds > 0 ? seconds : 1);
    };
    audio.onloadedmetadata = () => tell(audio.duration);
    audio.onerror = () => tell(1);
    audio.src = source;
  });

export const base64Of = (sound: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('the recording could not be read'));
    reader.readAsDataURL(sound);
  });
export const soundOf = (base64: string, type: string): Blob =>
  new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
