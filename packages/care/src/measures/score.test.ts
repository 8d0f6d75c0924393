import { describe, expect, test } from 'vitest';
import { instrumentOf } from './catalogue.ts';
import type { Instrument } from './instrument.ts';
import { INSTRUMENTS } from './instruments/index.ts';
import { score } from './score.ts';
import { SCORING_VECTORS } from './vectors/index.ts';

const LEAST_VECTORS = 12;
const an = (id: string): Instrument => {
  const found = instrumentOf(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe.each(INSTRUMENTS.map((one) => [one.id, one] as const))('%s', (id, instrument) => {
  const vectors = SCORING_VECTORS[id] ?? [];
  test(`has at least ${LEAST_VECTORS} vectors, one of them with an answer missing and one with an answer refused`, () => {
    expect(vectors.length).toBeGreaterThanOrEqual(LEAST_VECTORS);
    expect(vectors.some(({ missing }) => missing !== undefined)).toBe(true);
    expect(vectors.some(({ refused }) => refused !== undefined)).toBe(true);
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const { scales, bands, problems } = score(instrument, vector.answers);
    for (const [scale, expected] of Object.entries(vector.expects)) {
      const read = scales[scale];
      if (!read) throw new Error(`no scale ${scale}`);
      if (typeof expected === 'number') expect(read, scale).toMatchObject({ value: expect.closeTo(expected, 6) });
      else expect(read, scale).toMatchObject({ none: expected });
    }
    for (const [scale, band] of Object.entries(vector.bands ?? {})) expect(bands[scale]?.id, scale).toBe(band);
    expect(problems.map(({ linkId }) => linkId)).toEqual(vector.refused ?? []);
    if (vector.missing) {
      const missing = Object.values(scales).flatMap((read) => ('none' in read ? read.missing : []));
      expect([...new Set(missing)].toSorted()).toEqual(vector.missing.toSorted());
    }
  });
});

describe('a score', () => {
  test('of half a form is refused with the reason and the questions, never a number', () => {
    const read = score(an('phq-9'), { 1: 3, 2: 3, 3: 3, 4: 3 }).scales.total;
    expect(read).not.toHaveProperty('value');
    expect(read).toMatchObject({
      says: 'PHQ-9 total has no score: questions 5, 6, 7, 8, 9 are not answered. At most 2 of 9 may be left out.',
    });
  });

  test('says which answers it took to be the mean of the others', () => {
    expect(score(an('gad-7'), { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }).scales.total).toEqual({
      value: 7,
      imputed: ['6', '7'],
    });
  });

  test('is not given around an answer that cannot be, and the answer is named', () => {
    const read = score(an('phq-9'), { 1: 9, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0 });
    expect(read.problems.map(({ says }) => says)).toEqual(['Question 1: 9 is not one of its answers (0, 1, 2, 3).']);
    expect(read.scales.total).toMatchObject({ none: 'answers_refused' });
  });
});
