import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '@gatehouse/domain/said/said';
import { foldNodes } from './fold-samples.ts';
import type { HistoryPoint } from './history.schemas.ts';
import { judgeSystem, type SystemFacts } from './judge-system.ts';
import { readRadiusStats } from './radius-stats.ts';
import type { RadiusNode } from './system.schemas.ts';

const listening = ['authentication', 'accounting'].map((service) => ({
  service,
  address: '::1',
  port: 1812,
}));

function testNode(name: string, fields: Partial<RadiusNode> = {}): RadiusNode {
  return {
    id: name,
    name,
    startedAt: '2026-01-01T00:00:00.000Z',
    heartbeatAt: '2026-01-01T00:00:00.000Z',
    heartbeatAgeSeconds: 0,
    feedLagSeconds: 0,
    directoryAgeSeconds: 0,
    state: 'ok',
    stats: readRadiusStats({ listening }),
    ...fields,
  };
}

const calm: HistoryPoint = { at: '2026-01-01T00:00:00.000Z', ...foldNodes([]) };
const database = {
  ok: true,
  version: '18',
  answerMs: 1,
  sizeBytes: 1,
  connections: 20,
  connectionsMax: 100,
};

const noGuesses = { total: 0, refused: 0, worst: null };
const noTrouble = { total: 3, silent: 0, broken: 0, look: 0, unknown: 0 };

function judge(facts: Partial<SystemFacts>): ReturnType<typeof judgeSystem> {
  return judgeSystem({
    nodes: [testNode('dhaka')],
    nas: noTrouble,
    database,
    lastMinute: calm,
    portalGuesses: noGuesses,
    webhooks: { switchedOff: [], failing: [] },
    portalCertificate: null,
    adminCertificate: null,
    ...facts,
  });
}

const inLastMinute = (fields: Partial<HistoryPoint>) => judge({ lastMinute: { ...calm, ...fields } });

test('a certificate of the portal that ends soon is amber, one that is of no use red, and both say where it lies', () => {
  const end = { file: '/etc/chain.pem', day: '2026-12-23' };
  const soon = said('certificateEndsSoon', end);
  const amber = judge({ portalCertificate: { said: soon, usable: true } });
  assert.deepEqual([amber.level, amber.word], ['amber', 'portal certificate']);
  assert.match(amber.sentence, /chain\.pem is good until 2026-12-23 only/);
  const ended = said('certificateEnded', end);
  const red = judge({ portalCertificate: { said: ended, usable: false } });
  assert.deepEqual([red.level, red.word], ['red', 'portal certificate']);
  assert.match(red.verdicts[0]?.advice ?? '', /--portal-cert and --portal-key/);
});

test('says that all is well when every node and router is heard, also before anyone has counted', () => {
  assert.equal(judge({}).word, 'all well');
  assert.deepEqual(judge({ lastMinute: null }).verdicts, []);
});

test('is red when no RADIUS process is alive, and before one ever was', () => {
  assert.equal(judge({ nodes: [] }).level, 'red');
  const silent = judge({ nodes: [testNode('a', { state: 'silent' })] });
  assert.equal(silent.level, 'red');
  assert.equal(silent.verdicts.length, 1, 'said once');
});

test('names the node that is silent, behind or deaf', () => {
  const silent = judge({ nodes: [testNode('dhaka', { state: 'silent' }), testNode('sylhet')] });
  assert.equal(silent.level, 'amber');
  assert.match(silent.sentence, /^dhaka gives no sign of life/);
  assert.match(
    judge({ nodes: [testNode('sylhet', { state: 'stale' })] }).sentence,
    /^sylhet cannot follow changes/,
  );
  const deaf = judge({ nodes: [testNode('khulna', { stats: readRadiusStats({}) })] });
  assert.equal(deaf.level, 'red');
  assert.match(deaf.sentence, /^khulna listens on no address/);
});

test('counts the routers that are silent, after those that are in trouble', () => {
  assert.equal(judge({ nas: { ...noTrouble, silent: 2, broken: 1 } }).word, '1 router in trouble');
  assert.equal(judge({ nas: { ...noTrouble, silent: 2 } }).word, '2 routers silent');
});

test('nothing that Routers shows in amber is all well, and nobody’s routers are not called well', () => {
  assert.equal(judge({ nas: { ...noTrouble, look: 1 } }).word, '1 router to mend');
  const asked = judge({ nas: { ...noTrouble, unknown: 2 } });
  assert.equal(asked.level, 'amber');
  assert.match(asked.sentence, /^2 addresses asked within a day and are no routers of yours/);
  const empty = judge({ nas: { ...noTrouble, total: 0 } });
  assert.deepEqual([empty.level, empty.word], ['green', 'no router yet']);
});

