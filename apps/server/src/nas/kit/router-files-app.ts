import { Hono } from 'hono';
import type { Db } from '../../db/open-database.ts';
import type { SecretBox } from '../../secrets.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { keepKitReport } from './kit-report.ts';
import { routerFile } from './router-files.ts';

export type RouterFilesParts = {
  readonly db: Db;
  readonly secretBox: Pick<SecretBox, 'fileKey'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/**
 * What routers fetch from the portal's listener: the pages of their hotspot, open to anyone, and where their set-up
 * script says which RouterOS runs it. To be mounted at its root.
 */
export function routerFilesApp({ db, secretBox, now }: RouterFilesParts) {
  return new Hono()
    .get('/router-files/report', async (c) => {
      const { nas = '', proof = '', version = '' } = c.req.query();
      const kept = await keepKitReport(db, secretBox, { nas, proof, version }, now());
      return kept ? c.text('ok\n') : c.text('This is no report of a set-up script.\n', 404);
    })
    .get('/router-files/:name', async (c) => {
      const { portalPublicUrl } = await readSettings(db);
      if (portalPublicUrl === null) return c.text('The address of the portal is not set.\n', 404);
      const page = routerFile(c.req.param('name'), portalPublicUrl, c.req.query('nas') ?? '');
      if (page === null) return c.text('There is no such file.\n', 404);
      const type = c.req.param('name').endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8';
      return c.body(page, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    });
}
