import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allAttributes, findAttribute, findAttributeByName } from './index.ts';

test('no two attributes share a name or a number', () => {
  const names = allAttributes().map(({ name }) => name.toLowerCase());
  assert.equal(new Set(names).size, names.length);
  const numbers = allAttributes().map(({ vendor, type }) => `${vendor}.${type}`);
  assert.equal(new Set(numbers).size, numbers.length);
});

test('every attribute is found by number and by name, in any case', () => {
  for (const definition of allAttributes()) {
    assert.equal(findAttribute(definition.vendor, definition.type), definition);
    assert.equal(findAttributeByName(definition.name.toUpperCase()), definition);
  }
});

test('types fit an octet, and no word of an enumeration stands for two numbers', () => {
  for (const { type, values, words, name } of allAttributes()) {
    assert.ok(type >= 1 && type <= 255, name);
    assert.equal(words.size, Object.keys(values).length, name);
  }
});

test('all attributes of RFC 2865, 2866, 2868, 2869, 3162 and 5176 are there', () => {
  const unassigned = new Set([17, 21, 54, 93, 94]);
  for (let type = 1; type <= 101; type++) {
    if (!unassigned.has(type)) assert.ok(findAttribute(0, type) !== null, `type ${type}`);
  }
});

test('what has no name is found by its number', () => {
  assert.equal(findAttributeByName('Attr-1')?.name, 'User-Name');
  assert.equal(findAttributeByName('Attr-26.14988.8')?.name, 'Mikrotik-Rate-Limit');
  assert.equal(findAttributeByName('Attr-26.99999.8')?.vendor, 99999);
  assert.equal(findAttributeByName('Attr-0'), null);
  assert.equal(findAttributeByName('Attr-256'), null);
  assert.equal(findAttributeByName('Vendor'), null);
});
