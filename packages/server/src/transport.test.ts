import { expect, test } from 'vitest';
import { demandSafeTransport, isLoopback, UnsafeTransportError } from './transport.ts';

const tls = { cert: 'a certificate', key: 'a key' };

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.4', false],
  ['clinic.example', false],
  ['127.0.0.1.clinic.example', false],
  ['', false],
])('%j is this machine alone: %s', (host, alone) => {
  expect(isLoopback(host)).toBe(alone);
});

test('nothing listens beyond this machine without TLS, its own or a proxy’s', () => {
  for (const host of ['0.0.0.0', '::', '10.0.0.4'])
    expect(() => demandSafeTransport({ host, behindTlsProxy: false })).toThrow(UnsafeTransportError);
  demandSafeTransport({ host: '0.0.0.0', behindTlsProxy: true });
  demandSafeTransport({ host: '0.0.0.0', behindTlsProxy: false, tls });
  demandSafeTransport({ host: '127.0.0.1', behindTlsProxy: false });
});
