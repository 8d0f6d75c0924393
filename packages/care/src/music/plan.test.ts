import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decibelsOf, fadeInAt, fadeOutAt, gainOf, levelOf } from './curve.ts';
import { FIRST_FADE, gainAt, LEAD, type Playable, planPlaying, playingAt, type Turn } from './plan.ts';
import { MUSIC_PHASES, type MusicPhase } from './words.ts';

const track = (id: string, seconds: number) => ({ id, title: id, seconds, gain: 1 });
const ARC: Playable = {
  crossfade: 8,
  phases: [
    { phase: 'settling', tracks: [track('s', 120)] },
    { phase: 'onset', lastsFor: 600, tracks: [track('o', 200)] },
    { phase: 'peak', lastsFor: 1800, tracks: [track('p1', 150), track('p2', 180)] },
    { phase: 'return', lastsFor: 1200, tracks: [track('r', 300)] },
    { phase: 'landing', tracks: [track('l', 240)] },
  ],
};
const planOf = (turns: readonly Turn[], until = 3600, start: MusicPhase = 'settling') =>
  planPlaying(ARC, { start, turns, until });
const enter = (at: number, phase: MusicPhase): Turn => ({ at, do: 'enter', phase });

const playable: fc.Arbitrary<Playable> = fc
  .tuple(
    fc.double({ min: 0.5, max: 30, noNaN: true }),
    fc.array(
      fc.tuple(
        fc.option(fc.double({ min: 1, max: 900, noNaN: true }), { nil: undefined }),
        fc.array(fc.double({ min: 1, max: 400, noNaN: true }), { minLength: 1, maxLength: 4 }),
      ),
      { minLength: 5, maxLength: 5 },
    ),
  )
  .map(([crossfade, phases]) => ({
    crossfade,
    phases: phases.map(([lastsFor, lengths], index) => ({
      phase: MUSIC_PHASES[index] as MusicPhase,
      lastsFor,
      tracks: lengths.map((seconds, number) => track(`${index} ${number}`, seconds)),
    })),
  }));
const turn: fc.Arbitrary<Turn> = fc
  .tuple(fc.double({ min: 0, max: 500, noNaN: true }), fc.constantFrom('stretch' as const, ...MUSIC_PHASES))
  .map(([at, what]) => (what === 'stretch' ? { at, do: 'stretch', seconds: 60 } : enter(at, what)));
const turns = fc.array(turn, { maxLength: 8 }).map((list) => list.sort((one, other) => one.at - other.at));

