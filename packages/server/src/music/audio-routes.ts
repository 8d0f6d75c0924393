/** The sound of a track: sent as it is, told by its first bytes and never by its name, and served in ranges. */
import { Readable } from 'node:stream';
import {
  AUDIO_TYPES,
  audioKindOf,
  type FileRefusal,
  HEAD_BYTES,
  MUSIC_LIMITS,
  whyNotTaken,
  whyTooLarge,
} from '@holdspace/care';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { demandToHear } from './routes.ts';
import { trackShape } from './shapes.ts';

const tags = ['music'];

const refusal = ({ rule, message, satisfy }: FileRefusal): Problem =>
  new Problem(rule === 'music-file-too-large' ? 'too-large' : 'bad-input', `${message} ${satisfy}`, {
    errors: [{ field: '', rule, message }],
    satisfy,
  });

/** The first bytes, and all of them again from the start. */
async function withHead(source: AsyncIterable<Uint8Array>) {
  const bytes = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const { done, value } = await bytes.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    let sent = 0;
    const counted = (piece: Uint8Array) => {
      sent += piece.length;
      const tooLarge = whyTooLarge(sent);
      if (tooLarge) throw refusal(tooLarge);
      return piece;
    };
    for (const piece of first) yield counted(piece);
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield counted(next.value);
  }
  return { head: Buffer.concat(first), all };
}

/** The first and last byte that a range asks for; `none` where the whole is meant, `wrong` where there is no such part. */
function rangeOf(header: string | undefined, bytes: number): { from: number; to: number } | 'none' | 'wrong' {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return 'none';
  const [, first = '', last = ''] = asked;
  if (first === '') return { from: Math.max(0, bytes - Number(last)), to: bytes - 1 };
  const from = Number(first);
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return from > to || from >= bytes ? 'wrong' : { from, to };
}

export function musicAudioRoutes(app: App, context: Context): void {
  const { store } = context;

  // Bytes are taken in at this one address, in a scope of its own: everywhere else nothing but JSON is understood.
  void app.register(async (audio: App) => {
    audio.removeAllContentTypeParsers();
    audio.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    audio.put(
      '/api/music/tracks/:id/audio',
      {
        config: { act: 'keep music' },
        schema: {
          tags,
          summary: 'Send the sound of a track, as the body itself',
          description: `mp3, m4a, flac, ogg or wav, told by its first bytes; ${MUSIC_LIMITS.mostBytes / 1024 / 1024} MB and ${MUSIC_LIMITS.longestMilliseconds / 60_000} minutes at most. Sent twice, it is kept once; another sound is another track.`,
          params: oneId,
          response: { 200: z.object({ track: trackShape }), ...problems(400, 401, 403, 404, 409, 413) },
        },
      },
      async (request, reply) => {
        const { id: clinicId } = request.principal.clinic;
        const { id } = request.params;
        const announced = Number(request.headers['content-length'] ?? Number.NaN);
        const tooLarge = Number.isNaN(announced) ? undefined : whyTooLarge(announced);
        if (tooLarge) {
          // Not read to its end only to be thrown away.
          reply.header('connection', 'close');
          throw refusal(tooLarge);
        }
        if (!(await store.music.findTrack(clinicId, id))) throw notFound('track');
        const source: AsyncIterable<Uint8Array> =
          request.body instanceof Readable ? (request.body as Readable) : Readable.from([]);
        const { head, all } = await withHead(source);
        const whyNot = whyNotTaken(head, Number.isNaN(announced) ? head.length : announced);
        const kind = audioKindOf(head);
        if (whyNot || !kind) {
          reply.header('connection', 'close');
          throw refusal(whyNot ?? { rule: 'music-not-audio', message: 'This is not sound.', satisfy: '' });
        }
        const saving = await store.music.sounds.save(clinicId, id, AUDIO_TYPES[kind], all());
        if (!saving.saved)
          throw new Problem('repeated-id', 'This track has another sound already. Enter a new track for this one.');
        const track = await store.music.findTrack(clinicId, id);
        if (!track) throw notFound('track');
        return { track };
      },
    );
  });

  app.get(
    '/api/music/tracks/:id/audio',
    {
      config: { act: 'play music', orActs: ['keep music'] },
      schema: { tags, summary: 'The sound of a track, whole or a range of it', params: oneId, produces: ['audio/*'] },
    },
    async (request, reply) => {
      demandToHear(request);
      const { id: clinicId } = request.principal.clinic;
      const sound = await store.music.sounds.find(clinicId, request.params.id);
      if (!sound) throw notFound('sound');
      const etag = `"${sound.sha256}"`;
      // What a track sounds like never changes; and it is the clinic's, for its own people alone.
      reply.headers({ etag, 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=31536000, immutable' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const ifRange = request.headers['if-range'];
      const range = ifRange === undefined || ifRange === etag ? rangeOf(request.headers.range, sound.bytes) : 'none';
      if (range === 'wrong') return reply.code(416).header('content-range', `bytes */${sound.bytes}`).send();
      const { from, to } = range === 'none' ? { from: 0, to: sound.bytes - 1 } : range;
      if (range !== 'none') reply.code(206).header('content-range', `bytes ${from}-${to}/${sound.bytes}`);
      return send(reply, sound.mediaType, to - from + 1, store.music.sounds.read(clinicId, sound, from, to));
    },
  );
}

const send = (reply: FastifyReply, type: string, length: number, pieces: AsyncIterable<Buffer>) =>
  reply
    .header('content-type', type)
    .header('content-length', length)
    .send(Readable.from(pieces, { objectMode: false }));
