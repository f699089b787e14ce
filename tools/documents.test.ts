import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const project = path.resolve(import.meta.dirname, '..');
const documents = [
  ...readdirSync(project).filter((name) => name.endsWith('.md')),
  ...['docs', 'docs/decisions', 'docs/handbook'].flatMap((folder) => markdownIn(folder)),
];

for (const document of documents) {
  test(`every file that ${document} names is there`, () => {
    const text = readFileSync(path.join(project, document), 'utf8');
    const named = [...namedPaths(text), ...linkedPaths(text, path.dirname(document))];
    const missing = named.filter((each) => !existsSync(path.join(project, each)));
    assert.deepEqual(missing, []);
  });
}

test('ARCHITECTURE.md names files on both journeys', () => {
  const text = readFileSync(path.join(project, 'ARCHITECTURE.md'), 'utf8');
  assert.ok(namedPaths(text).length > 30);
});

/** Paths in code spans that begin with a folder of ours; those with a placeholder are patterns. */
function namedPaths(text: string): string[] {
  const spans = [...text.matchAll(/`((?:apps|libs|tools|docs|acceptance)\/[^`\s]+)`/g)];
  return spans.map((match) => match[1] ?? '').filter((each) => !/[<*…]/.test(each));
}

function linkedPaths(text: string, folder: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
  return links.filter((link) => !link.includes(':')).map((link) => path.join(folder, link));
}

function markdownIn(folder: string): string[] {
  const names = readdirSync(path.join(project, folder)).filter((name) => name.endsWith('.md'));
  return names.map((name) => path.join(folder, name));
}

test('the handbook lists each of its pages once', () => {
  const listed = linkedPaths(
    readFileSync(path.join(project, 'docs/handbook/README.md'), 'utf8'),
    'docs/handbook',
  );
  const pages = markdownIn('docs/handbook').filter((each) => !each.endsWith('README.md'));
  assert.deepEqual(listed.toSorted(), pages.toSorted());
});
