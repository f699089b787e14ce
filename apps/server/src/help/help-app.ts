import { Hono } from 'hono';
import type { Logger } from 'pino';
import { helpFound, helpMissing, helpPage, helpStart } from './help-page.ts';
import { HELP_STYLE } from './help-style.ts';
import { type Handbook, readHandbook } from './read-handbook.ts';
import { searchHandbook, wordsIn } from './search-handbook.ts';

export type HelpParts = {
  readonly log: Pick<Logger, 'error'>;
  /** The folder that has `handbook/` and `pictures/`. */
  readonly docsFolder: string;
};

const NOT_THERE =
  'The handbook cannot be read: the folder docs/handbook lies beside apps/ in the repository, and belongs to the installation.\n';

/**
 * The handbook, for whoever reaches the admin listener: it holds nothing of anybody, and is needed most when nobody can sign in.
 * It asks no database. To be mounted at its root.
 */
export function helpApp({ log, docsFolder }: HelpParts) {
  let reading: Promise<Handbook> | undefined;
  const read = () =>
    (reading ??= readHandbook(docsFolder).catch((error: unknown) => {
      reading = undefined;
      throw error;
    }));
  const app = new Hono()
    .get('/help', async (c) => {
      const handbook = await read();
      const question = (c.req.query('q') ?? '').trim().slice(0, 100);
      const words = wordsIn(question);
      if (question === '') return c.html(helpStart(handbook));
      return c.html(helpFound(handbook, question, words, searchHandbook(handbook, words)));
    })
    .get('/help/help.css', (c) => c.body(HELP_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
    .get('/help/pictures/:name', async (c) => {
      const picture = await (await read()).readPicture(c.req.param('name'));
      if (picture === null) return c.text('There is no such picture.\n', 404);
      const headers = { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' };
      return c.body(new Uint8Array(picture), 200, headers);
    })
    .get('/help/:page', async (c) => {
      const handbook = await read();
      const slug = c.req.param('page');
      const page = handbook.page(slug);
      return page ? c.html(helpPage(handbook, page)) : c.html(helpMissing(handbook, slug), 404);
    });
  app.onError((error, c) => {
    log.error({ err: error }, 'the handbook could not be shown');
    return c.text(NOT_THERE, 500);
  });
  return app;
}
