import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';

const gzipAsync = promisify(gzip);

type AdminFile = {
  readonly type: string;
  readonly bytes: Buffer;
  /** As the build left it beside the file. */
  readonly brotli: Buffer | null;
  /** For who cannot read that; made when it is first asked for. `null`: it would not get smaller. */
  readonly gzip: (() => Promise<Buffer>) | null;
};

/** The built admin app, read once: a few megabytes that never change while we run. */
export type AdminFiles = {
  /** The file under this path, else the app itself for any path that a browser may open; `null`: neither. */
  answer(c: Context): Promise<Response> | Response | null;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const ZIP_TYPES = /^(text\/|application\/json|application\/manifest|image\/svg)/;
const BROTLI = '.br';
const NOT_BUILT =
  '<!doctype html><title>Gatehouse</title><p>The web app has not been built. Run: npm run build</p>';

/** `folder` need not exist: then a page says that the app has not been built. */
export async function readAdminFiles(folder: string): Promise<AdminFiles> {
  const files = new Map<string, AdminFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith(BROTLI)) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length).replaceAll('\\', '/'), await readAdminFile(path));
  }
  const index = files.get('/index.html');
  return {
    answer(c) {
      const path = c.req.path === '/' ? '/index.html' : c.req.path;
      const file = files.get(path);
      if (file) return answerFile(c, file, path.startsWith('/assets/'));
      if (extname(path) !== '') return null;
      return index ? answerFile(c, index, false) : c.html(NOT_BUILT, 503);
    },
  };
}

async function readAdminFile(path: string): Promise<AdminFile> {
  const bytes = await readFile(path);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const brotli = await readFile(`${path}${BROTLI}`).catch(() => null);
  let zipped: Promise<Buffer> | undefined;
  const zip = () => (zipped ??= gzipAsync(bytes, { level: 9 }));
  return { type, bytes, brotli, gzip: ZIP_TYPES.test(type) ? zip : null };
}

/** Files under /assets/ carry a hash of themselves in their names, so they never change. */
async function answerFile(
  c: Context,
  { type, bytes, brotli, gzip }: AdminFile,
  isHashed: boolean,
): Promise<Response> {
  c.header('Content-Type', type);
  c.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (gzip === null) return c.body(new Uint8Array(bytes));
  c.header('Vary', 'Accept-Encoding');
  const accepted = c.req.header('Accept-Encoding') ?? '';
  if (brotli !== null && /\bbr\b/.test(accepted)) {
    c.header('Content-Encoding', 'br');
    return c.body(new Uint8Array(brotli));
  }
  if (!/\bgzip\b/.test(accepted)) return c.body(new Uint8Array(bytes));
  c.header('Content-Encoding', 'gzip');
  return c.body(new Uint8Array(await gzip()));
}
