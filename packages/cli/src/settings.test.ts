import { afterEach, expect, test, vi } from 'vitest';
import { readSettings, UsageError } from './settings.ts';

afterEach(() => vi.unstubAllEnvs());

test('no proxy is believed unless the operator says how many there are', () => {
  vi.stubEnv('BEHIND_TLS_PROXY', undefined);
  expect(readSettings().tlsProxies).toBe(0);
  vi.stubEnv('BEHIND_TLS_PROXY', '2');
  expect(readSettings().tlsProxies).toBe(2);
});
test.each(['true', '-1', '1.5', '10'])('%s is no number of proxies, and that is said', (given) => {
  vi.stubEnv('BEHIND_TLS_PROXY', given);
  expect(() => readSettings()).toThrow(UsageError);
});
