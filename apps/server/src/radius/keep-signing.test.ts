import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { NasRecord } from './access-directory/directory-records.ts';
import { keepSigning } from './keep-signing.ts';

const HOUR = 3600_000;
const NOW = 1_800_000_000_000;

function router(more: Partial<NasRecord> = {}): NasRecord {
  return {
    id: 7,
    name: 'Tower',
    address: '192.0.2.0/24',
    secrets: [Buffer.from('s')],
    vendor: 'generic',
    zoneId: null,
    messageAuthenticator: 'learn',
    proxy: false,
    coaPort: 3799,
    hotspotServers: new Map(),
    signingSources: [],
    unsignedUntil: null,
    ...more,
  };
}

function setUp() {
  const held = new Set<string>();
  const putOff = new Map<string, number>();
  const stored: string[] = [];
  let storing: () => Promise<void> = async () => {};
  const keeper = keepSigning({
    store: async (nasId, source) => {
      await storing();
      stored.push(`${nasId} ${source}`);
    },
    clock: () => NOW,
    onError: () => {},
  });
  const server = {
    rememberLearned: (source: string) => void held.add(source),
    forgetLearned(source: string, forMs = 0) {
      held.delete(source);
      putOff.set(source, forMs);
    },
  };
  const failing = (error: Error | null) =>
    (storing = async () => {
      if (error) throw error;
    });
  return { keeper, server, held, putOff, stored, failing };
}

test('a source stored before a restart is held to it from the first request on', () => {
  const { keeper, server, held } = setUp();
  keeper.put([router({ signingSources: ['192.0.2.1'] })]);
  keeper.serve(server);
  assert.deepEqual([...held], ['192.0.2.1']);
  keeper.stop();
});

test('what one process learned is stored once, and another one is told by the change feed', async () => {
  const { keeper, server, held, stored } = setUp();
  keeper.serve(server);
  keeper.learned('192.0.2.1', router());
  await turn();
  assert.deepEqual(stored, ['7 192.0.2.1']);
  keeper.put([router({ signingSources: ['192.0.2.1', '192.0.2.2'] })]);
  assert.deepEqual([...held].sort(), ['192.0.2.1', '192.0.2.2']);
  keeper.learned('192.0.2.2', router());
  await turn();
  assert.equal(stored.length, 1, 'what is known is not stored again');
  keeper.stop();
});

test('an operator’s undo takes it back everywhere', () => {
  const { keeper, server, held } = setUp();
  keeper.serve(server);
  keeper.put([router({ signingSources: ['192.0.2.1'] })]);
  keeper.put([router()]);
  assert.deepEqual([...held], []);
  keeper.stop();
});

test('while unsigned logins are allowed nothing is learned, for the rest of that day', () => {
  const { keeper, server, putOff, stored } = setUp();
  keeper.serve(server);
  keeper.put([router({ unsignedUntil: NOW + 5 * HOUR })]);
  keeper.learned('192.0.2.1', router());
  assert.equal(putOff.get('192.0.2.1'), 5 * HOUR);
  assert.deepEqual(stored, []);
  keeper.stop();
});

test('what was learned while the database was away stays in force here, whatever else changes', async () => {
  const { keeper, server, held, failing } = setUp();
  keeper.serve(server);
  failing(new Error('away'));
  held.add('192.0.2.1'); // the server itself holds it from the moment it learned
  keeper.learned('192.0.2.1', router());
  await turn();
  keeper.put([router({ name: 'renamed' })]);
  assert.deepEqual([...held], ['192.0.2.1']);
  keeper.stop();
});
