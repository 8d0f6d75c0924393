/** Shapes of groups: what everybody who works here sees of the schedule, and what the leaders alone see. */
import { ATTENDANCES, GROUP_KINDS } from '@holdspace/care';
import type { CareGroup, GroupMeeting, GroupMember } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape, problems } from '../shapes.ts';

export const done = z.object({ done: z.literal(true) });
export const DONE = { done: true } as const;
export const refusable = problems(400, 401, 403, 404, 409, 422);

const meetingFields = {
  id: idShape,
  at: instantShape,
  minutes: z.number().int(),
  room: z.string(),
  calledOffAt: instantShape.optional(),
};
export const groupShape = z
  .object({
    id: idShape,
    name: z.string(),
    kind: z.enum(GROUP_KINDS),
    place: z.string(),
    most: z.number().int(),
    /** How many are in it. Who they are is the leaders' to know. */
    count: z.number().int(),
    leaders: z.array(z.object({ id: idShape, name: z.string() })).readonly(),
    meetings: z.array(z.object(meetingFields)).readonly(),
  })
  .meta({ id: 'Group', description: 'A group on the schedule: when, where, led by whom, and nobody who is in it.' });

export const ledGroupShape = groupShape
  .extend({
    members: z
      .array(
        z.object({
          id: idShape,
          courseId: idShape,
          patientId: idShape,
          name: z.string(),
          joinedAt: instantShape,
          leftAt: instantShape.optional(),
          /** The agreement to keep what is said, where there is one. */
          consent: z
            .object({ signedAt: instantShape, signedHow: z.enum(['portal', 'paper']), textVersion: z.string() })
            .optional(),
        }),
      )
      .readonly(),
    held: z
      .array(
        z.object({
          meetingId: idShape,
          attendance: z
            .array(
              z.object({
                patientId: idShape,
                attendance: z.enum(ATTENDANCES),
                counts: z.boolean(),
                saidAt: instantShape,
              }),
            )
            .readonly(),
          notes: z
            .array(z.object({ id: idShape, author: z.string(), writtenAt: instantShape, text: z.string() }))
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'LedGroup', description: 'A group as its leaders see it.' });

/** As a patient sees a group of their own: nothing of anybody else in it. */
export const myGroupShape = z.object({
  id: idShape,
  kind: z.enum(GROUP_KINDS),
  place: z.string(),
  count: z.number().int(),
  leaders: z.array(z.string()).readonly(),
  next: z.object({ at: instantShape, minutes: z.number().int(), room: z.string() }).optional(),
  consent: z.object({ signedAt: instantShape, textVersion: z.string() }).optional(),
});

export type Names = ReadonlyMap<string, string>;
export const GONE = 'somebody who has left';
export const isInIt = (groupId: string) => (one: GroupMember) => one.groupId === groupId && one.leftAt === undefined;

export function showGroup(
  { id, name, kind, place, most, leaders }: CareGroup,
  members: readonly GroupMember[],
  meetings: readonly GroupMeeting[],
  names: Names,
) {
  return {
    id,
    name,
    kind,
    place,
    most,
    count: members.filter(isInIt(id)).length,
    leaders: leaders.map((leader) => ({ id: leader, name: names.get(leader) ?? GONE })),
    meetings: meetings
      .filter(({ groupId }) => groupId === id)
      .map(({ id, at, minutes, room, calledOffAt }) => ({
        id,
        at,
        minutes,
        room,
        ...(calledOffAt && { calledOffAt }),
      })),
  };
}
