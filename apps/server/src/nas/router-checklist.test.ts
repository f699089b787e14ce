import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NasHeard } from './nas-verdicts.ts';
import {
  type CheckCode,
  type CheckState,
  type ChecklistFacts,
  checkCodes,
  checkRouter,
} from './router-checklist.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;

const unheard: NasHeard = {
  createdAt: NOW - MINUTE,
  lastRequestAt: null,
  lastAcceptAt: null,
  lastAccountingAt: null,
  lastVerifiedAt: null,
  lastUnverifiedAt: null,
  unverifiedSinceVerified: 0,
  wrongPasswordsSinceVerified: 0,
  acceptsSinceAccounting: 0,
  lastWithoutMessageAuthAt: null,
  messageAuthenticator: 'learn',
};

const fresh: ChecklistFacts = {
  heard: unheard,
  isMikrotik: true,
  vendor: 'mikrotik',
  lastInterimAt: null,
  lastMacLoginAt: null,
  lastUnsignedDiscardAt: null,
  oldestOpenSessionAt: null,
  strangers: [],
  zones: [{ name: 'Market', macLogin: true }],
  toldSsids: [],
  lastTicketAcceptedAt: null,
  lastTicketChanged: null,
  coaPort: 3799,
  lastAsked: null,
  kitRanAt: null,
  routerVersion: null,
};

const well: ChecklistFacts = {
  ...fresh,
  heard: {
    ...unheard,
    lastRequestAt: NOW - MINUTE,
    lastAcceptAt: NOW - MINUTE,
    lastAccountingAt: NOW - MINUTE,
    lastVerifiedAt: NOW - MINUTE,
  },
  lastInterimAt: NOW - MINUTE,
  lastMacLoginAt: NOW - MINUTE,
  oldestOpenSessionAt: NOW - 60 * MINUTE,
  toldSsids: [{ ssid: 'Lakeside', ofZone: 'Lakeside', at: NOW - MINUTE }],
  lastTicketAcceptedAt: NOW - MINUTE,
  lastAsked: { at: NOW - MINUTE, answered: true, wronglySigned: false },
  kitRanAt: NOW - MINUTE,
  routerVersion: '7.24.2 (stable)',
};

const heard = (facts: ChecklistFacts, more: Partial<NasHeard>): ChecklistFacts => ({
  ...facts,
  heard: { ...facts.heard, ...more },
});
const check = (facts: ChecklistFacts, code: CheckCode) => {
  const found = checkRouter(facts, NOW).find((one) => one.code === code);
  assert.ok(found, code);
  return found;
};

test('a router that was just added waits for everything, in the order in which it will come', () => {
  const list = checkRouter(fresh, NOW);
  assert.deepEqual(
    list.map(({ code }) => code),
    // Many routers never tell a Wi-Fi name, and have another portal or none.
    checkCodes.filter((code) => code !== 'ssid' && code !== 'ticket'),
  );
  for (const { code, state } of list) assert.equal(state, code === 'version' ? 'unknown' : 'waiting', code);
});

test('a router that does all it should is green from top to bottom, and every line says when it was seen', () => {
  for (const { code, state, remedy, at } of checkRouter(well, NOW)) {
    assert.equal(state, 'done', code);
    assert.equal(remedy, null, code);
    assert.equal(at, NOW - MINUTE, code);
  }
});

