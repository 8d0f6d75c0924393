import { expect, test } from 'vitest';
import { recordNumberOf } from './record-number.ts';

test('a record number is made from the random end of an id: two who ask within a minute have two', () => {
  expect(recordNumberOf('0199e0a1-7c00-7a11-8b22-00ffee12ab34')).toBe('ASK-EE12AB34');
  expect(recordNumberOf('0199e0a1-7c00-7a11-8b22-00ffee12ab35')).toBe('ASK-EE12AB35');
});
