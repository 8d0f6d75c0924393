/** The tables of protocol governance as Kysely sees them. */
import type { Acknowledgement } from '@holdspace/care';
import type { JSONColumnType } from 'kysely';

export interface ProtocolDraftTable {
  clinic_id: string;
  draft_id: string;
  protocol_id: string;
  made_from: string | null;
  document: JSONColumnType<object>;
  revision: number;
  status: 'open' | 'proposed' | 'put_aside';
  made_by: string;
  made_at: string;
  saved_by: string;
  saved_at: string;
}
export interface ProtocolSignOffTable {
  clinic_id: string;
  sign_off_id: string;
  protocol_id: string;
  version: string;
  kind: 'approved' | 'declined' | 'retired';
  signed_by: string;
  signer_name: string;
  signed_at: string;
  document_hash: string;
  statement: string;
  takes_effect_at: string;
  retires_at: string | null;
}
export interface CourseProtocolMoveTable {
  clinic_id: string;
  move_id: string;
  course_id: string;
  protocol_id: string;
  from_version: string;
  to_version: string;
  reason: string;
  acknowledged: Acknowledgement[];
  moved_by: string;
  mover_name: string;
  moved_at: string;
}
