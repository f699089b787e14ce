// Holds every import against "Who may look at whom" (ARCHITECTURE.md): prints what breaks it, exits with 1 if any does.
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

type Import = { readonly target: string; readonly typeOnly: boolean };
type Rule = readonly [isAllowed: (file: string, imported: Import) => boolean, sentence: string];

const root = fileURLToPath(new URL('../', import.meta.url));
const SERVER = 'apps/server/src/';

/** The rooms of the server, and into which others each may look besides itself and the files beside main.ts. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  edge: ['radius', 'http', 'jobs', 'feature', 'db', 'tools'],
  radius: ['feature', 'db'],
  http: ['feature', 'db'],
  jobs: ['feature', 'db'],
  feature: ['db'],
  db: [],
  shared: ['db'],
};
const edges = ['cli', 'roles', 'supervisor', 'main.ts', 'cli.ts'];

const rules: readonly Rule[] = [
  [
    (file, { target }) =>
      !file.startsWith('libs/radius/') || isTest(file) || /^(node:|libs\/radius\/)/.test(target),
    'libs/radius knows nothing but Node',
  ],
  [
    (file, { target }) =>
      !file.startsWith('libs/domain/') || isTest(file) || target.startsWith('libs/domain/'),
    'libs/domain knows nothing, for it runs in browsers too',
  ],
  [
    (file, { target, typeOnly }) =>
      !file.startsWith('apps/admin/') || !/^(libs\/radius|apps\/server)\//.test(target) || typeOnly,
    'apps/admin takes types only from the server, and nothing from libs/radius',
  ],
  [
    (file, { target }) => !file.startsWith(SERVER) || mayLook(file, target),
    'the server: main → radius, http, jobs → features → db',
  ],
  [
    (file, { target }) => {
      const [own, other] = [folderOf(file), folderOf(target)];
      return own === other || roomOf(file) !== 'feature' || isTest(file) || !target.endsWith('.queries.ts');
    },
    'a feature asks another through its verbs, not its queries',
  ],
];

function mayLook(file: string, target: string): boolean {
  if (isTest(file) || !/^(apps|acceptance|tools)\/.*\.tsx?$/.test(target)) return true;
  const [from, to] = [roomOf(file), roomOf(target)];
  if (file.endsWith('.routes.ts') && to === 'http') return true;
  return from === to || to === 'shared' || (rooms[from] ?? []).includes(to);
}

function roomOf(path: string): string {
  if (!path.startsWith(SERVER)) return path.split('/')[0] ?? '';
  const first = folderOf(path);
  if (edges.includes(first)) return 'edge';
  if (first.endsWith('.ts') || first === 'tls' || first === 'clock') return 'shared';
  return first in rooms ? first : 'feature';
}

function folderOf(path: string): string {
  return path.slice(SERVER.length).split('/')[0] ?? '';
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/testing(\.ts|\/)/.test(file);
}

function readImports(file: string, text: string): Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm,
  );
  return [...found].map(([, type, from, called]) => ({
    target: resolveTarget(file, from ?? called ?? ''),
    typeOnly: type !== undefined,
  }));
}

function resolveTarget(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const [, name, rest] = /^@gatehouse\/(\w+)\/(.*)$/.exec(specifier) ?? [];
  if (name === undefined) return specifier;
  return `${name === 'server' || name === 'admin' ? 'apps' : 'libs'}/${name}/src/${rest}.ts`;
}

const complaints: string[] = [];
for await (const file of glob('{libs,apps}/*/src/**/*.{ts,tsx}', { cwd: root })) {
  const text = await readFile(join(root, file), 'utf8');
  for (const imported of readImports(file, text)) {
    for (const [isAllowed, sentence] of rules) {
      if (!isAllowed(file, imported)) complaints.push(`${file} looks at ${imported.target}: ${sentence}.`);
    }
  }
  if (/process\.env/.test(text) && !isTest(file) && !/^apps\/server\/src\/cli\.ts$/.test(file)) {
    complaints.push(`${file} reads process.env: the environment is read at the edge and handed in.`);
  }
}
for (const complaint of complaints.sort()) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
