import assert from 'node:assert/strict';

export type PlainPage = {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly title: string;
  readonly headers: Headers;
};

/**
 * A phone's login window at its worst: no script, no storage, and cookies only where told. It follows redirects and
 * the pages that lead on by themselves, as every browser does, and counts what it fetched.
 */
export type PlainBrowser = {
  open(url: string): Promise<PlainPage>;
  /** Follows the link or button with this text. */
  click(page: PlainPage, label: string): Promise<PlainPage>;
  /** Fills in the page's form, or the one that goes to this address, and sends it. */
  submit(page: PlainPage, fields: Readonly<Record<string, string>>, action?: RegExp): Promise<PlainPage>;
  /** Lets a page that waits ask once more, and stays where that leads. */
  wait(page: PlainPage): Promise<PlainPage>;
  /** Every address that was asked for, in order. */
  readonly visited: readonly string[];
  /** Its cookies, as it would send them. */
  cookie(): string;
};

const STEPS_MAX = 12;

/**
 * @param waits whether it stays with a payment's page that only asks again, until there is something else; else it stops
 *   there. With the page after the router's login it stays in any case: how soon the router's word is stored is no matter
 *   of the payment.
 */
export function openPlainBrowser({ cookies = false, language = 'en', waits = true } = {}): PlainBrowser {
  const jar = new Map<string, string>();
  const visited: string[] = [];

  async function ask(url: string, body: URLSearchParams | null): Promise<PlainPage> {
    visited.push(url);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        'Accept-Language': language,
        ...(jar.size > 0 && { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      },
      ...(body !== null && { method: 'POST', body }),
    });
    for (const cookie of cookies ? answer.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const text = await answer.text();
    const title = decodeHtml(/<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '');
    const location = answer.headers.get('Location');
    const page = { url, status: answer.status, text, title, headers: answer.headers };
    return location === null ? page : { ...page, url: new URL(location, url).href, status: 0 };
  }

  async function follow(first: PlainPage): Promise<PlainPage> {
    let page = first;
    for (let step = 0; step < STEPS_MAX; step += 1) {
      const onward = page.status === 0 ? page.url : refreshOf(page);
      if (onward === null || (!waits && page.status !== 0 && asksAgain(onward))) return page;
      page = await ask(onward, null);
    }
    assert.fail(`It never ends: ${visited.slice(-4).join(' → ')}`);
  }

  const open = async (url: string): Promise<PlainPage> => follow(await ask(url, null));

  return {
    visited,
    cookie: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    open,
    wait: (page) => open(refreshOf(page) ?? assert.fail(`“${page.title}” does not wait`)),
    click: async (page, label) => {
      const link = [...page.text.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].find(
        ([, , text = '']) => decodeHtml(text).trim() === label,
      );
      if (link !== undefined) return open(new URL(decodeHtml(link[1] ?? ''), page.url).href);
      const form = formsOf(page).find(({ html }) => decodeHtml(html).includes(`>${label}</button>`));
      assert.ok(form, `“${page.title}” has no “${label}”:\n${page.text.slice(-1500)}`);
      return follow(await ask(form.action, new URLSearchParams()));
    },
    submit: async (page, fields, action = /./) => {
      const form = formsOf(page).find((each) => action.test(each.action));
      assert.ok(form, `“${page.title}” has no such form:\n${page.text.slice(-1500)}`);
      for (const name of Object.keys(fields)) assert.match(form.html, new RegExp(`name="${name}"`));
      return follow(await ask(form.action, new URLSearchParams({ ...hiddenIn(form.html), ...fields })));
    },
  };
}

function formsOf(page: PlainPage): { action: string; html: string }[] {
  return [...page.text.matchAll(/<form [^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)].map(
    ([, action = '', html = '']) => ({ action: new URL(decodeHtml(action), page.url).href, html }),
  );
}

/** What a form carries along unseen. */
function hiddenIn(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, decodeHtml(value)]));
}

/** Where the page goes by itself at once; one that waits is looked at first. */
function refreshOf(page: PlainPage): string | null {
  const [, seconds, url] = /http-equiv="refresh" content="(\d+);\s*url=([^"]+)"/.exec(page.text) ?? [];
  return seconds === '0' && url !== undefined ? new URL(decodeHtml(url), page.url).href : null;
}

/** The page of a payment, that is. */
function asksAgain(url: string): boolean {
  const { pathname, searchParams } = new URL(url);
  return searchParams.has('again') && !pathname.startsWith('/r/');
}

function decodeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
