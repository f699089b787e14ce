import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { makeCode } from './portal-codes.ts';
import { findVisit, openVisit } from './portal-visits.ts';
import { portalRoutes } from './portal.routes.ts';
import { testRedirect } from './testing.ts';

/** A whole hotspot stands behind one address; in these tests everybody does. */
let api: TestApi;
let portal: ReturnType<typeof portalRoutes>;
let zoneId: number;
before(async () => {
  api = await openTestApi();
  portal = portalRoutes(api.parts);
  const zone = { name: 'Lakeside', ssid: 'Lakeside', registration: 'code' };
  zoneId = Number((await api.call('POST', '/hotspot-zones', zone)).body['id']);
});
after(() => api?.close());

let serial = 0;

async function visitFrom() {
  const mac = `D4:CA:6D:00:07:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;
  const redirect = { ...testRedirect, mac };
  const { db } = api.database;
  const { token } = await openVisit(db, randomBytes, {
    zoneId,
    redirect,
    language: 'en',
    sourceAddress: null,
  });
  const visit = (await findVisit(db, token)) ?? assert.fail();
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await portal.request(`/v/${token}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const fault = /role="alert">([^<.]*)/.exec(await answer.text())?.[1];
    return fault ?? `to ${answer.headers.get('Location')?.replace(`/v/${token}`, '')}`;
  };
  return { visit, post };
}

const codeParts = () => ({ db: api.database.db, key: api.parts.secretBox.fileKey('portal-codes') });

async function codeFor({ visit }: Awaited<ReturnType<typeof visitFrom>>, phone: string) {
  const made = await makeCode(codeParts(), visit, phone, null);
  return typeof made === 'string' ? assert.fail(made) : made.code;
}

test('codes posted by a visit that never asked for one keep nobody from entering theirs', async () => {
  const [noise, visitor] = [await visitFrom(), await visitFrom()];
  const code = await codeFor(visitor, '+8801712345001');
  for (let post = 0; post < 300; post += 1) await noise.post('/code', { code: '000000' });
  assert.equal(await visitor.post('/code', { code }), 'to /devices');
});

test('codes posted by a visit whose own code is over keep nobody from entering theirs', async () => {
  const [noise, visitor] = [await visitFrom(), await visitFrom()];
  await codeFor(noise, '+8801712345002');
  const code = await codeFor(visitor, '+8801712345003');
  for (let post = 0; post < 300; post += 1) await noise.post('/code', { code: '999999x' });
  assert.equal(await visitor.post('/code', { code }), 'to /devices');
});

test('passwords posted by one visit keep nobody from logging in', async () => {
  const [noise, visitor] = [await visitFrom(), await visitFrom()];
  const { username, password } = await addTestCustomer(api, { kind: 'hotspot', password: 'wonder-Land-77' });
  for (let post = 0; post < 300; post += 1) await noise.post('/login', { username: 'nobody', password: 'x' });
  assert.equal(await noise.post('/login', { username: 'nobody', password: 'x' }), 'Too many tries');
  const typed = { username: String(username), password: String(password ?? 'wonder-Land-77') };
  assert.equal(await visitor.post('/login', typed), 'to /devices');
});
