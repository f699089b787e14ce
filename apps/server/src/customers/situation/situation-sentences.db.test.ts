import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type SituationCode, situationCodes } from '@gatehouse/domain/customers/situation/situation-words';
import { addTestCustomer } from '../../http/testing/test-api.ts';
import { HOME, MadeHistory, STRANGER } from './testing.ts';

/** Each sentence by rows that must make it be said, and by what happens further so that it must not be said any more. */
type Told = {
  readonly code: SituationCode;
  readonly says: RegExp;
  readonly does?: readonly string[];
  /** Of the customer; else a line in strict with a place left. */
  readonly as?: Record<string, unknown>;
  readonly given: (made: MadeHistory) => Promise<unknown>;
  readonly further: (made: MadeHistory) => Promise<unknown>;
  readonly becomes: SituationCode;
};

const FOR_DEVICE = ['replace', 'register', 'swap-window'];
const change = (fields: Record<string, unknown>) => (made: MadeHistory) =>
  made.api.call('PATCH', `/customers/${made.customerId}`, fields);

const TOLD: readonly Told[] = [
  {
    code: 'never-online',
    says: /^Has not been online yet, and nobody has tried/,
    given: async () => {},
    further: (made) => made.session({ since: 5, heard: 1 }),
    becomes: 'online',
  },
  {
    code: 'online',
    says: /^Online since .* from Home Router at Tower \d+\.$/,
    given: (made) => made.session({ since: 180, heard: 2 }),
    further: (made) =>
      made.api.database.pool.query(`update sessions set last_heard_at = now() - interval '1 hour'`),
    becomes: 'nothing-heard',
  },
  {
    code: 'online',
    says: /^Online since .* from TP-Link Technologies \(C4:E9:84:77:01:9C\) at/,
    does: FOR_DEVICE,
    as: { macBinding: 'observe' },
    given: (made) => made.session({ since: 180, heard: 2 }, { mac: STRANGER }),
    further: change({ status: 'suspended' }),
    becomes: 'suspended',
  },
  {
    code: 'unregistered-device',
    says: /^Refused 14 times since .*: an unregistered TP-Link Technologies \(C4:E9:84:77:01:9C\) used the right password\.$/,
    does: FOR_DEVICE,
    given: (made) => made.tries({ minutesAgo: 2, count: 14 }),
    further: (made) => made.api.call('POST', `/devices/${made.deviceId}/replace`, { mac: STRANGER }),
    becomes: 'let-in-next-time',
  },
  {
    code: 'unregistered-device',
    says: /used the right password\. It was removed from here before\.$/,
    as: { macBinding: 'learn' },
    given: async (made) => {
      const path = `/customers/${made.customerId}/devices`;
      const { body } = await made.api.call('POST', path, { mac: STRANGER });
      await made.api.call('DELETE', `/devices/${body['id']}`);
      await made.tries({ minutesAgo: 2 });
    },
    further: (made) => made.api.call('POST', `/customers/${made.customerId}/swap-window`, { minutes: 10 }),
    becomes: 'swap-window-open',
  },
  {
    code: 'let-in-next-time',
    says: /^Nothing stands in the way any more: TP-Link .* is let in at its next login\./,
    does: [],
    as: { macBinding: 'off' },
    given: (made) => made.tries({ minutesAgo: 2 }),
    further: (made) => made.tries({ minutesAgo: 1, reason: null }),
    becomes: 'accepted',
  },
  {
    code: 'accepted',
    says: /^Accepted .* from Home Router at Tower/,
    given: async (made) => {
      await made.tries({ minutesAgo: 4, mac: HOME, reason: 'wrong-password' });
      await made.tries({ minutesAgo: 1, mac: HOME, reason: null });
    },
    further: (made) => made.tries({ minutesAgo: 0, mac: HOME, reason: 'wrong-password' }),
    becomes: 'wrong-password-own-device',
  },
  {
    code: 'nothing-heard',
    says: /^Nothing heard since .* from Tower \d+; nobody else is online there either\.$/,
    given: (made) => made.session({ since: 900, heard: 200 }),
    further: (made) => made.tries({ minutesAgo: 1, mac: STRANGER }),
    becomes: 'unregistered-device',
  },
  {
    code: 'router-silent',
    says: /^Tower \d+ itself is silent since .*: nobody there is online\.$/,
    does: ['open-router'],
    given: async (made) => {
      await made.session({ since: 900, heard: 60 });
      await made.session({ since: 900, heard: 60 }, { of: String((await addTestCustomer(made.api))['id']) });
      await made.heardFromRouter(60);
    },
    further: (made) => made.heardFromRouter(1),
    becomes: 'nothing-heard',
  },
  {
    code: 'tried-as',
    says: /^Home Router tried to log in as “rahlm”, which nobody has, 4 times since .* The username here is rahima\.\d+\.$/,
    does: ['show-password', 'set-password'],
    given: (made) =>
      made.tries({
        minutesAgo: 3,
        count: 4,
        mac: HOME,
        username: 'rahlm',
        of: null,
        reason: 'unknown-username',
      }),
    further: (made) => made.tries({ minutesAgo: 1, mac: HOME, reason: null }),
    becomes: 'accepted',
  },
  {
    code: 'tried-as',
    says: /^The customer’s own TP-Link Technologies \(C4:E9:84:77:01:9C\) tried to log in as “rahlm”, which nobody has, once/,
    as: { macBinding: 'off' },
    given: async (made) => {
      await made.session({ since: 900, heard: 200 }, { mac: STRANGER });
      await made.tries({ minutesAgo: 3, username: 'rahlm', of: null, reason: 'unknown-username' });
    },
    further: async (made) => {
      const other = await addTestCustomer(made.api);
      await made.api.call('POST', `/customers/${other['id']}/devices`, { mac: STRANGER });
    },
    becomes: 'nothing-heard',
  },
  {
    code: 'wrong-password-own-device',
    says: /^Wrong password from the customer’s own Home Router, 3 times since/,
    does: ['show-password', 'set-password'],
    given: (made) => made.tries({ minutesAgo: 1, count: 3, mac: HOME, reason: 'wrong-password' }),
    further: (made) => made.tries({ minutesAgo: 0, reason: 'wrong-password' }),
    becomes: 'wrong-password',
  },
  {
    code: 'wrong-password-own-device',
    says: /^Wrong password from the customer’s own TP-Link Technologies \(C4:E9:84:77:01:9C\), once, at/,
    as: { macBinding: 'off' },
    given: async (made) => {
      await made.session({ since: 900, heard: 200 }, { mac: STRANGER });
      await made.tries({ minutesAgo: 1, reason: 'wrong-password' });
    },
    further: (made) => made.tries({ minutesAgo: 0, reason: null }),
    becomes: 'accepted',
  },
  {
    code: 'wrong-password',
    says: /^Wrong password from TP-Link Technologies \(C4:E9:84:77:01:9C\), once, at/,
    does: ['show-password', 'set-password'],
    given: (made) => made.tries({ minutesAgo: 20, reason: 'wrong-password' }),
    further: (made) => made.session({ since: 60, heard: 1 }),
    becomes: 'online',
  },
  {
    code: 'device-of-another',
    says: /used the right password, but is registered to Karim\.$/,
    does: ['move-here'],
    given: async (made) => {
      const karim = await addTestCustomer(made.api, { name: 'Karim' });
      await made.api.call('POST', `/customers/${karim['id']}/devices`, { mac: STRANGER });
      await made.tries({ minutesAgo: 1 });
    },
    further: (made) => made.api.database.pool.query('delete from devices where mac = $1', [STRANGER]),
    becomes: 'unregistered-device',
  },
  {
    code: 'suspended',
    says: /^Suspended\. Every login is refused\. Tried last at/,
    does: ['unsuspend'],
    given: async (made) => {
      await change({ status: 'suspended' })(made);
      await made.tries({ minutesAgo: 1, mac: HOME, reason: 'suspended' });
    },
    further: change({ status: 'active' }),
    becomes: 'let-in-next-time',
  },
  {
    code: 'ended',
    says: /^Ended\. Every login is refused\.$/,
    does: ['take-up-again'],
    given: change({ status: 'ended' }),
    further: change({ status: 'suspended' }),
    becomes: 'suspended',
  },
  {
    code: 'package-ended',
    says: /^Refused 2 times since .*: Home \d+ has ended, /,
    does: ['renew', 'give-package'],
    given: async (made) => {
      await made.givePackage({}, 60);
      await made.tries({ minutesAgo: 1, count: 2, mac: HOME, reason: 'no-subscription' });
    },
    further: (made) => made.givePackage({ name: `Another ${made.serial}` }),
    becomes: 'let-in-next-time',
  },
  {
    code: 'package-ended',
    says: /^Not online\. Home \d+ has ended, .*: every login is refused until it is renewed\.$/,
    does: ['renew', 'give-package'],
    given: (made) => made.givePackage({}, 60),
    further: (made) => made.givePackage({ name: `Another ${made.serial}`, validFrom: 'first-use' }),
    becomes: 'never-online',
  },
  {
    code: 'no-package',
    says: /^Not online\. There is no running package/,
    as: { kind: 'hotspot' },
    given: async () => {},
    further: (made) => made.givePackage({ kind: 'hotspot', validitySeconds: null }),
    becomes: 'never-online',
  },
  {
    code: 'volume-used-up',
    says: /^Refused at .*: the volume of Home \d+ is used up\.$/,
    does: ['renew', 'give-package'],
    given: async (made) => {
      await made.givePackage({ quotaBytes: 1_000_000 });
      await made.use({ bytes: 1_000_000 });
      await made.tries({ minutesAgo: 1, mac: HOME, reason: 'quota-exhausted' });
    },
    further: (made) => made.api.database.pool.query('update subscription_usage set used_bytes = 5'),
    becomes: 'let-in-next-time',
  },
  {
    code: 'volume-used-up',
    says: /^Not online\. The volume of Home \d+ is used up/,
    given: async (made) => {
      await made.givePackage({ quotaBytes: 1_000_000 });
      await made.use({ bytes: 1_000_000 });
    },
    further: (made) => made.api.database.pool.query('update subscription_usage set used_bytes = 5'),
    becomes: 'never-online',
  },
  {
    code: 'time-used-up',
    says: /^Not online\. The time online of Home \d+ is used up/,
    does: ['renew', 'give-package'],
    given: async (made) => {
      await made.givePackage({ onlineSeconds: 3600 });
      await made.use({ seconds: 3600 });
    },
    further: (made) => made.givePackage({ name: `Another ${made.serial}` }),
    becomes: 'never-online',
  },
  {
    code: 'private-address',
    says: /: device with a private address \(9A:3B:00:00:00:01\) used the right password, and the package takes no private addresses/,
    does: FOR_DEVICE,
    as: { macBinding: 'learn' },
    given: async (made) => {
      await made.givePackage({ privateMacPolicy: 'refuse' });
      await made.tries({ minutesAgo: 1, mac: '9A:3B:00:00:00:01', reason: 'private-mac' });
    },
    further: (made) =>
      made.api.database.pool.query(`update service_packages set private_mac_policy = 'allow'`),
    becomes: 'let-in-next-time',
  },
  {
    code: 'no-device-address',
    says: /^Refused at /,
    does: ['open-router'],
    given: (made) => made.tries({ minutesAgo: 1, mac: null, reason: 'mac-missing' }),
    further: change({ macBinding: 'off' }),
    becomes: 'let-in-next-time',
  },
  {
    code: 'too-many-sessions',
    says: /^Refused at /,
    does: ['see-sessions'],
    as: { sessionLimit: 1 },
    given: async (made) => {
      await made.session({ since: 60, heard: 1 }, { mac: 'AA:00:00:00:00:09' });
      await made.tries({ minutesAgo: 1, mac: HOME, reason: 'too-many-sessions' });
    },
    further: change({ sessionLimit: 2 }),
    becomes: 'let-in-next-time',
  },
  {
    code: 'blocked',
    says: /is blocked: stolen\.$/,
    does: ['unblock'],
    given: async (made) => {
      await made.api.call('POST', '/blocked-macs', { mac: STRANGER, reason: 'stolen' });
      await made.tries({ minutesAgo: 1, reason: 'device-blocked' });
    },
    further: (made) => made.api.call('DELETE', `/blocked-macs/${STRANGER}`),
    becomes: 'unregistered-device',
  },
  {
    code: 'swap-window-open',
    says: /^Swap window open, 10 minutes left: .* takes the place of Home Router\.$/,
    does: ['close-swap-window'],
    given: (made) =>
      made.api.call('POST', `/customers/${made.customerId}/swap-window`, {
        minutes: 10,
        deviceId: made.deviceId,
      }),
    further: (made) =>
      made.api.database.pool.query(
        `update swap_windows set opened_at = now() - interval '1 hour', ends_at = now() - interval '1 minute'`,
      ),
    becomes: 'never-online',
  },
  {
    code: 'no-device-registered',
    says: /^No device is registered, and binding is strict: no login passes\.$/,
    given: (made) => made.api.call('DELETE', `/devices/${made.deviceId}`),
    further: change({ macBinding: 'learn' }),
    becomes: 'never-online',
  },
  {
    code: 'refused',
    says: /^Refused at .* UTC: .*\.$/,
    does: ['show-password'],
    given: (made) => made.tries({ minutesAgo: 1, mac: HOME, reason: 'method-not-supported' }),
    further: (made) => made.tries({ minutesAgo: 0, mac: HOME, reason: null }),
    becomes: 'accepted',
  },
];

