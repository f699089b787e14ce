// Writes docs/rfc-coverage.md from the RFC references in code and tests; with --check it only says whether that is fresh.
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findReferences, findRfcs } from './find-references.ts';
import { judgeCoverage, type SourceFile } from './judge-coverage.ts';
import { leftOut } from './left-out.ts';
import { renderCoverage } from './render-coverage.ts';
import { rfcs } from './rfcs.ts';

const root = path.resolve(import.meta.dirname, '../..');
const target = path.join(root, 'docs/rfc-coverage.md');

/** Where references count: what runs, and what shows that it does. */
const SOURCES = [
  'libs/*/src/**/*.ts',
  'libs/*/vectors/*.txt',
  'apps/*/src/**/*.{ts,tsx}',
  'acceptance/**/*.{ts,py}',
];

async function readSources(): Promise<SourceFile[]> {
  const paths: string[] = [];
  for await (const file of glob([...SOURCES], {
    cwd: root,
    exclude: ['**/node_modules/**', '**/generated/**'],
  }))
    paths.push(file);
  return Promise.all(
    paths.sort().map(async (file) => {
      const text = await readFile(path.join(root, file), 'utf8');
      return { path: file, references: findReferences(text), rfcs: findRfcs(text), text };
    }),
  );
}

const { coverage, faults } = judgeCoverage(rfcs, leftOut, await readSources());
const wanted = renderCoverage(coverage);
if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present !== wanted) faults.push('docs/rfc-coverage.md is not fresh: npm run docs:rfc writes it anew.');
} else {
  await writeFile(target, wanted);
}
for (const fault of faults) process.stderr.write(`rfc-coverage: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
