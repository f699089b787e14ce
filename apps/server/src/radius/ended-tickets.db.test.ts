import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { commandLineActor } from '../actor.ts';
import { findVisit } from '../portal/portal-visits.ts';
import { signOutEverywhere } from '../portal/sign-out-everywhere.ts';
import { makeTestTicket } from '../portal/testing.ts';
import { startTestRadius, type TestRadius } from './testing.ts';

const MAC = '02:AD:00:00:00:01';
let radius: TestRadius;
before(async () => {
  radius = await startTestRadius();
});
after(() => radius?.close());

test('after “Sign out everywhere” a used ticket and an unused one are called what they are, with their customer', async () => {
  const zoneId = await radius.addZone();
  await radius.addNas({ zone_id: zoneId });
  const servicePackageId = await radius.addPackage({ kind: 'hotspot' });
  const customerId = await radius.addCustomer({ username: 'rahima', kind: 'hotspot', servicePackageId });
  const { db } = radius.database;
  const { secretBox } = radius;
  const open = () => makeTestTicket({ db, secretBox }, { zoneId, customerId, mac: MAC });
  const send = (ticket: { username: string; password: string }) =>
    radius.login({ ...ticket, service: 'hotspot', callingStationId: MAC, method: 'chap' });
  const [used, unused] = [await open(), await open()];
  assert.equal((await send(used.ticket)).outcome, 'accept');
  await signOutEverywhere(db, commandLineActor('test'), customerId);
  for (const { token } of [used, unused]) assert.equal(await findVisit(db, token), null);
  for (const [{ ticket }, reason] of [
    [used, 'ticket-used'],
    [unused, 'ticket-expired'],
  ] as const) {
    assert.equal((await send(ticket)).outcome, 'reject');
    const logged = async () =>
      (
        await radius.database.pool.query(
          `select reason, customer_id from attempts where lower(username) = $1 and outcome = 'reject'`,
          [ticket.username],
        )
      ).rows;
    for (let look = 0; look < 50 && (await logged()).length === 0; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(await logged(), [{ reason, customer_id: customerId }]);
  }
});
