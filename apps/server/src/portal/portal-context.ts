import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { type RedirectQuery, readQuery } from './gateways/gateway.ts';
import { type Page, renderPage } from './pages/frame.ts';
import type { PortalLook } from '../hotspot-zones/portal-look.ts';
import type { Visit } from './portal-visits.ts';
import { chooseLanguage } from './texts/languages.ts';
import { textsIn } from './texts/translate.ts';

export type PortalEnv = {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Of the zone that the visitor stands in, once it is known. */
    look?: PortalLook;
    /** For the Content-Security-Policy of the page that is answered with. */
    styleHash?: string;
  };
};
export type PortalContext = Context<PortalEnv>;
/** Where cookies are allowed it holds the visit's token. */
export const VISIT_COOKIE = 'gatehouse_visit';

export type ProvedVisit = Visit & { readonly customerId: number };

export function isProved(visit: Visit): visit is ProvedVisit {
  return visit.customerId !== null;
}

export type PageStatus = 200 | 400 | 404 | 422 | 429 | 500;

export async function show(c: PortalContext, page: Page, status: PageStatus = 200): Promise<Response> {
  const { html, styleHash } = renderPage(page, c.get('look') ?? null);
  c.set('styleHash', styleHash);
  return c.html(await html, status);
}

export function textsFor(c: PortalContext) {
  return textsIn(chooseLanguage(c.req.header('Accept-Language')));
}

/** What was sent is no form, or holds what no form holds. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}

/** The one character that PostgreSQL stores nowhere, and that nobody types. */
const NUL = '\u0000';

/** @throws UnreadableInput */
export async function readForm(c: PortalContext): Promise<RedirectQuery> {
  const body = await c.req.parseBody().catch(() => {
    throw new UnreadableInput();
  });
  const texts = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  if (texts.some((text) => text.join('').includes(NUL))) throw new UnreadableInput();
  return readQuery([...new URL(c.req.url).searchParams, ...texts]);
}

export function readId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

export function addressOf(c: PortalContext): string | null {
  const address = c.env?.incoming?.socket.remoteAddress ?? null;
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}
