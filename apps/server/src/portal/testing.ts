import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open-database.ts';
import type { TestApi } from '../http/testing/test-api.ts';
import type { SecretBox } from '../secrets.ts';
import type { GatewayRedirect, HandedTicket } from './gateways/gateway.ts';
import { makeTicket } from './portal-tickets.ts';
import { findVisit, openVisit, proveVisit } from './portal-visits.ts';
import type { portalRoutes } from './portal.routes.ts';

export const testRedirect: GatewayRedirect = {
  gateway: 'mikrotik',
  loginUrl: 'http://10.5.50.1/login',
  chap: null,
  mac: 'D4:CA:6D:00:03:01',
  ip: null,
  serverName: null,
  nasName: null,
  originalUrl: null,
  outcome: 'not-yet',
  reply: null,
  logoutUrl: null,
};

/** What a page was, and where it leads; addresses are those within the visit. */
export type TestPage = { readonly status: number; readonly text: string; readonly location: string | null };
export type AskPortal = (path: string, form?: Record<string, string>) => Promise<TestPage>;

/** A visitor at the zone's gateway; proved, where there is a customer. Made for tests. */
export async function visitPortal(
  { database: { db } }: TestApi,
  portal: ReturnType<typeof portalRoutes>,
  zoneId: number,
  customerId: number | null,
  redirect: GatewayRedirect = testRedirect,
): Promise<AskPortal> {
  const wish = { zoneId, redirect, language: 'en', sourceAddress: null } as const;
  const { token } = await openVisit(db, randomBytes, wish);
  if (customerId !== null) await proveVisit(db, (await findVisit(db, token))?.id ?? 0, customerId);
  return async (path, form) => {
    const body = form && { method: 'POST', body: new URLSearchParams(form) };
    const answer = await portal.request(`/v/${token}${path}`, body);
    const location = answer.headers.get('Location')?.replace(`/v/${token}`, '') ?? null;
    return { status: answer.status, text: await answer.text(), location };
  };
}

/** A ticket for this device, as the portal gives it to whoever is proved; `token` is the visit's. Made for tests. */
export async function makeTestTicket(
  { db, secretBox }: { readonly db: Db; readonly secretBox: SecretBox },
  wish: { readonly zoneId: number; readonly customerId: number; readonly mac: string },
  continuesDeviceId: number | null = null,
): Promise<{ readonly token: string; readonly ticket: HandedTicket }> {
  const { zoneId, customerId, mac } = wish;
  const visit = { zoneId, redirect: { ...testRedirect, mac }, language: 'en', sourceAddress: null } as const;
  const { token } = await openVisit(db, randomBytes, visit);
  const opened = await findVisit(db, token);
  if (opened === null) throw new Error('A visit that was just opened is there.');
  await proveVisit(db, opened.id, customerId);
  const proved = { ...opened, customerId, macHint: mac };
  return { token, ticket: await makeTicket(db, secretBox, randomBytes, proved, continuesDeviceId) };
}

export function titleOf({ text }: { readonly text: string }): string | undefined {
  return /<title>([^<]*)/.exec(text)?.[1];
}
