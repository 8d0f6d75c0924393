/** TLS of the server's own, with a certificate made for the test. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureVersion } from 'node:tls';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from './testing.ts';

let folder: string;
let cert: string;
let clinic: RunningClinic;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-tls-'));
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'ignore' },
  );
  cert = readFileSync(certFile, 'utf8');
  clinic = await runningClinic({ tls: { cert, key: readFileSync(keyFile, 'utf8') } });
});
afterAll(async () => {
  await clinic.close();
  rmSync(folder, { recursive: true });
});

/** The protocol that both sides agree on, offered no newer than `newest`; throws where they agree on none. */
const agreedOn = (newest: SecureVersion): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const socket = connect({
      port: clinic.server.port,
      host: '127.0.0.1',
      servername: 'localhost',
      ca: cert,
      maxVersion: newest,
      minVersion: newest,
      // An old side would offer old ciphers too; the version is what must stop it.
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    socket.once('secureConnect', () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.once('error', reject);
  });

test('answers over TLS, and tells browsers to come by no other way', async () => {
  expect(clinic.server.url).toMatch(/^https:/);
  const answer = await new Promise<{ status: number | undefined; hsts: unknown }>((resolve, reject) => {
    request(
      { port: clinic.server.port, host: '127.0.0.1', servername: 'localhost', path: '/healthz', ca: cert },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] });
      },
    )
      .on('error', reject)
      .end();
  });
  expect(answer).toEqual({ status: 200, hsts: expect.stringMatching(/^max-age=\d{8}/) });
});

test('speaks TLS 1.2 and 1.3, and nothing older', async () => {
  expect(await agreedOn('TLSv1.3')).toBe('TLSv1.3');
  expect(await agreedOn('TLSv1.2')).toBe('TLSv1.2');
  await expect(agreedOn('TLSv1.1')).rejects.toThrow();
  await expect(agreedOn('TLSv1')).rejects.toThrow();
});

test('does not answer in the clear', async () => {
  await expect(fetch(`http://127.0.0.1:${clinic.server.port}/healthz`)).rejects.toThrow();
});
