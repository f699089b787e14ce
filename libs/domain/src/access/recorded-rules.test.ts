import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '../said/say-in-english.ts';
import { ACCESS_RULES } from './decide-access.ts';
import { judgedRules } from './recorded-rules.ts';
import { rejectReasons } from './reject-reasons.ts';

const verdicts = (attempt: Parameters<typeof judgedRules>[0]) =>
  Object.fromEntries(judgedRules(attempt).map(({ name, verdict }) => [name, verdict]));

test('an accepted login passed every rule', () => {
  const said = Object.values(verdicts({ outcome: 'accept', reason: null, kind: 'pppoe' }));
  assert.deepEqual(
    said,
    ACCESS_RULES.map(() => 'passed'),
  );
});

test('a stranger’s device is stopped by the binding, after its password was found right', () => {
  const said = verdicts({ outcome: 'reject', reason: 'device-not-registered', kind: 'pppoe' });
  assert.equal(said['credential'], 'passed');
  assert.equal(said['binding'], 'decided');
  assert.equal(said['too-many-sessions'], 'not-asked');
});

test('for a MAC login the registration is the credential', () => {
  const said = verdicts({ outcome: 'reject', reason: 'device-not-registered', kind: 'hotspot-mac' });
  assert.equal(said['credential'], 'decided');
});

test('what observe let pass is marked at the binding', () => {
  const said = verdicts({ outcome: 'accept', reason: 'device-not-registered', kind: 'pppoe' });
  assert.equal(said['binding'], 'observed');
  assert.equal(said['too-many-sessions'], 'passed');
});

test('every rule has a label in words', () => {
  for (const { name, label } of judgedRules({ outcome: 'accept', reason: null, kind: 'pppoe' })) {
    assert.notEqual(sayInEnglish(label), name);
  }
});

test('every reason is some rule’s', () => {
  for (const reason of rejectReasons) {
    const said = Object.values(verdicts({ outcome: 'reject', reason, kind: 'pppoe' }));
    assert.equal(said.filter((verdict) => verdict === 'decided').length, 1, reason);
  }
});
