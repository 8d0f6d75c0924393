/**
 * How the web app is built: one page with lazily loaded places, the public decision aid as pages of its own, nothing inline,
 * since the server's policy forbids it.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { prerendered } from './prerender.ts';
import { withoutJsonSchema } from './without-json-schema.ts';

const server = process.env.HOLDSPACE_URL ?? 'http://127.0.0.1:4380';

/** Writes a compressed twin beside each file that compresses, which the server sends without work of its own. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir }) {
    if (!dir) return;
    for (const file of await readdir(dir, { recursive: true })) {
      if (!/\.(?:js|css|svg|wasm)$/.test(file)) continue;
      const text = await readFile(join(dir, file));
      await writeFile(join(dir, `${file}.gz`), gzipSync(text, { level: 9 }));
      await writeFile(join(dir, `${file}.br`), brotliCompressSync(text));
    }
  },
};

const build = {
  outDir: 'dist',
  target: 'es2022',
  // The content security policy allows scripts and fonts from this origin alone, so nothing becomes a data: URL.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  manifest: true,
} as const;

/** How any page of ours is built, for the tests of a part that stands on a page of its own. */
export const onePage: UserConfig = { plugins: [react(), withoutJsonSchema, compressed], build };

export default defineConfig({
  plugins: [react(), withoutJsonSchema, compressed, prerendered],
  build: { ...build, rolldownOptions: { input: ['index.html', 'decide.html'] } },
  server: {
    port: 4381,
    proxy: { '/api': { target: server, changeOrigin: true } },
  },
});
