import { expect, test } from 'vitest';
import { isPart2 } from './part-2.ts';

test.each([
  ['nothing is flagged', [], 'a', false],
  ['the patient is flagged', [{ id: '1' }], 'a', true],
  ['the patient is flagged, and it belongs to no course', [{ id: '1' }], undefined, true],
  ['its course is flagged', [{ id: '1', courseId: 'a' }], 'a', true],
  ['another course is flagged', [{ id: '1', courseId: 'b' }], 'a', false],
  ['a course is flagged, and it belongs to none', [{ id: '1', courseId: 'b' }], undefined, false],
])('when %s', (_, flags, courseId, flagged) => {
  expect(isPart2(flags, courseId)).toBe(flagged);
});
