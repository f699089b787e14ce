import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { HELP_PAGES, helpAddress, helpPageOf } from './help-pages.ts';

const project = path.resolve(import.meta.dirname, '../../../../..');
const routes = readFileSync(path.join(project, 'apps/admin/src/routes.tsx'), 'utf8');

test('every screen has a page of the handbook', () => {
  const paths = [...routes.matchAll(/inFrame\('(\/[^']*)'/g)].map(([, each]) => each ?? '');
  assert.ok(paths.length > 30);
  assert.deepEqual(
    paths.filter((each) => helpPageOf(each) === null),
    [],
  );
});

test('every page that the app leads to is there', () => {
  const missing = HELP_PAGES.filter((page) => !existsSync(path.join(project, `docs/handbook/${page}.md`)));
  assert.deepEqual(missing, []);
});

test('the nearest page counts, and where there is none, the handbook begins at its list', () => {
  assert.equal(helpPageOf('/customers/12/devices'), 'customers');
  assert.equal(helpPageOf('/customersx'), null);
  assert.equal(helpAddress(helpPageOf('/nowhere')), '/help');
  assert.equal(helpAddress('mac-binding', 'by-hand'), '/help/mac-binding#by-hand');
});
