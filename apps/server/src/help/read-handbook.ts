import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RenderedPage, renderPage } from './render-page.ts';

export type HelpPage = RenderedPage & {
  readonly slug: string;
  /** What it is about, in a line. */
  readonly about: string;
};
export type HelpGroup = { readonly title: string; readonly pages: readonly HelpPage[] };

/** The handbook, as the product shows it. */
export type Handbook = {
  /** As its README.md lists them. */
  readonly groups: readonly HelpGroup[];
  page(slug: string): HelpPage | undefined;
  /** PNG; `null`: there is none of this name. */
  readPicture(name: string): Promise<Buffer | null>;
};

/** @param docs the folder that has `handbook/` and `pictures/`. Rejects where there is no handbook. */
export async function readHandbook(docs: string): Promise<Handbook> {
  const pictures = new Set(await readdir(join(docs, 'pictures')).catch(() => []));
  const read = (name: string) => readFile(join(docs, 'handbook', name), 'utf8');
  const listed = readList(await read('README.md'));
  const groups = await Promise.all(
    listed.map(async ({ title, lines }) => ({
      title,
      pages: await Promise.all(
        lines.map(async ({ slug, about }) => ({
          slug,
          about,
          ...renderPage(await read(`${slug}.md`), (name) => pictures.has(name)),
        })),
      ),
    })),
  );
  const pages = new Map(groups.flatMap((group) => group.pages).map((page) => [page.slug, page]));
  return {
    groups,
    page: (slug) => pages.get(slug),
    readPicture: async (name) => (pictures.has(name) ? readFile(join(docs, 'pictures', name)) : null),
  };
}

type ListedGroup = { title: string; lines: { slug: string; about: string }[] };

/** Headings, and the pages that are linked below each: `- [Title](page.md): what it is about`. */
function readList(text: string): ListedGroup[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      title: part.split('\n', 1)[0] ?? '',
      lines: [...part.matchAll(/\]\(([a-z0-9-]+)\.md\)(?:: (.+))?/g)].map(([, slug = '', about = '']) => ({
        slug,
        about,
      })),
    }));
}
