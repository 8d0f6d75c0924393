/** The tables of music as Kysely sees them. */
import type { NewTrack, SoundtrackDocument } from '@holdspace/care';
import type { Generated, JSONColumnType } from 'kysely';

export interface MusicTrackTable {
  clinic_id: string;
  track_id: string;
  document: JSONColumnType<NewTrack>;
  added_at: string;
  added_by: string;
  sound_id: Generated<string | null>;
  media_type: Generated<string | null>;
  bytes: Generated<number | null>;
  sha256: Generated<string | null>;
  retired_at: Generated<string | null>;
  retired_by: Generated<string | null>;
}
export interface MusicPieceTable {
  clinic_id: string;
  sound_id: string;
  seq: number;
  bytes: Buffer;
}
export interface SoundtrackVersionTable {
  clinic_id: string;
  soundtrack_id: string;
  version: number;
  document: JSONColumnType<SoundtrackDocument>;
  saved_at: string;
  saved_by: string;
}
export interface MusicSettingTable {
  clinic_id: string;
  setting_id: string;
  soundtrack_id: string;
  target_lufs: string;
  saved_at: string;
  saved_by: string;
}
export interface MusicAvoidedTable {
  clinic_id: string;
  avoided_id: string;
  course_id: string;
  track_id: string;
  sealed: string;
  at: string;
  by_id: string;
  ended_at: Generated<string | null>;
  ended_by: Generated<string | null>;
}