const table: readonly (readonly [
  situation: string,
  facts: ChecklistFacts,
  code: CheckCode,
  state: CheckState,
  says: RegExp,
])[] = [
  [
    'silent for two days',
    heard(well, { lastRequestAt: NOW - 2880 * MINUTE, lastAccountingAt: null }),
    'heard',
    'look',
    /a day/,
  ],
  [
    'nothing heard, but a stranger asks',
    { ...fresh, strangers: ['192.0.2.7'] },
    'heard',
    'look',
    /192\.0\.2\.7 asks/,
  ],
  [
    'only unsigned logins that got no answer',
    { ...fresh, lastUnsignedDiscardAt: NOW },
    'heard',
    'done',
    /Packets come/,
  ],
  [
    'only unsigned logins that got no answer',
    { ...fresh, lastUnsignedDiscardAt: NOW },
    'message-authenticator',
    'broken',
    /no answer/,
  ],
  [
    'CoovaChilli with another uamsecret than the zone',
    { ...well, vendor: 'coovachilli', isMikrotik: false, lastTicketChanged: { at: NOW, byPap: false } },
    'ticket',
    'broken',
    /uamsecret of CoovaChilli and of the zone differ/,
  ],
  [
    'a MikroTik whose CHAP answers do not fit',
    { ...well, lastTicketChanged: { at: NOW, byPap: false } },
    'ticket',
    'broken',
    /CHAP mismatch/,
  ],
  [
    'a MikroTik that asks by PAP with another RADIUS secret',
    { ...well, lastTicketChanged: { at: NOW, byPap: true } },
    'ticket',
    'broken',
    /RADIUS secret/,
  ],
  [
    'a changed ticket, and a right one since',
    { ...well, lastTicketChanged: { at: NOW - 2 * MINUTE, byPap: false } },
    'ticket',
    'done',
    /get through/,
  ],
  [
    'another secret',
    heard(fresh, { lastUnverifiedAt: NOW, unverifiedSinceVerified: 3 }),
    'secret',
    'broken',
    /another secret/,
  ],
  [
    'one packet with another secret',
    heard(fresh, { lastUnverifiedAt: NOW, unverifiedSinceVerified: 1 }),
    'secret',
    'look',
    /anybody/,
  ],
  [
    'logins by CHAP without a signature',
    heard(fresh, { lastRequestAt: NOW, lastWithoutMessageAuthAt: NOW }),
    'secret',
    'waiting',
    /nothing in them proves/,
  ],
  [
    'an unsigned login',
    heard(well, { lastRequestAt: NOW, lastWithoutMessageAuthAt: NOW }),
    'message-authenticator',
    'look',
    /require-message-auth/,
  ],
  [
    'unsigned before, signed since',
    heard(well, { lastWithoutMessageAuthAt: NOW - 5 * MINUTE }),
    'message-authenticator',
    'done',
    /signed/,
  ],
  [
    'an accept a moment ago, no accounting yet',
    heard(fresh, { lastRequestAt: NOW, lastAcceptAt: NOW }),
    'accounting',
    'waiting',
    /1813/,
  ],
  [
    'many accepts, never accounting',
    heard(well, { lastAccountingAt: null, acceptsSinceAccounting: 12 }),
    'accounting',
    'broken',
    /no accounting ever/,
  ],
  [
    'online for an hour, no interim update',
    { ...well, lastInterimAt: null },
    'interim-updates',
    'broken',
    /ever came/,
  ],
  [
    'interim updates stopped',
    { ...well, lastInterimAt: NOW - 30 * MINUTE },
    'interim-updates',
    'broken',
    /interim-update=5m/,
  ],
  [
    'online for a minute',
    { ...well, lastInterimAt: null, oldestOpenSessionAt: NOW - MINUTE },
    'interim-updates',
    'waiting',
    /5 minutes/,
  ],
  [
    'nobody online since yesterday',
    { ...well, lastInterimAt: NOW - 900 * MINUTE, oldestOpenSessionAt: null },
    'interim-updates',
    'done',
    /counted/,
  ],
  ['no zone', { ...well, zones: [] }, 'mac-login', 'not-needed', /no hotspot zone/],
  [
    'MAC login off in its zone',
    { ...well, zones: [{ name: 'Market', macLogin: false }] },
    'mac-login',
    'look',
    /off in its zone \(Market\)/,
  ],
  [
    'off in one of two zones',
    {
      ...fresh,
      zones: [
        { name: 'A', macLogin: false },
        { name: 'B', macLogin: true },
      ],
    },
    'mac-login',
    'waiting',
    /login-by/,
  ],
  [
    'never a MAC login',
    { ...well, lastMacLoginAt: null },
    'mac-login',
    'waiting',
    /login-by must have “mac”/,
  ],
  [
    'access points with another Wi-Fi name',
    {
      ...well,
      toldSsids: [
        { ssid: 'Lakeside', ofZone: 'Lakeside', at: NOW },
        { ssid: 'Lakeside_5G', ofZone: 'Lakeside', at: NOW - MINUTE },
      ],
    },
    'ssid',
    'look',
    /“Lakeside_5G”.*its zone is “Lakeside”.*same name/,
  ],
  [
    'no answer to a disconnect',
    { ...well, lastAsked: { at: NOW, answered: false, wronglySigned: false } },
    'coa-port',
    'broken',
    /port=3799/,
  ],
  [
    'an answer with another secret',
    { ...well, lastAsked: { at: NOW, answered: false, wronglySigned: true } },
    'coa-port',
    'broken',
    /another secret/,
  ],
  ['an old RouterOS', { ...well, routerVersion: '7.14.3' }, 'version', 'look', /CVE-2024-3596.*7\.24\.2/s],
  [
    'a version that cannot be read',
    { ...well, routerVersion: 'beta' },
    'version',
    'unknown',
    /does not tell/,
  ],
];

for (const [situation, facts, code, state, says] of table) {
  test(`the checklist: ${situation} → ${code} is ${state}`, () => {
    const found = check(facts, code);
    assert.equal(found.state, state);
    assert.match(`${found.message} ${found.remedy ?? ''}`, says);
  });
}

test('only RouterOS is asked for its version', () => {
  const codes = checkRouter({ ...well, isMikrotik: false }, NOW).map(({ code }) => code);
  assert.ok(!codes.includes('version'));
});

test('whatever is not done says what to do, or what it waits for', () => {
  for (const [situation, facts] of table) {
    for (const { code, state, remedy } of checkRouter(facts, NOW)) {
      if (state === 'broken' || state === 'look' || state === 'unknown')
        assert.ok(remedy, `${situation}: ${code}`);
    }
  }
});
