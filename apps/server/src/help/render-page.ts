import { Marked, type Token, type Tokens } from 'marked';
import { escapeHtml } from './escape-html.ts';

/** A part of a page below one heading, in plain words: what is searched. */
export type HelpSection = { readonly title: string; readonly anchor: string; readonly text: string };
export type RenderedPage = {
  readonly title: string;
  readonly html: string;
  /** The first is the page's own, with an empty anchor. */
  readonly sections: readonly HelpSection[];
};

/** Which of our pictures there are, by file name. */
export type HasPicture = (name: string) => boolean;

/**
 * A page of the handbook as HTML without script or style. What is HTML in it is shown as text; links lead to other pages of the
 * handbook or to the web, and what else they name stands as its path; pictures are ours alone.
 */
export function renderPage(markdown: string, hasPicture: HasPicture): RenderedPage {
  const marked = new Marked({ renderer: makeRenderer(hasPicture) });
  const tokens = marked.lexer(markdown);
  const sections = sectionsOf(tokens);
  return { title: sections[0]?.title ?? '', html: marked.parser(tokens), sections };
}

function makeRenderer(hasPicture: HasPicture) {
  return {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    heading(this: InlineParser, { tokens, depth }: Tokens.Heading) {
      const id = depth === 1 ? '' : ` id="${anchorOf(textOf(tokens))}"`;
      return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link(this: InlineParser, { href, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens);
      const to = readLink(href);
      if (to.kind === 'file') return `${inner} (<code>${escapeHtml(to.path)}</code>)`;
      const more = to.kind === 'web' ? ' rel="noreferrer"' : '';
      return `<a href="${escapeHtml(to.href)}"${more}>${inner}</a>`;
    },
    image: ({ href, text }: Tokens.Image) => pictureHtml(href, text, hasPicture),
    code: ({ text }: Tokens.Code) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
    table(this: InlineParser, { header, rows }: Tokens.Table) {
      const cells = (row: Tokens.TableCell[], tag: 'th' | 'td') =>
        `<tr>${row.map((cell) => `<${tag}${alignOf(cell)}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
      const isNamed = header.some(({ text }) => text !== '');
      const head = isNamed ? `<thead>${cells(header, 'th')}</thead>` : '';
      const body = rows.map((row) => cells(row, 'td')).join('\n');
      return `<div class="table" tabindex="0"><table>${head}<tbody>${body}</tbody></table></div>\n`;
    },
  };
}

type InlineParser = { readonly parser: { parseInline(tokens: Token[]): string } };

const alignOf = ({ align }: Tokens.TableCell): string => (align === 'right' ? ' class="right"' : '');

type HelpLink =
  | { readonly kind: 'page' | 'web'; readonly href: string }
  /** Beside the handbook in the repository, and not served. */
  | { readonly kind: 'file'; readonly path: string };

function readLink(href: string): HelpLink {
  if (/^https?:\/\//i.test(href)) return { kind: 'web', href };
  const [, page, anchor = ''] = /^([a-z0-9-]+)\.md(#[a-z0-9-]+)?$/.exec(href) ?? [];
  if (page !== undefined) return { kind: 'page', href: `/help/${page}${anchor}` };
  if (/^(#[a-z0-9-]+|\/[a-z0-9/-]*)$/.test(href)) return { kind: 'page', href };
  return { kind: 'file', path: href.replace(/^\.\.\/\.\.\//, '').replace(/^\.\.\//, 'docs/') };
}

/** The one for the reader's colours and width, of those that `npm run pictures` took. */
function pictureHtml(href: string, text: string, hasPicture: HasPicture): string {
  const name = /^\.\.\/pictures\/([a-z0-9-]+\.png)$/.exec(href)?.[1];
  if (name === undefined || !hasPicture(name)) return `<em>${escapeHtml(text)}</em>`;
  const [dark, narrow] = [name.replace('-light-', '-dark-'), name.replace(/-1440\.png$/, '-390.png')];
  const both = narrow.replace('-light-', '-dark-');
  const sources = [
    [both, '(max-width: 600px) and (prefers-color-scheme: dark)'],
    [narrow, '(max-width: 600px)'],
    [dark, '(prefers-color-scheme: dark)'],
  ] as const;
  const offered = sources
    .filter(([file]) => file !== name && hasPicture(file))
    .map(([file, media]) => `<source srcset="/help/pictures/${file}" media="${media}">`);
  const image = `<img src="/help/pictures/${name}" alt="${escapeHtml(text)}" loading="lazy">`;
  return `<a class="picture" href="/help/pictures/${name}"><picture>${offered.join('')}${image}</picture></a>`;
}

function sectionsOf(tokens: readonly Token[]): HelpSection[] {
  const sections: { title: string; anchor: string; texts: string[] }[] = [];
  for (const token of tokens) {
    if (token.type === 'heading' && token['depth'] <= 3) {
      const title = textOf(token.tokens ?? []);
      sections.push({ title, anchor: token['depth'] === 1 ? '' : anchorOf(title), texts: [] });
    } else sections.at(-1)?.texts.push(textOf([token]));
  }
  return sections.map(({ title, anchor, texts }) => ({
    title,
    anchor,
    text: texts.join(' ').replaceAll(/\s+/g, ' ').trim(),
  }));
}

/** What a reader reads of it, without marks. */
function textOf(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join('');
}

function wordsOf(token: Token): string {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map((row) => row.map(({ tokens }) => textOf(tokens)).join(' ')).join(' ');
  }
  if (token.type === 'list')
    return (token as Tokens.List).items.map(({ tokens }) => textOf(tokens)).join(' ');
  if ('tokens' in token && token.tokens) return textOf(token.tokens);
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

/** As GitHub names a heading, so that a link holds there too. */
export function anchorOf(title: string): string {
  const plain = title.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, '');
  return plain.trim().replaceAll(' ', '-');
}
