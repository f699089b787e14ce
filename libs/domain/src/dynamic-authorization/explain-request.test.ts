import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '../said/say-in-english.ts';
import { describeErrorCause } from './error-causes.ts';
import { explainRequest, type RequestRecord } from './explain-request.ts';
import { notSentReasons, requestKinds, requestStates } from './request-words.ts';

const ASKED: RequestRecord = {
  kind: 'disconnect',
  state: 'waiting',
  nasName: 'North Tower',
  tries: 1,
  errorCause: null,
  unverified: 0,
  unexpectedAnswer: null,
  notSentReason: null,
  newSpeedOf: null,
};
const sentence = (request: Partial<RequestRecord>) => explainRequest({ ...ASKED, ...request }).sentence;

test('an ACK, a NAK with its cause, silence and what was gone before are four different sentences', () => {
  assert.equal(sentence({ state: 'acknowledged' }), 'North Tower has ended the session.');
  assert.equal(
    sentence({ state: 'refused', errorCause: 504 }),
    'North Tower refused: it cannot end this session.',
  );
  assert.equal(sentence({ state: 'no-answer', tries: 3 }), 'North Tower did not answer any of 3 requests.');
  assert.equal(
    sentence({ state: 'already-gone', errorCause: 503 }),
    'North Tower has no such session: it was already gone.',
  );
  assert.equal(sentence({ state: 'already-gone', tries: 0 }), 'The session had already ended.');
});

test('answers that do not verify point to the secret, not to the network', () => {
  const { sentence, wayOut } = explainRequest({ ...ASKED, state: 'no-answer', unverified: 2 });
  assert.match(sentence, /signature is wrong/);
  assert.match(wayOut ?? '', /secret/);
});

test('a packet that answers something else is named, and nobody looks for another secret', () => {
  const { sentence, wayOut } = explainRequest({ ...ASKED, state: 'no-answer', unexpectedAnswer: 'CoA-ACK' });
  assert.equal(sentence, 'North Tower answered by CoA-ACK, which is no answer to a Disconnect-Request.');
  assert.match(wayOut ?? '', /secret is right/);
});

test('whatever did not work names a way out', () => {
  for (const kind of requestKinds) {
    for (const state of ['refused', 'no-answer'] as const) {
      assert.ok(explainRequest({ ...ASKED, kind, state }).wayOut);
    }
    for (const notSentReason of notSentReasons) {
      assert.ok(explainRequest({ ...ASKED, kind, state: 'not-sent', notSentReason }).wayOut);
    }
  }
});

test('every state of a request to a router that was removed since has its sentence', () => {
  for (const state of requestStates) {
    assert.match(explainRequest({ ...ASKED, state, nasName: null }).sentence, /^[A-Z].*[.…]$/);
  }
});

test('an Error-Cause that is not in RFC 5176 is named by its number', () => {
  assert.match(sayInEnglish(describeErrorCause(999).cause), /999/);
  assert.match(sayInEnglish(describeErrorCause(null).cause), /no reason/);
});
