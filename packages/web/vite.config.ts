/** How the web app is built: one page, lazily loaded places, nothing inline, since the server's policy forbids it. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.HOLDSPACE_URL ?? 'http://127.0.0.1:4380';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The content security policy allows scripts and fonts from this origin alone, so nothing becomes a data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: {
    port: 4381,
    proxy: { '/api': { target: server, changeOrigin: true } },
  },
});
