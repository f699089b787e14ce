import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Db } from '../db/open-database.ts';
import { findByApiToken, findBySignIn, SIGN_IN_DAYS_MAX } from '../operators/find-caller.ts';
import { type ApiEnv, type Caller, sourceAddressOf } from './api-env.ts';
import { errorResponse } from './error-response.ts';
import { BAD_WHY, readWhy } from './read-why.ts';

/** Browsers keep a `__Host-` cookie from https and from http on loopback: the two ways we are served. */
const COOKIE_NAME = 'gatehouse';
const COOKIE_OPTIONS = {
  prefix: 'host',
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'Strict',
} as const;

/**
 * Finds out who asks, by `Authorization: Bearer` or by the sign-in cookie. It refuses nobody for
 * being a stranger (each route says what it requires), except for a Bearer token that is none.
 */
export function findCaller(db: Db): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const authorization = c.req.header('Authorization');
    const caller =
      authorization === undefined ? await callerByCookie(c, db) : await callerByToken(c, db, authorization);
    if (caller?.signInId && isFromAnotherSite(c)) return errorResponse(c, { refused: 'cross-site' });
    const why = readWhy(c);
    if (why === undefined) return errorResponse(c, BAD_WHY);
    c.set('caller', caller && why !== null ? { ...caller, actor: { ...caller.actor, why } } : caller);
    return next();
  };
}

async function callerByToken(c: Context<ApiEnv>, db: Db, authorization: string): Promise<Caller | null> {
  const token = /^Bearer +([A-Za-z0-9_\-.~+/]{1,200}=*) *$/i.exec(authorization)?.[1];
  return token === undefined ? null : findByApiToken(db, token, sourceAddressOf(c));
}

async function callerByCookie(c: Context<ApiEnv>, db: Db): Promise<Caller | null> {
  const token = getCookie(c, COOKIE_NAME, 'host');
  return token === undefined ? null : findBySignIn(db, token, sourceAddressOf(c));
}

/**
 * A browser says where a request that changes something comes from: Sec-Fetch-Site, or Origin in
 * older ones. What says neither is no browser, and then nobody's cookie is being abused.
 */
export function isFromAnotherSite(c: Context): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return false;
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('Origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== (c.req.header('Host') ?? new URL(c.req.url).host);
}

export function setSignInCookie(c: Context, token: string): void {
  setCookie(c, COOKIE_NAME, token, { ...COOKIE_OPTIONS, maxAge: SIGN_IN_DAYS_MAX * 24 * 60 * 60 });
}

export function clearSignInCookie(c: Context): void {
  deleteCookie(c, COOKIE_NAME, COOKIE_OPTIONS);
}
