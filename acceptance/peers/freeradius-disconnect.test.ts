import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Item, List } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';
import { FREERADIUS, skipWithout } from './needed-programs.ts';
import { type FreeradiusProxy, startFreeradius } from './start-freeradius-proxy.ts';

/** FreeRADIUS 3.2 as the router that hears Disconnect- and CoA-Requests (RFC 5176); it knows one session. */
const AT = '127.0.0.75';
const PORT = 2475;
const KNOWN = '84000001';

const skip = skipWithout([FREERADIUS]);

type Request = { readonly result: string | null; readonly state: string; readonly tries: number };

let shop: Shop;
let nas: TestNas;
let customer: Customer;
let freeradius: FreeradiusProxy;
const mac = newMac();

before(async () => {
  if (skip !== false) return;
  shop = await openShop();
  nas = await addNas(shop.gatehouse, shop.api, { name: 'FreeRADIUS', address: AT, vendor: 'generic' });
  await shop.api.patch(`/nas/${nas.id}`, { coaPort: PORT });
  customer = await shop.addCustomer();
  freeradius = await startFreeradius((folder) => configuration(folder, nas.secret));
});
after(async () => {
  await freeradius?.stop();
  await nas?.close();
  await shop?.stop();
});

async function startSession(acctSessionId: string): Promise<string> {
  const session = { username: customer.username, callingStationId: mac, acctSessionId };
  assert.equal(await nas.account({ ...session, event: 'Start' }), 'Accounting-Response');
  const { items } = await shop.api.get<List<Item>>(`/sessions?search=${acctSessionId}`);
  return items[0]?.id ?? '';
}

describe('FreeRADIUS hears our Disconnect-Request', { skip }, () => {
  test('takes it for genuine, finds in it what tells the session, and acknowledges', async () => {
    const session = await startSession(KNOWN);
    const { result, tries } = await shop.api.post<Request>(`/sessions/${session}/disconnect`, {});
    assert.deepEqual([result, tries], ['ack', 1], freeradius.output());
    const heard = freeradius.output();
    for (const told of [KNOWN, customer.username, mac]) assert.ok(heard.includes(`"${told}"`), heard);
    assert.match(heard, /Message-Authenticator = 0x/);
  });

  test('refuses a session that it does not know, which is gone then', async () => {
    const session = await startSession('84000002');
    const { result, state } = await shop.api.post<Request>(`/sessions/${session}/disconnect`, {});
    assert.deepEqual([result, state], ['nak', 'already-gone'], freeradius.output());
    const { items } = await shop.api.get<List<Item>>('/sessions?search=84000002&open=true');
    assert.deepEqual(items, []);
  });

  test('acknowledges a new end of the session', async () => {
    await startSession(KNOWN);
    const { id: servicePackageId } = await shop.api.post<Item>('/service-packages', {
      name: 'Home 20',
      kind: 'pppoe',
      validitySeconds: 86_400,
    });
    await shop.api.post(`/customers/${customer.id}/subscriptions`, { servicePackageId });
    const until = Date.now() + 10_000;
    for (;;) {
      const { items } = await shop.api.get<List<Request>>(`/router-requests?kind=coa`);
      if (items[0]?.result === 'ack') break;
      assert.ok(Date.now() < until, JSON.stringify(items));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.match(freeradius.output(), /Session-Timeout = 86[34]\d\d/);
  });
});

function configuration(folder: string, secret: string): string {
  return `
prefix = /usr
libdir = /usr/lib/freeradius
logdir = ${folder}
run_dir = ${folder}
max_request_time = 10
cleanup_delay = 2
client gatehouse {
  ipaddr = 127.0.0.0/8
  secret = "${secret}"
}
modules {
  always ok {
    rcode = ok
  }
  always reject {
    rcode = reject
  }
}
server router {
  listen {
    type = coa
    ipaddr = ${AT}
    port = ${PORT}
  }
  recv-coa {
    if (&Acct-Session-Id == "${KNOWN}") {
      ok
    }
    else {
      update reply {
        &Error-Cause := Session-Context-Not-Found
      }
      reject
    }
  }
}
`;
}
