import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { fieldErrors } from './field-errors.ts';

const shape = z.strictObject({
  secret: z.string().min(1).max(4).optional(),
  pin: z.string().min(4).optional(),
  places: z.int().min(1).max(9).optional(),
  kind: z.enum(['pppoe', 'hotspot']),
});

const situations: [string, Record<string, unknown>, Record<string, string>][] = [
  ['what is missing', {}, { kind: 'is required' }],
  ['a value that is none of those known', { kind: 'dsl' }, { kind: 'must be one of: pppoe, hotspot' }],
  ['text that is empty', { kind: 'pppoe', secret: '' }, { secret: 'must not be empty' }],
  ['text that is too short', { kind: 'pppoe', pin: '12' }, { pin: 'must have at least 4 characters' }],
  ['text that is too long', { kind: 'pppoe', secret: '12345' }, { secret: 'may have 4 characters at most' }],
  ['a number that is too small', { kind: 'pppoe', places: 0 }, { places: 'must be at least 1' }],
  ['a number that is too big', { kind: 'pppoe', places: 10 }, { places: 'must be at most 9' }],
  ['a fraction', { kind: 'pppoe', places: 1.5 }, { places: 'must be a whole number' }],
  ['a field that nobody knows', { kind: 'pppoe', colour: 'red' }, { colour: 'is not known here' }],
];
for (const [what, sent, said] of situations) {
  test(`says in plain words what is wrong with ${what}`, () => {
    const { error } = shape.safeParse(sent);
    const found = Object.entries(fieldErrors(error?.issues ?? [], sent));
    assert.deepEqual(Object.fromEntries(found.map(([field, { message }]) => [field, message])), said);
  });
}
