import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../api/call-api.ts';
import { faultsOf } from './faults-of.ts';

const refusal = (fields: Record<string, string>) =>
  new ApiError(400, {
    code: 'bad-request',
    message: 'rateDownKbps must be at most 5.',
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, message]) => [name, { code: 'invalid', message }]),
    ),
  });

test('a complaint of the server stands at its field, as a sentence', () => {
  const { fields, rest } = faultsOf(refusal({ email: 'is not an e-mail address' }), { email: 'x' }, {});
  assert.deepEqual(fields, { email: 'Is not an e-mail address.' });
  assert.equal(rest, null);
});

test('a field that the form calls otherwise is found, in the form’s own words', () => {
  const names = { rateDownKbps: { field: 'downMbps', say: 'Type a number up to 2,097,151 Mbps.' } };
  const { fields, rest } = faultsOf(refusal({ rateDownKbps: 'must be at most 5' }), { downMbps: 9 }, names);
  assert.deepEqual(fields, { downMbps: 'Type a number up to 2,097,151 Mbps.' });
  assert.equal(rest, null);
});

test('a field within a list is one of the form', () => {
  const error = refusal({ 'hotspotServers.0.serverName': 'is required' });
  assert.deepEqual(Object.keys(faultsOf(error, { hotspotServers: [] }, {}).fields), [
    'hotspotServers.0.serverName',
  ]);
});

test('nothing the server said is lost: what has no field stands above the form', () => {
  const error = refusal({ email: 'is required', elsewhere: 'is not known here' });
  assert.equal(faultsOf(error, { email: '' }, {}).rest, 'Is not known here.');
  assert.equal(faultsOf(new Error('No idea.'), {}, {}).rest, 'No idea.');
});

test('a sign-in that has ended keeps the form, and says that it is not saved', () => {
  const ended = new ApiError(401, { code: 'not-signed-in', message: 'Nobody is signed in.' });
  assert.match(faultsOf(ended, {}, {}).rest ?? '', /Not saved yet/);
});
