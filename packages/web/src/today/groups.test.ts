import { expect, test } from 'vitest';
import type { VisitToday } from '../api/shapes.ts';
import { groupVisits } from './groups.ts';

const visit = (visitId: string, time: string, session?: { status: string; emergencyStop?: boolean }) =>
  ({
    visitId,
    scheduledFor: `2026-03-04T${time}:00.000Z`,
    ...(session && { session: { id: visitId, emergencyStop: false, ...session } }),
  }) as unknown as VisitToday;

test('who is here comes first, an emergency before all, then who is to come, then who has gone', () => {
  const groups = groupVisits([
    visit('gone', '08:00', { status: 'discharged' }),
    visit('here', '09:00', { status: 'open' }),
    visit('later', '13:00'),
    visit('emergency', '10:00', { status: 'open', emergencyStop: true }),
    visit('sooner', '12:00', { status: 'planned' }),
  ]);
  expect(groups.map((group) => [group.title, group.visits.map((one) => one.visitId)])).toEqual([
    ['Here now', ['emergency', 'here']],
    ['To come', ['sooner', 'later']],
    ['Finished', ['gone']],
  ]);
});

test('a group with nobody in it is left out', () => {
  expect(groupVisits([visit('later', '13:00')]).map((group) => group.title)).toEqual(['To come']);
});
