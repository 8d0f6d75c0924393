import { expect, test } from 'vitest';
import type { KnownProtocol } from './change.ts';
import { outcomesHarms } from './harms.ts';
import { scaleFound, scalesShown } from './measure.ts';

const answered = (instrument: string, scale: string, courses: number, sessions = 0) => ({
  instrument,
  scale,
  courses,
  sessions,
});

test('what patients come for stands first, then what was answered most; experiences stand by themselves', () => {
  const { measures, experiences } = scalesShown([
    answered('cadss', 'amnesia', 0, 7),
    answered('cadss', 'total', 0, 7),
    answered('madrs', 'total', 90),
    answered('gad-7', 'total', 40),
    answered('phq-9', 'total', 60),
    answered('anxiety-vas', 'total', 0, 3),
    answered('of another time', 'total', 5),
  ]);
  expect(measures.map(({ instrument, courses }) => [instrument, courses])).toEqual([
    ['phq-9', 60],
    ['gad-7', 40],
    ['madrs', 90],
  ]);
  // The patient’s own anxiety comes before what a clinician rates; of one measure its total comes first.
  expect(
    experiences.map(({ instrument, scale }) => `${instrument}:${scale}`).filter((one) => one.startsWith('cadss')),
  ).toEqual(['cadss:total', 'cadss:amnesia']);
  expect(scaleFound('phq-9', 'joy')).toBeUndefined();
});

test('no event in forty sessions still goes with up to 9.2 in a hundred', () => {
  const protocol: KnownProtocol = { id: 'kap-im', title: 'KAP', way: 'kap', measures: [] };
  const { protocols } = outcomesHarms(
    [protocol, { ...protocol, id: 'never-given' }],
    [{ protocolId: 'kap-im', sessions: 40, events: 0, sessionsWithEvent: 0 }],
    [],
    [
      { protocolId: 'kap-im', minute: 0, readings: 3, mean: 128, highest: 141 },
      { protocolId: 'another', minute: 0, readings: 9, mean: 150, highest: 190 },
    ],
  );
  expect(protocols).toMatchObject([
    {
      sessions: 40,
      events: 0,
      // Of its own sessions alone.
      pressure: [{ minute: 0, readings: 3, mean: 128, highest: 141 }],
      rate: { value: 0, n: 40, missing: 0, interval: { low: 0, high: expect.closeTo(9.22, 2) } },
    },
  ]);
});
