/**
 * Makes the decision aid's pages when the web app is built, one a language, so that they can be read before any script has
 * come, and without one. A statement without its source, certainty or review date stops the build here.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';

const LANGUAGES = ['en', 'es'] as const;
const ROOT = import.meta.dirname;
const SHELL = 'decide.html';
const PLACE = 'decide';

interface Renderer {
  renderServices(language: (typeof LANGUAGES)[number]): object;
  renderPage(language: (typeof LANGUAGES)[number]): { title: string; description: string; html: string };
}

/** The page's parts built to run here, with the same names of styles, since those are made of the styles' own text. */
async function renderer(): Promise<Renderer> {
  const outDir = join(ROOT, '.cache', `prerender-${process.pid}-${performance.now()}`);
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { ssr: join(ROOT, 'src', 'decide', 'render.tsx'), outDir, emptyOutDir: true, copyPublicDir: false },
    });
    return await import(pathToFileURL(join(outDir, 'render.js')).href);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The text and its look come first: what answers to a touch is fetched behind them, over the same slow line. */
const readFirst = (shell: string) =>
  shell
    .replace(/ *<link rel="modulepreload"[^>]*>\n/g, '')
    .replace('<script type="module"', '<script type="module" fetchpriority="low"');

export const prerendered: Plugin = {
  name: 'prerendered',
  apply: 'build',
  async writeBundle({ dir }) {
    if (!dir) return;
    const shell = await readFile(join(dir, SHELL), 'utf8');
    const { renderPage, renderServices } = await renderer();
    await mkdir(join(dir, PLACE), { recursive: true });
    for (const language of LANGUAGES) {
      const { title, description, html } = renderPage(language);
      const about = [
        `<title>${escaped(title)}</title>`,
        `<meta name="description" content="${escaped(description)}" />`,
        ...LANGUAGES.map((other) => `<link rel="alternate" hreflang="${other}" href="?language=${other}" />`),
      ].join('\n    ');
      const page = readFirst(shell)
        .replace('<html lang="en"', `<html lang="${language}"`)
        .replace('<!--about-->', () => about)
        .replace('<!--page-->', () => html);
      const path = join(dir, PLACE, `${language}.html`);
      await writeFile(path, page);
      // For the server, which fills in what a clinic offers.
      await writeFile(join(dir, PLACE, `${language}.services.json`), JSON.stringify(renderServices(language)));
      await writeFile(`${path}.gz`, gzipSync(page, { level: 9 }));
      await writeFile(`${path}.br`, brotliCompressSync(page));
    }
    // The empty shell is nobody's page.
    await rm(join(dir, SHELL));
  },
};
