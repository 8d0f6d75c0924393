import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FindOffers, offersInWords, pageWithOffers } from './decide-of-clinic.ts';

const PARTS = {
  some: '<section><h2>⟦clinic⟧</h2><ul>⟦services⟧</ul></section>',
  none: '<p>⟦clinic⟧ has none</p>',
  missing: '<p>no clinic</p>',
  service: { 'off_label infusion': '<li>⟦name⟧: ⟦statement⟧</li>', labelled: '<li>approved: ⟦name⟧</li>' },
};
const infusion = {
  kind: 'medical',
  label: {
    en: { name: 'Infusion', statement: 'No psychotherapy included.' },
    es: { name: 'Infusión', statement: 'No incluye psicoterapia.' },
  },
  option: 'infusion',
  approval: 'off_label',
} as const;
const offersOf = (name: string) => ({ clinic: { slug: 'harbor.test', name }, services: [infusion] });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-decide-'));
  mkdirSync(join(folder, 'decide'));
  writeFileSync(join(folder, 'decide', 'es.html'), '<main><div id="services"></div></main>');
  writeFileSync(join(folder, 'decide', 'es.services.json'), JSON.stringify(PARTS));
});
afterAll(() => rmSync(folder, { recursive: true }));
const ask = (find: FindOffers, slug = 'harbor.test', encoding = 'identity') =>
  pageWithOffers(folder, 'decide/es.html', slug, { ip: '10.0.0.1', headers: { 'accept-encoding': encoding } }, find);

test('what a clinic offers stands in the page in its language, under the computed label', async () => {
  const made = await ask(async () => offersOf('Harbor'));
  expect(made?.body).toContain('<h2>Harbor</h2><ul><li>Infusión: No incluye psicoterapia.</li></ul>');
});

test('a clinic’s name is text, whatever it holds: no markup, and no blank of ours', () => {
  const html = offersInWords(PARTS, offersOf('<img src=x onerror="a"> & ⟦services⟧'), 'en');
  expect(html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt; &amp; ⟦services⟧');
  expect(html).not.toContain('<img');
});

test('who takes compressed answers gets one, and it is the same page', async () => {
  const made = await ask(async () => offersOf('Harbor'), 'harbor.test', 'br, gzip');
  expect(made?.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(made?.body as Buffer).toString()).toContain('<h2>Harbor</h2>');
});

test('a clinic that is not there is said, and what can be none is looked up nowhere', async () => {
  expect((await ask(async () => null))?.body).toContain('no clinic');
  const asked: string[] = [];
  const find: FindOffers = async (slug) => {
    asked.push(slug);
    return null;
  };
  for (const slug of ['%00', '..', '%3Cscript%3E', 'x'.repeat(101)])
    expect((await ask(find, slug))?.body).toContain('no clinic');
  expect(asked).toEqual([]);
});

test('where it cannot be told now, the plain page is sent, whose script asks again', async () => {
  expect(await ask(async () => undefined)).toBeUndefined();
  expect(await ask(() => Promise.reject(new Error('too many')))).toBeUndefined();
});
