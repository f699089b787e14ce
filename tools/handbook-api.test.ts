import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const project = path.resolve(import.meta.dirname, '..');
const server = path.join(project, 'apps/server/src');
const pages = readdirSync(path.join(project, 'docs/handbook')).filter((name) => name.endsWith('.md'));

/** Every path that a route of the API declares, as a pattern. */
const declared = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.routes.ts') || name.endsWith('open-api.ts'))
  .flatMap((name) => [...readFileSync(path.join(server, name), 'utf8').matchAll(/'(\/[a-z][\w/.:-]*)'/g)])
  .map(([, each]) => new RegExp(`^${(each ?? '').replaceAll(/:\w+/g, '[^/]+')}$`));

for (const page of pages) {
  test(`every call of the API that docs/handbook/${page} names is one that there is`, () => {
    const text = readFileSync(path.join(project, 'docs/handbook', page), 'utf8');
    const named = [...text.matchAll(/`(?:GET|POST|PATCH|PUT|DELETE) (?:\/api\/v1)?(\/[^`?\s]*)/g)].map(
      ([, each]) => each ?? '',
    );
    const unknown = named.filter((each) => !declared.some((route) => route.test(each)));
    assert.deepEqual(unknown, []);
  });
}
