/**
 * The sound of tracks, in pieces of 256 kB. A piece is written in a transaction of its own, so that a slow sender holds no
 * connection; what broke off is taken away again. The track has its sound once all of it is there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type Database, withClinic } from '../database.ts';

const PIECE_BYTES = 256 * 1024;

export interface Sound {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Of the whole; its ETag. */
  readonly sha256: string;
}
/** `other`: the track has another sound already. */
export type SoundSaving = { readonly saved: true; readonly sound: Sound } | { readonly saved: false };

/** Gathers what comes in, however it was cut, into pieces of one length. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const more of source) {
    waiting = waiting.length === 0 ? Buffer.from(more) : Buffer.concat([waiting, more]);
    while (waiting.length >= PIECE_BYTES) {
      yield waiting.subarray(0, PIECE_BYTES);
      waiting = waiting.subarray(PIECE_BYTES);
    }
  }
  if (waiting.length > 0) yield waiting;
}

export function createSounds(db: Database) {
  const find = (clinicId: string, trackId: string): Promise<Sound | null> =>
    withClinic(db, clinicId, async (transaction) => {
      const row = await transaction
        .selectFrom('holdspace.music_track')
        .select(['sound_id', 'media_type', 'bytes', 'sha256'])
        .where('clinic_id', '=', clinicId)
        .where('track_id', '=', trackId)
        .executeTakeFirst();
      if (!row?.sound_id || !row.media_type || !row.bytes || !row.sha256) return null;
      return { id: row.sound_id, mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256 };
    });
  const forget = (clinicId: string, soundId: string): Promise<void> =>
    withClinic(db, clinicId, async (transaction) => {
      await transaction
        .deleteFrom('holdspace.music_piece')
        .where('clinic_id', '=', clinicId)
        .where('sound_id', '=', soundId)
        .execute();
    });

  return {
    find,

    /** Keeps what comes in as the track's sound. What the source throws is thrown, and nothing of it stays. */
    async save(
      clinicId: string,
      trackId: string,
      mediaType: string,
      source: AsyncIterable<Uint8Array>,
    ): Promise<SoundSaving> {
      const soundId = randomUUID();
      const hash = createHash('sha256');
      let bytes = 0;
      let seq = 0;
      try {
        for await (const piece of inPieces(source)) {
          hash.update(piece);
          bytes += piece.length;
          const row = { clinic_id: clinicId, sound_id: soundId, seq, bytes: piece };
          await withClinic(db, clinicId, (transaction) =>
            transaction.insertInto('holdspace.music_piece').values(row).execute(),
          );
          seq += 1;
        }
        const sound: Sound = { id: soundId, mediaType, bytes, sha256: hash.digest('hex') };
        const isFirst = await withClinic(db, clinicId, async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('holdspace.music_track')
            .set({ sound_id: soundId, media_type: mediaType, bytes, sha256: sound.sha256 })
            .where('clinic_id', '=', clinicId)
            .where('track_id', '=', trackId)
            .where('sound_id', 'is', null)
            .executeTakeFirst();
          return numUpdatedRows === 1n;
        });
        if (isFirst) return { saved: true, sound };
        await forget(clinicId, soundId);
        const before = await find(clinicId, trackId);
        return before?.sha256 === sound.sha256 ? { saved: true, sound: before } : { saved: false };
      } catch (fault) {
        await forget(clinicId, soundId).catch(() => undefined);
        throw fault;
      }
    },

    /** Bytes `from` to `to`, both of them too, piece by piece. */
    async *read(clinicId: string, { id }: Sound, from: number, to: number): AsyncGenerator<Buffer> {
      for (let seq = Math.floor(from / PIECE_BYTES); seq * PIECE_BYTES <= to; seq++) {
        const row = await withClinic(db, clinicId, (transaction) =>
          transaction
            .selectFrom('holdspace.music_piece')
            .select('bytes')
            .where('clinic_id', '=', clinicId)
            .where('sound_id', '=', id)
            .where('seq', '=', seq)
            .executeTakeFirstOrThrow(),
        );
        const begins = seq * PIECE_BYTES;
        yield row.bytes.subarray(Math.max(0, from - begins), Math.min(row.bytes.length, to - begins + 1));
      }
    },
  };
}
