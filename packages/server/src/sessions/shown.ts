/**
 * A session as screens show it now. What has ended no longer changes and is shown as it was kept; of what is planned or
 * open, gates, amounts and what is due next change with the clock, so they are read from the session itself.
 */
import { EMPTY_SESSION, quantity, type SessionProjection, type SessionSummary, summaryOf } from '@holdspace/care';
import type { Context } from '../context.ts';

/** A session that was made but, through a crash between two steps, not yet planned. */
const NOT_YET_PLANNED: SessionSummary = {
  status: EMPTY_SESSION.status,
  seq: 0,
  openGates: [],
  cumulative: quantity(0, 'ug'),
  people: [],
  infusionRunning: false,
  emergencyStop: false,
  flags: 0,
  adverseEvents: 0,
  signed: false,
};

export async function shownNow(
  { keeper, now }: Context,
  clinicId: string,
  session: { readonly id: string; readonly summary: SessionProjection | null },
): Promise<SessionSummary> {
  const kept = session.summary;
  if (!kept) return NOT_YET_PLANNED;
  if (kept.endedAt !== undefined) return { ...kept, openGates: [] };
  const { protocol, state } = await keeper.stateOf(clinicId, session.id, kept.seq);
  return summaryOf(protocol, state, now());
}
