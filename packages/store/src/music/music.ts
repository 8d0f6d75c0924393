/** Music: tracks and their sound, soundtracks by version, the clinic's setting, and what a course's patient should not hear. */
import {
  type Instant,
  type NewTrack,
  newTrackSchema,
  type Soundtrack,
  type SoundtrackDocument,
  soundtrackSchema,
  type Track,
} from '@holdspace/care';
import type { Selectable } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { createSounds } from './sounds.ts';
import type { MusicAvoidedTable, MusicTrackTable, SoundtrackVersionTable } from './tables.ts';

interface Recording {
  readonly by: string;
  readonly at: Instant;
}
/** A track that this patient should not hear. */
export interface AvoidedTrack {
  readonly id: string;
  readonly courseId: string;
  readonly track: string;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
  readonly endedAt?: Instant;
}
export interface MusicSetting {
  readonly soundtrackId: string;
  readonly target: number;
}

const toTrack = (row: Selectable<MusicTrackTable>): Track => ({
  ...newTrackSchema.parse(row.document),
  hasSound: row.sound_id !== null,
  ...(row.retired_at && { retiredAt: row.retired_at }),
});
const toSoundtrack = (row: Selectable<SoundtrackVersionTable>): Soundtrack => ({
  ...soundtrackSchema.parse(row.document),
  id: row.soundtrack_id,
  version: row.version,
});

const oneTrack = (transaction: ClinicTransaction, clinicId: string, trackId: string) =>
  transaction
    .selectFrom('holdspace.music_track')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('track_id', '=', trackId)
    .executeTakeFirst();
const oneAvoided = (transaction: ClinicTransaction, clinicId: string, id: string) =>
  transaction
    .selectFrom('holdspace.music_avoided')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('avoided_id', '=', id)
    .executeTakeFirst();

export function createMusic(db: Database, keyring: Keyring) {
  const placeOf = (clinicId: string, id: string) => ({
    clinicId,
    table: 'music_avoided',
    column: 'sealed',
    rowId: id,
  });
  const toAvoided = async (
    transaction: ClinicTransaction,
    row: Selectable<MusicAvoidedTable>,
  ): Promise<AvoidedTrack> => ({
    id: row.avoided_id,
    courseId: row.course_id,
    track: row.track_id,
    reason: await keyring.open(transaction, row.sealed, placeOf(row.clinic_id, row.avoided_id)),
    at: row.at as Instant,
    by: row.by_id,
    ...(row.ended_at && { endedAt: row.ended_at as Instant }),
  });

  return {
    sounds: createSounds(db),

    /** Every track, retired ones too, the newest first. */
    tracks: (clinicId: string): Promise<readonly Track[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.music_track')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('added_at', 'desc')
          .orderBy('track_id')
          .execute();
        return rows.map(toTrack);
      }),
    findTrack: (clinicId: string, trackId: string): Promise<Track | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await oneTrack(transaction, clinicId, trackId);
        return row ? toTrack(row) : null;
      }),
    addTrack: (clinicId: string, track: NewTrack, { by, at }: Recording): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.music_track')
          .values({
            clinic_id: clinicId,
            track_id: track.id,
            document: JSON.stringify(track),
            added_at: at,
            added_by: by,
          })
          .execute();
      }),
    /** It is chosen no more; soundtracks that have it play on. False where there is none, or it is retired. */
    retireTrack: (clinicId: string, trackId: string, { by, at }: Recording): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.music_track')
          .set({ retired_at: at, retired_by: by })
          .where('clinic_id', '=', clinicId)
          .where('track_id', '=', trackId)
          .where('retired_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),

    /** The newest version of each soundtrack. */
    soundtracks: (clinicId: string): Promise<readonly Soundtrack[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.soundtrack_version')
          .selectAll()
          .distinctOn('soundtrack_id')
          .where('clinic_id', '=', clinicId)
          .orderBy('soundtrack_id')
          .orderBy('version', 'desc')
          .execute();
        return rows.map(toSoundtrack).sort((one, other) => one.name.localeCompare(other.name, 'en'));
      }),
    findSoundtrack: (clinicId: string, id: string, version: number): Promise<Soundtrack | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.soundtrack_version')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('soundtrack_id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst();
        return row ? toSoundtrack(row) : null;
      }),
    /** Throws PostgreSQL's unique violation where that version is there already. */
    saveSoundtrack: (
      clinicId: string,
      {
        id,
        version,
        document,
      }: { readonly id: string; readonly version: number; readonly document: SoundtrackDocument },
      { by, at }: Recording,
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.soundtrack_version')
          .values({
            clinic_id: clinicId,
            soundtrack_id: id,
            version,
            document: JSON.stringify(document),
            saved_at: at,
            saved_by: by,
          })
          .execute();
      }),

    /** What the clinic chose otherwise than the default. */
    setting: (clinicId: string): Promise<MusicSetting | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.music_setting')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('saved_at', 'desc')
          .orderBy('setting_id')
          .limit(1)
          .executeTakeFirst();
        return row ? { soundtrackId: row.soundtrack_id, target: Number(row.target_lufs) } : null;
      }),
    saveSetting: (clinicId: string, id: string, setting: MusicSetting, { by, at }: Recording): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.music_setting')
          .values({
            clinic_id: clinicId,
            setting_id: id,
            soundtrack_id: setting.soundtrackId,
            target_lufs: String(setting.target),
            saved_at: at,
            saved_by: by,
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'setting_id']).doNothing())
          .execute();
      }),

    /** Those of a course that have ended too. */
    avoidedIn: (clinicId: string, courseId: string): Promise<readonly AvoidedTrack[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.music_avoided')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('at')
          .orderBy('avoided_id')
          .execute();
        const avoided: AvoidedTrack[] = [];
        for (const row of rows) avoided.push(await toAvoided(transaction, row));
        return avoided;
      }),
    findAvoided: (clinicId: string, id: string): Promise<AvoidedTrack | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await oneAvoided(transaction, clinicId, id);
        return row ? toAvoided(transaction, row) : null;
      }),
    avoid: (
      clinicId: string,
      { id, courseId, track, reason }: Pick<AvoidedTrack, 'id' | 'courseId' | 'track' | 'reason'>,
      { by, at }: Recording,
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.music_avoided')
          .values({
            clinic_id: clinicId,
            avoided_id: id,
            course_id: courseId,
            track_id: track,
            sealed: seal(reason, placeOf(clinicId, id)),
            at,
            by_id: by,
          })
          .execute();
      }),
    /** It may be heard again. False where that is so already. */
    endAvoiding: (clinicId: string, courseId: string, id: string, { by, at }: Recording): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.music_avoided')
          .set({ ended_at: at, ended_by: by })
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .where('avoided_id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
  };
}
