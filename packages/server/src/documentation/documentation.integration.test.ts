import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, unknown>>;
}
const operations = (document: { paths: Record<string, Record<string, Operation>> }) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );

describe('the OpenAPI document', () => {
  test('is a valid OpenAPI 3.1 document', async () => {
    const { body } = await clinic.nobody.get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const validator = new Validator();
    expect(await validator.validate(structuredClone(body))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('says of every operation what it is for and where it belongs', async () => {
    const { body } = await clinic.nobody.get('/api/openapi.json');
    const found = operations(body);
    expect(found.map(({ name }) => name)).toContain('post /api/sessions/{id}/commands');
    for (const { operation } of found)
      expect(operation).toMatchObject({
        summary: expect.stringMatching(/./),
        tags: expect.arrayContaining([expect.any(String)]),
      });
  });

  test('shows every command that can be sent, in the units in which it may be sent', async () => {
    const { body } = await clinic.nobody.get('/api/openapi.json');
    const commands = JSON.stringify(body.components.schemas);
    for (const type of ['PlanSession', 'RecordVitalSigns', 'StartInfusion', 'CallEmergencyStop', 'StrikeOut'])
      expect(commands).toContain(`"const":"${type}"`);
    expect(commands).toContain('[lb_av]');
    const { schema } = body.paths['/api/sessions/{id}/commands'].post.requestBody.content['application/json'];
    expect(JSON.stringify(schema)).toContain('#/components/schemas/Command');
  });

  test('refers only to what is there', async () => {
    const { body } = await clinic.nobody.get('/api/openapi.json');
    for (const [, name] of JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(body.components.schemas)).toContain(name);
  });
});

test('the documentation page is plain HTML that needs no script, and links to nothing that is not there', async () => {
  const answer = await clinic.nobody.get('/api/docs');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.body).not.toMatch(/<script/i);
  expect(answer.body).toContain('POST /api/sessions/{id}/commands');
  const ids = new Set([...answer.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, target] of answer.body.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});
