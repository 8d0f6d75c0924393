import { SHIPPED_DOCUMENTS } from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { faster } from './faster.ts';

describe('a shipped protocol holds however much faster it is shown', () => {
  test.each(SHIPPED_DOCUMENTS.map((document) => [document.id, document] as const))('%s', (_id, document) => {
    for (let speed = 2; speed <= 120; speed += 1) expect(() => faster(document, speed)).not.toThrow();
  });
});

test('what is shown faster is another version, named as such', () => {
  const [document] = SHIPPED_DOCUMENTS;
  if (!document) throw new Error('no protocol is shipped');
  const { protocol } = faster(document, 60);
  expect(protocol.version).not.toBe(document.version);
  expect(protocol.name).toContain('60 times faster');
});
