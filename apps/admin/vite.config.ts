import { fileURLToPath } from 'node:url';
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

const api = process.env['GATEHOUSE_DEV_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), themeVariables()],
  server: { proxy: { '/api': api, '/help': api } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing inline: the page is served with script-src 'self' and style-src 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
  },
});