test('of several things to look at, the word counts as many as are listed; what is broken is named', () => {
  const routers = { ...noTrouble, look: 1, unknown: 1 };
  const { word, verdicts } = judge({ nas: routers });
  assert.equal(verdicts.length, 2);
  assert.equal(word, '2 to look at');
  assert.equal(judge({ nas: { ...routers, broken: 1 } }).word, '1 router in trouble');
});

test('tells everything that is wrong, the worst first, each with what to do', () => {
  const { level, verdicts } = judge({
    nodes: [testNode('dhaka'), testNode('sylhet', { state: 'silent' })],
    lastMinute: { ...calm, accountingFailed: 3, acceptP99Ms: 800 },
    nas: { ...noTrouble, broken: 2 },
  });
  assert.equal(level, 'red');
  assert.deepEqual(
    verdicts.map(({ word }) => word),
    ['accounting not stored', '2 routers in trouble', 'node silent', 'logins slow'],
  );
  assert.ok(verdicts.every(({ advice }) => advice.length > 0));
});

test('says how much was lost within the last minute, in units people count in', () => {
  assert.match(inLastMinute({ accountingFailed: 12 }).sentence, /12 a second/);
  assert.match(inLastMinute({ discards: { 'too-busy': 0.1 } }).sentence, /6 a minute/);
  assert.match(inLastMinute({ overflowed: 0.001 }).sentence, /1 a minute/);
});

test('a slow login, a slow process, a slow or absent database are seen before anybody calls', () => {
  assert.equal(inLastMinute({ acceptP99Ms: 249 }).level, 'green');
  assert.equal(inLastMinute({ acceptP99Ms: 250 }).word, 'logins slow');
  assert.equal(inLastMinute({ eventLoopDelayMs: 500 }).word, 'processor short');
  assert.match(inLastMinute({ databaseMs: 2100 }).sentence, /takes 2\.1 s/);
  assert.equal(inLastMinute({ databaseAway: true }).word, 'database uncertain');
  assert.equal(judge({ database: { ...database, connections: 95 } }).word, 'connections scarce');
});

test('accounting that waits on a disk is safe, one that finds no room is not', () => {
  const journal = (state: string, depth: number) =>
    judge({
      nodes: [testNode('dhaka', { stats: readRadiusStats({ listening, journal: { state, depth } }) })],
    });
  assert.equal(journal('empty', 0).level, 'green');
  assert.equal(journal('holding', 1240).level, 'amber');
  assert.match(journal('holding', 1240).sentence, /^1,240 accounting events wait on the disk of dhaka/);
  assert.equal(journal('full', 9).level, 'red');
  assert.match(journal('failing', 9).sentence, /The disk of dhaka takes no more accounting/);
  const damaged = judge({
    nodes: [testNode('dhaka', { stats: readRadiusStats({ listening, journal: { damagedFiles: 1 } }) })],
  });
  assert.deepEqual([damaged.level, damaged.word], ['amber', 'journal damaged']);
  assert.match(damaged.sentence, /^1 file of the accounting journal on the disk of dhaka was damaged/);
});

test('names where somebody guesses at the portal, and how much of it was not even looked at', () => {
  const worst = { address: '10.5.0.17', zoneName: 'Lakeside', total: 990 };
  const guessed = judge({ portalGuesses: { total: 1000, refused: 940, worst } });
  assert.equal(guessed.word, 'guessing at portal');
  assert.match(
    guessed.sentence,
    /^1,000 wrong passwords and codes .*, 990 of them from 10\.5\.0\.17 in Lakeside; 940 of all were refused/,
  );
  const unknown = { address: null, zoneName: null, total: 100 };
  assert.match(
    judge({ portalGuesses: { total: 100, refused: 0, worst: unknown } }).sentence,
    /within an hour; 0 of/,
  );
  assert.deepEqual(judge({ portalGuesses: { total: 99, refused: 9, worst } }).verdicts, []);
});

test('a webhook that was switched off, or takes nothing for an hour, is named with where to look', () => {
  const off = judge({ webhooks: { switchedOff: ['Billing'], failing: [] } });
  assert.deepEqual(
    [off.level, off.word, off.verdicts[0]?.path],
    ['amber', 'webhook off', '/settings/webhooks'],
  );
  assert.match(off.sentence, /^Billing was switched off by Gatehouse/);
  const failing = judge({ webhooks: { switchedOff: [], failing: ['Billing', 'CRM'] } });
  assert.match(failing.sentence, /^Billing, CRM have taken nothing/);
});
