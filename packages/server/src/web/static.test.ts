import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../context.ts';
import { serveWebApp } from './static.ts';

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>The app</title>');
  mkdirSync(join(folder, 'decide'));
  writeFileSync(join(folder, 'decide', 'en.html'), '<title>Which way?</title>');
  writeFileSync(join(folder, 'decide', 'es.html'), '<title>¿Qué camino?</title>');
  writeFileSync(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'mark.svg.gz'), 'compressed');
  app = Fastify();
  const servePage = await serveWebApp(app as unknown as App, folder);
  app.setNotFoundHandler(async (request, reply) => {
    if (await servePage(request, reply)) return reply;
    return reply.code(404).send('nothing');
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

describe('the page answers at every address of the app, whatever compression is accepted', () => {
  test.each(['identity', 'gzip', 'br, gzip'])('%s', async (encoding) => {
    for (const url of [
      '/',
      '/?day=2026-03-02',
      '/today',
      '/assets/',
      '/sessions/one',
      '/protocols/kap-im/sign/1.0.0',
    ]) {
      const answer = await app.inject({ url, headers: { 'accept-encoding': encoding } });
      expect(answer.statusCode, url).toBe(200);
      expect(answer.body, url).toContain('The app');
    }
  });
});

test('a file that is there is the file, and one that is not is nothing', async () => {
  expect((await app.inject('/mark.svg')).body).toContain('<svg');
  expect((await app.inject('/assets/gone.js')).statusCode).toBe(404);
  expect((await app.inject('/gone.svg')).statusCode).toBe(404);
  expect((await app.inject('/assets/../../package.json')).statusCode).toBe(404);
});

test.each([
  ['/decide', 'Which way?'],
  ['/decide/', 'Which way?'],
  ['/decide/harbor.test', 'Which way?'],
  ['/decide?language=es', '¿Qué camino?'],
  ['/decide/harbor.test?language=es', '¿Qué camino?'],
  ['/decide?language=tlh', 'Which way?'],
  ['/decide?language=../../package', 'Which way?'],
  ['/decide/harbor.test/more', 'The app'],
])('the decision aid has a page of its own in each language: %s', async (url, title) => {
  const answer = await app.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain(title);
  expect(answer.headers['content-type']).toMatch(/^text\/html; charset=utf-8/i);
  expect(answer.headers['cache-control']).toBe('no-cache');
});
