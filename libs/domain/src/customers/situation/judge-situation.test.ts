import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '../../said/say-in-english.ts';
import { judgeSituation } from './judge-situation.ts';
import { HISTORIES, NOON } from './situation-histories.ts';
import { labelOf, situationCodes } from './situation-words.ts';

const clock = (at: number) => {
  const told = new Date(at).toISOString();
  return told.slice(0, 10) === new Date(NOON).toISOString().slice(0, 10)
    ? told.slice(11, 16)
    : `${told.slice(5, 10)} ${told.slice(11, 16)}`;
};

for (const { when, facts, says, details, ways, butNot } of HISTORIES) {
  test(`says so when ${when}`, () => {
    const situation = judgeSituation(facts);
    assert.equal(sayInEnglish(situation.sentence, clock), says);
    assert.deepEqual(
      situation.ways.map((way) => sayInEnglish(labelOf(way))),
      ways,
    );
    const told = situation.details.map((detail) => sayInEnglish(detail, clock));
    for (const detail of details ?? []) assert.ok(told.includes(detail), `${detail} in ${told.join(' | ')}`);
  });
  test(`does not say so when ${butNot.when}`, () => {
    const { code } = judgeSituation(facts);
    const other = judgeSituation({ ...facts, ...butNot.facts });
    assert.notEqual(other.code, code);
    assert.equal(other.code, butNot.code);
  });
}

test('every sentence has a history that must show it, and one that must not', () => {
  const shown = new Set(HISTORIES.map(({ facts }) => judgeSituation(facts).code));
  assert.deepEqual(
    situationCodes.filter((code) => !shown.has(code)),
    [],
  );
});
