import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { auditedFields } from '@gatehouse/domain/audit-log/audited-fields';
import { sayField as nameOf } from '@gatehouse/domain/audit-log/list-changes';
import { auditActions, sayAction as wordsOf } from '@gatehouse/domain/audit-log/say-changes';
import { languages } from '@gatehouse/domain/languages';
import type { AuditEntry } from '../../api/types.ts';
import { sayAction, sayActor, sayField, sayValue, sayWhy } from './say-entry.ts';

const textsIn = (language: string) =>
  JSON.parse(readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;

describe('an entry of the audit log', () => {
  for (const language of languages) {
    test(`has a text in ${language} for every action and every field`, () => {
      const texts = textsIn(language);
      const wanted = [
        ...auditActions.map((action) => `action_${action}`),
        ...auditedFields.map((field) => `field_${field}`),
      ];
      assert.deepEqual(
        wanted.filter((key) => (texts[key] ?? '') === ''),
        [],
        `add them to parts/history/texts/${language}.json`,
      );
    });
  }

  test('reads in English as in the file that is exported', () => {
    for (const action of auditActions) assert.equal(sayAction(action), wordsOf(action));
    for (const field of auditedFields) assert.equal(sayField(field), nameOf(field));
  });

  test('is said by its own words where a newer server has some that are not known here', () => {
    assert.equal(sayAction('moons.land'), 'moons.land');
    assert.equal(sayField('moonPhase'), 'Moon phase');
  });

  test('has codes said, and left alone what a person typed', () => {
    assert.equal(sayValue('enabled', true), 'yes');
    assert.equal(sayValue('status', 'suspended'), 'suspended');
    assert.equal(sayValue('label', 'off'), 'off');
    assert.equal(sayValue('label', null), null);
    assert.equal(sayValue('zones', ['East']), '["East"]');
  });

  test('is of whom people call so, and what did it by itself is called in their language; a name that somebody typed stays', () => {
    const of = (kind: AuditEntry['actor']['kind'], name: string) =>
      sayActor({ actor: { kind, id: null, name } });
    assert.equal(of('job', 'Homes'), 'Homes');
    assert.equal(of('cli', 'Command line (root)'), 'Command line (root)');
    assert.equal(of('operator', 'commandLine'), 'commandLine');
    assert.equal(of('radius', 'Somebody'), 'Somebody');
  });

  test('says why as somebody typed it, or what made a login do it', () => {
    const actor = { id: null, name: 'Automatic' };
    const why = 'Lost';
    const register = { action: 'devices.register', why };
    assert.equal(sayWhy({ ...register, actor: { ...actor, kind: 'operator' } }), 'Lost');
    assert.match(String(sayWhy({ ...register, actor: { ...actor, kind: 'radius' } })), /a place was free/);
    assert.equal(sayWhy({ ...register, why: null, actor: { ...actor, kind: 'radius' } }), null);
  });
});