describe('laws of every plan', () => {
  test('the squares of all gains are 1 together at every moment: no gap, no bump', () => {
    fc.assert(
      fc.property(playable, turns, (soundtrack, asked) => {
        const plan = planPlaying(soundtrack, { start: 'settling', turns: asked, until: 600 });
        const first = plan[0]?.fadeIn ?? FIRST_FADE;
        for (let at = first; at < 600; at += 0.37) {
          const heard = plan.reduce((sum, segment) => sum + gainAt(segment, at) ** 2, 0);
          expect(Math.abs(heard - 1)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });
  test('never do more than two tracks sound, no track is read beyond its end, and phases go forward', () => {
    fc.assert(
      fc.property(playable, turns, (soundtrack, asked) => {
        const plan = planPlaying(soundtrack, { start: 'settling', turns: asked, until: 600 });
        plan.forEach((segment, index) => {
          expect(segment.end - segment.start).toBeLessThanOrEqual(segment.track.seconds + 1e-9);
          const later = plan[index + 2];
          if (later) expect(later.start).toBeGreaterThanOrEqual(segment.end - 1e-9);
          const next = plan[index + 1];
          if (next)
            expect(MUSIC_PHASES.indexOf(next.phase)).toBeGreaterThanOrEqual(MUSIC_PHASES.indexOf(segment.phase));
        });
      }),
      { numRuns: 60 },
    );
  });
  test('a turn changes nothing that was heard before it', () => {
    fc.assert(
      fc.property(playable, turns, turn, (soundtrack, before, more) => {
        const until = 600;
        const earlier = before.filter(({ at }) => at < more.at);
        const without = planPlaying(soundtrack, { start: 'settling', turns: earlier, until });
        const plan = planPlaying(soundtrack, { start: 'settling', turns: [...earlier, more], until });
        for (const at of [0, more.at / 2, more.at])
          expect(playingAt(plan, at)?.segment.track.id).toBe(playingAt(without, at)?.segment.track.id);
      }),
      { numRuns: 60 },
    );
  });
});

test('the curves are of equal power', () => {
  for (let part = 0; part <= 1; part += 0.01)
    expect(Math.abs(fadeInAt(part) ** 2 + fadeOutAt(part) ** 2 - 1)).toBeLessThan(1e-6);
});

describe('along the arc', () => {
  test('settling repeats over a cross-fade until the dose, however long that takes', () => {
    const plan = planOf([], 1200);
    expect(plan.every(({ phase }) => phase === 'settling')).toBe(true);
    expect(plan[1]?.start).toBe(112);
  });
  test('a dose or a recorded moment brings the phase at once, over a cross-fade', () => {
    const plan = planOf([enter(300, 'onset'), enter(700, 'peak')]);
    expect(plan.find(({ phase }) => phase === 'onset')?.start).toBeCloseTo(300 + LEAD);
    expect(plan.find(({ phase }) => phase === 'peak')?.start).toBeCloseTo(700 + LEAD);
  });
  test('what was asked in the middle of a cross-fade waits until that is done', () => {
    const plan = planOf([enter(300, 'onset'), enter(304, 'peak')]);
    expect(plan.find(({ phase }) => phase === 'peak')?.start).toBeCloseTo(300 + LEAD + 8);
  });
  test('a phase ends by itself after its time, and takes its tracks in turn until then', () => {
    const plan = planOf([enter(0, 'peak')], 2400);
    const peak = plan.filter(({ phase }) => phase === 'peak');
    expect(peak.slice(0, 3).map((one) => one.track.id)).toEqual(['p1', 'p2', 'p1']);
    const arrival = plan.find(({ phase }) => phase === 'return')?.start ?? 0;
    const entered = peak[0]?.start ?? 0;
    expect(arrival - entered).toBeGreaterThan(1640);
    expect(arrival - entered).toBeLessThanOrEqual(1800);
  });
  test('longer keeps the phase on by as much, with its next track and no seam', () => {
    const until = (turns: readonly Turn[]) =>
      planOf(turns, 4000, 'peak').find(({ phase }) => phase === 'return')?.start ?? 0;
    const gained = until([{ at: 1000, do: 'stretch', seconds: 300 }]) - until([]);
    expect(gained).toBeGreaterThan(120);
    expect(gained).toBeLessThan(480);
  });
  test('nothing goes back: the moment of a phase that is past changes nothing', () => {
    expect(planOf([enter(10, 'return'), enter(50, 'onset')], 600)).toEqual(planOf([enter(10, 'return')], 600));
  });
  test('landing goes on until somebody stops it', () => {
    const plan = planOf([], 20_000, 'landing');
    expect(plan.at(-1)?.phase).toBe('landing');
    expect(plan.at(-1)?.end).toBeGreaterThan(20_000);
  });
  test('it says what plays, how far in, and when the next cross-fade comes', () => {
    const now = playingAt(planOf([], 600), 130);
    expect(now?.segment.track.id).toBe('s');
    expect(now?.offset).toBeCloseTo(18);
    expect(now?.nextFade).toBeCloseTo(224);
  });
});

describe('loudness', () => {
  test('is brought to −23 LUFS', () => {
    expect(levelOf({ loudness: -14, truePeak: -0.2 })).toBe(-9);
    expect(levelOf({ loudness: -30, truePeak: -20 })).toBe(7);
  });
  test('but no peak passes −1 dBTP', () => expect(levelOf({ loudness: -30, truePeak: -4 })).toBe(3));
  test('a clinic may set another', () => expect(levelOf({ loudness: -14, truePeak: -1 }, -20)).toBe(-6));
  test('decibels and factors are each other’s inverse', () => expect(decibelsOf(gainOf(-7.5))).toBeCloseTo(-7.5));
});
