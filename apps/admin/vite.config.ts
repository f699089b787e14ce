import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import {
  convertCssVariables,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  DEFAULT_THEME,
} from '@mantine/core';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { cssVariables, theme } from './src/theme.ts';

const VARIABLES = 'virtual:theme-variables.css';

/**
 * The theme's CSS variables as a stylesheet file. Mantine would write them into a <style> element,
 * which a Content-Security-Policy of `style-src 'self'` forbids.
 */
function themeVariables(): Plugin {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(merged);
  const own = cssVariables(merged);
  const css = convertCssVariables({
    variables: { ...base.variables, ...own.variables },
    light: { ...base.light, ...own.light },
    dark: { ...base.dark, ...own.dark },
  });
  return {
    name: 'gatehouse-theme-variables',
    resolveId: (id) => (id === VARIABLES ? `\0${VARIABLES}` : null),
    load: (id) => (id === `\0${VARIABLES}` ? css : null),
  };
}

const SMALLER = /\.(js|css|svg)$/;
const OCTETS_MIN = 1000;

/** Beside each file of some size the same as small as it gets, for cheap lines: no server has the time for that. */
function brotliBeside(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
  return {
    name: 'gatehouse-brotli-beside',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const paths = Object.keys(bundle).filter((name) => SMALLER.test(name));
      for (const path of paths.map((name) => join(dir, name))) {
        const bytes = await readFile(path);
        if (bytes.length < OCTETS_MIN) continue;
        await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
      }
    },
  };
}

const api = process.env['GATEHOUSE_DEV_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), themeVariables(), brotliBeside()],
  server: { proxy: { '/api': api, '/help': api } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing inline: the page is served with script-src 'self' and style-src 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One stylesheet, in one order, wherever one begins.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'parts', minShareCount: 3 }] } },
    },
  },
});
