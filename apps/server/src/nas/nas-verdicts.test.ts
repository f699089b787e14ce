import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeNas, type NasHeard } from './nas-verdicts.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const well: NasHeard = {
  createdAt: NOW - 30 * DAY,
  lastRequestAt: NOW - MINUTE,
  lastAcceptAt: NOW - MINUTE,
  lastAccountingAt: NOW - MINUTE,
  lastVerifiedAt: NOW - MINUTE,
  lastUnverifiedAt: null,
  unverifiedSinceVerified: 0,
  wrongPasswordsSinceVerified: 0,
  acceptsSinceAccounting: 1,
  lastWithoutMessageAuthAt: null,
  messageAuthenticator: 'learn',
};

const nothing = { lastRequestAt: null, lastAcceptAt: null, lastAccountingAt: null, lastVerifiedAt: null };

const table: readonly (readonly [
  situation: string,
  heard: Partial<NasHeard>,
  verdicts: readonly string[],
])[] = [
  ['all is well', {}, []],
  ['added a minute ago, not heard yet', { ...nothing, createdAt: NOW - MINUTE }, []],
  ['added an hour ago, never heard', { ...nothing, createdAt: NOW - 60 * MINUTE }, ['nothing-heard']],
  ['quiet for two days', { lastRequestAt: NOW - 2 * DAY, lastAccountingAt: NOW - 2 * DAY }, ['silent']],
  [
    'wrong signatures, none ever right',
    { ...nothing, lastUnverifiedAt: NOW - MINUTE, unverifiedSinceVerified: 3 },
    ['probably-wrong-secret'],
  ],
  [
    'a forged packet yesterday, right ones since',
    { lastUnverifiedAt: NOW - DAY, unverifiedSinceVerified: 0 },
    [],
  ],
  [
    'the secret was changed on the router a minute ago',
    { lastVerifiedAt: NOW - 5 * MINUTE, lastUnverifiedAt: NOW - MINUTE, unverifiedSinceVerified: 2 },
    ['probably-wrong-secret'],
  ],
  [
    'one badly signed packet, after right ones',
    { lastVerifiedAt: NOW - 10 * MINUTE, lastUnverifiedAt: NOW - MINUTE, unverifiedSinceVerified: 1 },
    [],
  ],
  [
    'badly signed packets between right ones',
    { lastVerifiedAt: NOW - MINUTE, lastUnverifiedAt: NOW - MINUTE + 5000, unverifiedSinceVerified: 3 },
    [],
  ],
  ['three customers mistyped in a row', { wrongPasswordsSinceVerified: 3 }, []],
  ['ten passwords in a row come out wrong', { wrongPasswordsSinceVerified: 10 }, ['probably-wrong-secret']],
  [
    'accepts, never accounting',
    { lastAccountingAt: null, acceptsSinceAccounting: 12 },
    ['accepts-without-accounting'],
  ],
  [
    'accepts, accounting stopped an hour ago',
    { lastAccountingAt: NOW - 60 * MINUTE, acceptsSinceAccounting: 40 },
    ['accepts-without-accounting'],
  ],
  ['many accepts at once, accounting on its way', { acceptsSinceAccounting: 40 }, []],
  ['unsigned logins', { lastWithoutMessageAuthAt: NOW - MINUTE }, ['no-message-authenticator']],
  ['unsigned logins last week, signed since', { lastWithoutMessageAuthAt: NOW - 7 * DAY }, []],
  [
    'two things at once, the worse first',
    { lastWithoutMessageAuthAt: NOW, lastAccountingAt: null, acceptsSinceAccounting: 12 },
    ['accepts-without-accounting', 'no-message-authenticator'],
  ],
];

for (const [situation, heard, verdicts] of table) {
  test(`a router: ${situation} → ${verdicts.join(', ') || 'nothing to say'}`, () => {
    assert.deepEqual(
      judgeNas({ ...well, ...heard }, NOW).map(({ code }) => code),
      verdicts,
    );
  });
}
