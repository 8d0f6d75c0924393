/**
 * The decision aid's page of a clinic: what the clinic offers stands in it as text, so that it is read without a script. The
 * build made the markup of each part with blanks in it; they are filled here, escaped, and nothing in it runs.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Language } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import type { ClinicOffers } from '../public/offers.ts';

/** Null where there is no such clinic; undefined, or a throw, where it cannot be told now. */
export type FindOffers = (slug: string, address: string) => Promise<ClinicOffers | null | undefined>;

/** As `packages/web/src/decide/render.tsx` writes it, beside the page. */
interface Parts {
  /** With blanks for the clinic and its services. */
  readonly some: string;
  readonly none: string;
  readonly missing: string;
  /** By approval and option. */
  readonly service: Readonly<Record<string, string>>;
}
const PLACE = '<div id="services"></div>';
/** What may be a clinic's name in an address; nothing else is looked up. */
const SLUG = /^[a-z0-9][a-z0-9.-]{0,99}$/i;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
/** Blanks are filled in one pass, so that nothing that is filled in is taken for a blank. */
const filled = (html: string, values: Readonly<Record<string, string>>) =>
  html.replace(/⟦(\w+)⟧/g, (blank, name: string) => values[name] ?? blank);

export function offersInWords(parts: Parts, offers: ClinicOffers | null, language: Language): string {
  if (!offers) return parts.missing;
  const services = offers.services.map(({ label, approval, option }) => {
    const { name, statement } = label[language];
    return filled(parts.service[`${approval} ${option ?? ''}`.trim()] ?? '', {
      name: escaped(name),
      statement: escaped(statement),
    });
  });
  const html = services.length === 0 ? parts.none : parts.some;
  return filled(html, { clinic: escaped(offers.clinic.name), services: services.join('') });
}

/** Undefined where the plain page is to be sent: the page stands by itself, and its script asks again. */
export async function pageWithOffers(
  folder: string,
  file: string,
  slug: string,
  request: Pick<FastifyRequest, 'ip' | 'headers'>,
  findOffers: FindOffers,
): Promise<{ headers: Record<string, string>; body: string | Buffer } | undefined> {
  const parts = await readFile(join(folder, file.replace(/html$/, 'services.json')), 'utf8').catch(() => undefined);
  if (parts === undefined) return undefined;
  const offers = SLUG.test(slug) ? await findOffers(slug, request.ip).catch(() => undefined) : null;
  if (offers === undefined) return undefined;
  const language: Language = file.endsWith('/es.html') ? 'es' : 'en';
  const words = offersInWords(JSON.parse(parts) as Parts, offers, language);
  const page = await readFile(join(folder, file), 'utf8');
  const html = page.replace(PLACE, () => `<div id="services"><div id="services-read">${words}</div></div>`);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
  };
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return { headers, body: html };
  return { headers: { ...headers, 'content-encoding': 'gzip' }, body: await promisify(gzip)(html) };
}
