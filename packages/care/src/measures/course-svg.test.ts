import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../instant.ts';
import { type CourseFacts, courseSvg } from './course-svg.ts';
import { scoreLines } from './score-lines.ts';

const ZONE = 'America/New_York';
const at = (day: number): Instant => instant(Date.UTC(2026, 2, day, 16));
const phq = (day: number, total: number) => ({
  instrument: 'phq-9',
  instrumentVersion: '1.0.0',
  answeredAt: at(day),
  scores: { total },
});
const FACTS: CourseFacts = {
  title: 'Jonah Invented-1: the course',
  lines: scoreLines([phq(1, 18), phq(9, 15), phq(30, 6)], at(2)),
  doses: [
    { at: at(2), says: '0.5 mg/kg, infusion', systolicPeak: 151 },
    { at: at(9), says: '0.6 mg/kg, infusion' },
  ],
  visits: [{ at: at(3), outcome: 'held' }, { at: at(10) }],
  practices: [{ day: '2026-03-05', isKept: true }],
  medicines: [{ day: '2026-03-20', says: 'Sertraline ended' }],
};
const circles = (svg: string) => [...svg.matchAll(/<circle [^>]*fill="([^"]+)"/g)].map(([, fill]) => fill);
const xOf = (svg: string, words: string) => Number(svg.match(new RegExp(`<text x="([\\d.]+)"[^>]*>${words}`))?.[1]);

describe('the picture of a course', () => {
  const svg = courseSvg(FACTS, ZONE);
  test('shows each score, filled where it changed by more than the measure wavers, and visits filled where they were held', () => {
    // 18, then 15 (three points are fewer than six), then 6; a visit held and one that was not.
    expect(circles(svg).map((fill) => fill !== '#ffffff')).toEqual([false, false, true, true, false]);
  });

  test('draws a square where no figure tells what is more than wavering, and neither a filled nor an open point', () => {
    const madrs = [40, 25].map((total, index) => ({
      instrument: 'madrs',
      instrumentVersion: '1.0.0',
      answeredAt: at(1 + 8 * index),
      scores: { total },
    }));
    const drawn = courseSvg({ ...FACTS, lines: scoreLines(madrs, at(2)), visits: [] }, ZONE);
    expect(circles(drawn)).toEqual([]);
    expect(drawn.match(/width="8" height="8"/g)).toHaveLength(2);
  });

  test('the latest score stands before the names of the bands', () => {
    const last = courseSvg({ ...FACTS, lines: scoreLines([phq(1, 18), phq(40, 17)], at(2)) }, ZONE);
    expect(xOf(last, '17<') + 16).toBeLessThan(xOf(last, 'Moderately severe'));
  });

  test('names bands, doses, the highest pressure and what changed among the medicines', () => {
    for (const words of ['Moderately severe', '0.5 mg/kg, infusion', '151', 'Sertraline ended', 'Practices kept'])
      expect(svg).toContain(words);
  });

  test('stands in time: a dose lies where its day lies between two others', () => {
    const [first, second] = [xOf(svg, '0.5 mg/kg'), xOf(svg, '0.6 mg/kg')];
    expect(first).toBeLessThan(second);
    expect(xOf(svg, 'Sertraline')).toBeGreaterThan(second);
  });

  test('says that side by side is not because of one another', () => {
    expect(svg).toContain('Side by side is not because of one another.');
  });

  test('draws nothing outside itself, and no number that is none', () => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, x] of svg.matchAll(/ (?:x|cx)="(-?[\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(960);
    }
  });

  test('of one day, of one score and of nothing is drawn as well', () => {
    const nothing = { title: 'x', lines: [], doses: [], visits: [], practices: [], medicines: [] };
    expect(courseSvg(nothing, ZONE)).toContain('Nothing has been measured or given yet.');
    expect(courseSvg({ ...nothing, lines: scoreLines([phq(1, 18)]) }, ZONE)).not.toMatch(/NaN|Infinity/);
  });

  test('a name with signs of markup is words', () => {
    expect(courseSvg({ ...FACTS, title: '<script>alert(1)</script>' }, ZONE)).not.toContain('<script');
  });
});

test('what was imported is drawn apart, and said below', () => {
  const imported = { ...phq(1, 22), answeredAt: at(-20), isImported: true as const };
  const lines = scoreLines([imported, phq(1, 18), phq(30, 6)], at(2));
  const doses = [{ at: at(-10), says: '35 mg', isImported: true as const }, ...FACTS.doses];
  const drawn = courseSvg({ ...FACTS, lines, doses }, ZONE);
  expect(drawn.match(/l6 6l-6 6l-6 -6z/g)).toHaveLength(1);
  expect(drawn).toContain('imported, from before or elsewhere');
  expect(courseSvg(FACTS, ZONE)).not.toContain('imported');
});
