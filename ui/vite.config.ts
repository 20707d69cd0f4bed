import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { fixture } from './plugins/fixture.ts';
import { who } from './plugins/who.ts';
import { worker } from './plugins/worker.ts';

// Chrome 87 is the oldest browser kept in mind: Android 8 with a browser of the last three years is far newer.
export default defineConfig({
  plugins: [svelte(), worker(), fixture(), who()],
  server: { port: 5173, fs: { allow: ['..'] } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 300,
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