let made: MadeHistory;
before(async () => {
  made = await MadeHistory.open();
});
after(() => made.close());

for (const [index, { code, says, does, as, given, further, becomes }] of TOLD.entries()) {
  test(`${index + 1}. says ${code} of rows that mean it, and ${becomes} once they mean that`, async () => {
    await made.begin(as);
    await given(made);
    const told = await made.situation();
    assert.equal(told.code, code, told.text);
    assert.match(told.text, says);
    if (does !== undefined) assert.deepEqual(told.does, does);
    await further(made);
    const other = await made.situation();
    assert.equal(other.code, becomes, other.text);
  });
}

test('each sentence but that of a zone, which needs a hotspot, is made by rows', () => {
  const shown = new Set(TOLD.map(({ code }) => code));
  assert.deepEqual(
    situationCodes.filter((code) => !shown.has(code)),
    ['package-not-here'],
  );
});

test('who asks every few seconds is counted back to the first time, however many lines of the log that makes', async () => {
  await made.begin();
  await made.api.database.pool.query(
    `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, nas_id, outcome, reason, facts)
     select gen_random_uuid(), at, at, 6, gen_random_uuid(), 'pppoe', $1, 'x', $2, '', $3, 'reject', 'wrong-password', '{"method":"pap"}'
       from generate_series(1, 700) as n, lateral (select now() - make_interval(mins => n) as at) as t`,
    [made.customerId, HOME, made.nasId],
  );
  const { text } = await made.situation();
  assert.match(text, /Home Router, 4,200 times since /);
  await made.tries({ minutesAgo: 400, mac: HOME, reason: null });
  assert.match((await made.situation()).text, /Home Router, 2,394 times since /);
});

test('a technician’s laptop, seen online here once, does not count when it logs in as others', async () => {
  await made.begin({ macBinding: 'off' });
  await made.session({ since: 900, heard: 200 }, { mac: STRANGER });
  const karim = await addTestCustomer(made.api, { name: 'Karim' });
  await made.tries({ minutesAgo: 3, username: 'karim', of: String(karim['id']), reason: 'wrong-password' });
  assert.equal((await made.situation()).code, 'nothing-heard');
});
