/**
 * The patient’s journal: text, voice or drawing, theirs alone until they share an entry. What is drawn is kept as strokes
 * and what is spoken as sound; both are asked for a word about them, for who cannot see or hear them.
 */

import { z } from 'zod';
import type { Localized } from '../language.ts';
import { crisisWordsIn } from './crisis-words.ts';

export const JOURNAL_KINDS = ['text', 'voice', 'drawing'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** Project defaults: what a phone records and sends over a weak line. */
export const LONGEST_VOICE_SECONDS = 300;
export const LARGEST_VOICE_BYTES = 5 * 1024 * 1024;
/** Drawings have their own measure, whatever the screen: a square this wide. */
export const DRAWING_SIDE = 1000;
export const DRAWING_COLOURS = ['ink', 'teal', 'gold', 'red', 'blue'] as const;
export type DrawingColour = (typeof DRAWING_COLOURS)[number];
const MOST_STROKES = 1500;
const MOST_POINTS = 40_000;

const about = z.string().trim().min(1).max(1000).optional();
const coordinate = z.number().int().min(0).max(DRAWING_SIDE);
export const strokeSchema = z.strictObject({
  colour: z.enum(DRAWING_COLOURS),
  width: z.number().int().min(1).max(60),
  /** x, y, x, y … */
  points: z
    .array(coordinate)
    .min(2)
    .max(MOST_POINTS * 2),
});
export type Stroke = z.output<typeof strokeSchema>;

export const journalContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), words: z.string().trim().min(1, 'must not be empty').max(20_000) }),
  z.strictObject({
    kind: z.literal('voice'),
    seconds: z.number().positive(),
    /** The recording, base64. */
    sound: z.string().min(1),
    about,
  }),
  z.strictObject({
    kind: z.literal('drawing'),
    strokes: z.array(strokeSchema).min(1).max(MOST_STROKES),
    about,
  }),
]);
export type JournalContent = z.output<typeof journalContentSchema>;

export interface JournalProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));

/** What kind of sound these bytes are, by how they begin, whatever they were called; null where they are none. */
export function soundTypeOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return 'audio/webm';
  if (startsWith(bytes, 'OggS')) return 'audio/ogg';
  if (startsWith(bytes, 'ftyp', 4)) return 'audio/mp4';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)) return 'audio/wav';
  if (startsWith(bytes, 'fLaC')) return 'audio/flac';
  if (startsWith(bytes, 'ID3')) return 'audio/mpeg';
  return null;
}

/** `says` is the message in each language: it is met on the patient's own device, before anything is sent. */
export interface SoundProblem extends JournalProblem {
  readonly says: Localized;
}
const soundRefused = (field: string, rule: string, says: Localized): SoundProblem => ({
  field,
  rule,
  message: says.en,
  says,
});

/** What keeps a recording from being kept, in words that say what to do; null where nothing does. */
export function soundProblem(bytes: Uint8Array, seconds: number): SoundProblem | null {
  const megabytes = (bytes.length / 1024 / 1024).toFixed(1);
  const minutes = Math.ceil(seconds / 60);
  if (bytes.length > LARGEST_VOICE_BYTES)
    return soundRefused('content.sound', 'sound-too-large', {
      en: `This recording is ${megabytes} MB; up to 5 MB can be kept. Record it in two parts.`,
      es: `Esta grabación tiene ${megabytes} MB; se pueden guardar hasta 5 MB. Grábela en dos partes.`,
    });
  if (seconds > LONGEST_VOICE_SECONDS + 1)
    return soundRefused('content.seconds', 'sound-too-long', {
      en: `This recording lasts ${minutes} minutes; up to 5 can be kept. Record it in two parts.`,
      es: `Esta grabación dura ${minutes} minutos; se pueden guardar hasta 5. Grábela en dos partes.`,
    });
  if (soundTypeOf(bytes) === null)
    return soundRefused('content.sound', 'no-sound', {
      en: 'This file holds no sound that can be played. Record it here, or choose another file.',
      es: 'En este archivo no hay un sonido que se pueda oír. Grábelo aquí o elija otro archivo.',
    });
  return null;
}

/** What keeps a drawing from being kept. */
export function drawingProblem(strokes: readonly Stroke[]): JournalProblem | null {
  if (strokes.some(({ points }) => points.length % 2 === 1))
    return { field: 'content.strokes', rule: 'half-a-point', message: 'A stroke ends in half a point; draw it again.' };
  const points = strokes.reduce((sum, stroke) => sum + stroke.points.length / 2, 0);
  return points > MOST_POINTS
    ? {
        field: 'content.strokes',
        rule: 'drawing-too-large',
        message: 'This drawing has more lines than can be kept. Keep it as two.',
      }
    : null;
}

/** Everything of an entry that is written, for words at which help is shown. */
export const writtenIn = (
  content: Pick<JournalContent, 'kind'> & { words?: string | undefined; about?: string | undefined },
): string => [content.words, content.about].filter(Boolean).join('\n');
export const hasCrisisWords = (written: string): boolean => crisisWordsIn(written).length > 0;
