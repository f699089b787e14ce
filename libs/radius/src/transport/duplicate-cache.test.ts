import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ANSWERED, DuplicateCache, IN_PROGRESS } from './duplicate-cache.ts';

/** The 20 octets of a header: the cache looks at Identifier and authenticator only. */
function packet(identifier: number, authenticator: number): Uint8Array {
  const bytes = new Uint8Array(20).fill(authenticator, 4);
  bytes[1] = identifier;
  return bytes;
}

function found(cache: DuplicateCache): string {
  return cache.replies.toString('latin1', cache.foundOffset, cache.foundOffset + cache.foundLength);
}

test('another address, port, listener or Identifier is another request (RFC 5080 §2.2.2)', () => {
  const cache = new DuplicateCache();
  const ask = (address: string, port: number, listener: number, identifier: number) =>
    cache.look(address, port, listener, packet(identifier, 1), 0);
  assert.ok(ask('192.0.2.1', 1000, 0, 1) > 0);
  for (const [address, port, listener, identifier] of [
    ['192.0.2.2', 1000, 0, 1],
    ['192.0.2.1', 1001, 0, 1],
    ['192.0.2.1', 1000, 1, 1],
    ['192.0.2.1', 1000, 0, 2],
    ['2001:db8::1', 1000, 0, 1],
    ['2001:db8::2', 1000, 0, 1],
  ] as const) {
    assert.ok(ask(address, port, listener, identifier) > 0, `${address} ${port} ${listener} ${identifier}`);
    assert.equal(ask(address, port, listener, identifier), IN_PROGRESS);
  }
  assert.equal(ask('192.0.2.1', 1000, 0, 1), IN_PROGRESS);
});

test('behaves like a map that forgets after ten seconds, whatever is asked in whatever order', () => {
  const step = fc.record({
    port: fc.integer({ min: 1, max: 3 }),
    identifier: fc.integer({ min: 0, max: 3 }),
    authenticator: fc.integer({ min: 1, max: 3 }),
    wait: fc.constantFrom(0, 1, 4000, 9999),
    ending: fc.constantFrom('finish', 'forget', 'leave'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cache = new DuplicateCache({ entriesMax: 256, bytesMax: 4096 });
      const model = new Map<string, { authenticator: number; at: number; reply: string | null }>();
      let now = 0;
      for (const [index, { port, identifier, authenticator, wait, ending }] of steps.entries()) {
        now += wait;
        const key = `${port}.${identifier}`;
        const known = model.get(key);
        const same = known !== undefined && known.authenticator === authenticator && now - known.at < 10_000;
        const outcome = cache.look('192.0.2.1', port, 0, packet(identifier, authenticator), now);
        if (same) {
          assert.equal(outcome, known.reply === null ? IN_PROGRESS : ANSWERED);
          if (known.reply !== null) assert.equal(found(cache), known.reply);
          continue;
        }
        assert.ok(outcome > 0);
        const reply = ending === 'finish' ? `reply ${index}` : null;
        if (reply !== null) cache.finish(outcome, Buffer.from(reply), reply.length);
        if (ending === 'forget') cache.forget(outcome);
        if (ending === 'forget') model.delete(key);
        else model.set(key, { authenticator, at: now, reply });
      }
    }),
  );
});

test('a flood shortens its memory and never gives a wrong reply', () => {
  const cache = new DuplicateCache({ entriesMax: 16, bytesMax: 200 });
  for (let i = 0; i < 5000; i++) {
    const port = 1 + (i % 40);
    const outcome = cache.look('192.0.2.1', port, 0, packet(1, 1), i);
    if (outcome > 0) cache.finish(outcome, Buffer.from(`port ${port}`), `port ${port}`.length);
    else if (outcome === ANSWERED) assert.equal(found(cache), `port ${port}`);
    const again = cache.look('192.0.2.1', port, 0, packet(1, 1), i);
    assert.equal(again, ANSWERED, 'the last one is always remembered');
    assert.equal(found(cache), `port ${port}`);
  }
});

test('a reply that comes after its place was taken is sent, not remembered', () => {
  const cache = new DuplicateCache({ entriesMax: 4, bytesMax: 200 });
  const late = cache.look('192.0.2.1', 1, 0, packet(1, 1), 0);
  for (let port = 2; port < 8; port++) cache.look('192.0.2.1', port, 0, packet(1, 1), 0);
  const offset = cache.finish(late, Buffer.from('late'), 4);
  assert.equal(cache.replies.toString('latin1', offset, offset + 4), 'late');
  assert.ok(cache.look('192.0.2.1', 1, 0, packet(1, 1), 0) > 0);
});
