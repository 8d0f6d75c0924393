/** What is told of broken glass: to whom it is open now, and to those who review it. */
import { GLASS_REASONS, GLASS_VERDICTS, type Glass, glassStands, glassState, type Instant } from '@holdspace/care';
import type { BrokenGlass } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';

const named = z.object({ id: idShape, name: z.string() });
const stateShape = z.enum(['standing', 'over', 'ended', 'reviewed']);

/** As its own person has it: whose record, and until when. */
export const ownGlassShape = z
  .object({ id: idShape, patientId: idShape, at: instantShape, until: instantShape, state: stateShape })
  .meta({ id: 'OwnBrokenGlass' });
export const showOwn = ({ id, patientId, ...glass }: BrokenGlass, now: Instant) => ({
  id,
  patientId,
  at: glass.at,
  until: glass.until,
  state: glassState(glass, now),
});

/** That one waits: who and when, nothing about the patient. */
export const waitingShape = z.object({ id: idShape, person: named, at: instantShape, stands: z.boolean() });

export const glassShape = z
  .object({
    id: idShape,
    patient: named,
    person: named,
    isOwn: z.boolean(),
    kind: z.enum(GLASS_REASONS),
    words: z.string(),
    at: instantShape,
    until: instantShape,
    state: stateShape,
    ended: z.object({ at: instantShape, by: named }).optional(),
    review: z.object({ at: instantShape, by: named, verdict: z.enum(GLASS_VERDICTS), words: z.string() }).optional(),
  })
  .meta({ id: 'BrokenGlass', description: 'One time that a record was opened in need, and what was thought of it.' });

export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly patients: ReadonlyMap<string, string>;
}

export const nameIn = (names: ReadonlyMap<string, string>, id: string) => ({
  id,
  name: names.get(id) ?? 'somebody unknown',
});

export function showGlass(glass: BrokenGlass, { people, patients }: Names, by: { id: string }, now: Instant) {
  const { endedAt, endedBy, reviewedAt, reviewedBy, verdict, reviewWords } = glass;
  return {
    id: glass.id,
    patient: nameIn(patients, glass.patientId),
    person: nameIn(people, glass.practitionerId),
    isOwn: glass.practitionerId === by.id,
    kind: glass.kind,
    words: glass.words,
    at: glass.at,
    until: glass.until,
    state: glassState(glass, now),
    ...(endedAt && endedBy && { ended: { at: endedAt, by: nameIn(people, endedBy) } }),
    ...(reviewedAt &&
      reviewedBy &&
      verdict && {
        review: { at: reviewedAt, by: nameIn(people, reviewedBy), verdict, words: reviewWords ?? '' },
      }),
  };
}

export const showWaiting = (
  { id, practitionerId, ...glass }: Glass & { readonly id: string; readonly practitionerId: string },
  people: Names['people'],
  now: Instant,
) => ({ id, person: nameIn(people, practitionerId), at: glass.at, stands: glassStands(glass, now) });
