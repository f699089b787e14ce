import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sayInEnglish } from '../said/say-in-english.ts';
import type { AttemptToExplain, StoredAttemptFacts } from './attempt-record.ts';
import { explainAttempt } from './explain-attempt.ts';
import { rejectReasons } from './reject-reasons.ts';

type Change = Partial<Omit<AttemptToExplain, 'facts'>> & { readonly facts?: Partial<StoredAttemptFacts> };

function explain({ facts, ...change }: Change): string {
  return sayInEnglish(
    explainAttempt({
      kind: 'pppoe',
      outcome: 'accept',
      reason: null,
      username: 'rahima.home',
      callingStationId: 'C4:E9:84:77:01:9C',
      mac: 'C4:E9:84:77:01:9C',
      vendor: 'TP-Link',
      customerName: 'Rahima Akter',
      holderName: null,
      zoneName: null,
      servicePackageName: 'Home 20',
      facts: { method: 'pap', ...facts },
      ...change,
    }),
  );
}

const refused = (reason: AttemptToExplain['reason'], change: Change = {}) =>
  explain({ outcome: 'reject', reason, ...change });
const knownDevice = { kind: 'hotspot-mac', facts: { method: 'mac' } } as const;
const karims = { holderName: 'Karim Uddin', facts: { holderCustomerId: 2 } } as const;

// biome-ignore format: one situation, one sentence
const SENTENCES: readonly (readonly [sentence: string, expected: string])[] = [
  // Accepted.
  [explain({ facts: { macBinding: 'off' } }), 'Right password. MAC binding is off, so any device may use it.'],
  [explain({ facts: { macBinding: 'strict' } }), 'Right password, registered device.'],
  [explain({ facts: { registration: 'registered', deviceCount: 0, deviceLimit: 1 } }), 'Right password. Registered now: first device of 1.'],
  [explain({ facts: { registration: 'registered', deviceCount: 2, deviceLimit: 5 } }), 'Right password. Registered now: third device of 5.'],
  [explain({ facts: { registration: 'swapped', deviceCount: 1, deviceLimit: 1 } }), 'Right password. Registered now, in the swap window that was open.'],
  [explain({ reason: 'private-mac', servicePackageName: 'Home 20', facts: { macBinding: 'observe' } }), 'Right password. Only observed: Home 20 takes no unregistered device with a private address.'],
  [explain({ facts: { registration: 'not-registered-yet' } }), 'Right password. The device is not registered yet, because the database was away; the next login registers it.'],
  [explain(knownDevice), 'Known device of Rahima Akter: no password needed.'],
  [explain({ kind: 'hotspot-login', ...karims }), 'Right password, from a device of Karim Uddin. Its MAC login waits until they log in from it again.'],
  [explain({ reason: 'device-not-registered', facts: { macBinding: 'observe' } }), 'Right password. Only observed: strict binding would have refused it, because this device is registered to nobody.'],
  [explain({ reason: 'device-not-registered', ...karims }), 'Right password. Only observed: strict binding would have refused it, because this device is registered to Karim Uddin.'],
  [explain({ reason: 'mac-missing', callingStationId: '10.0.0.1', mac: null }), 'Right password. Only observed: strict binding would have refused it, because the router told "10.0.0.1", which is no device address.'],

  // Refused.
  [refused('unknown-username', { username: 'rahma.home', customerName: null }), 'Nobody has the username "rahma.home".'],
  [refused('unknown-username', { username: '', customerName: null }), 'No username was sent.'],
  [refused('wrong-password'), 'Wrong password for Rahima Akter.'],
  [refused('wrong-password', { nasVendor: 'coovachilli', facts: { method: 'chap', ticket: true } }), 'The uamsecret of CoovaChilli and of the zone differ: the password of Rahima Akter’s ticket was changed on its way through the router.'],
  [refused('wrong-password', { nasVendor: 'generic', facts: { method: 'chap', ticket: true } }), 'The uamsecret of the zone is not the router’s, or a CHAP mismatch: the password of Rahima Akter’s ticket was changed on its way through the router.'],
  [refused('wrong-password', { nasVendor: 'mikrotik', facts: { method: 'chap', ticket: true } }), 'CHAP mismatch, by an old login page or one that was open for too long: the password of Rahima Akter’s ticket was changed on its way through the router.'],
  [refused('wrong-password', { nasVendor: 'mikrotik', facts: { method: 'pap', ticket: true } }), 'The RADIUS secret here is probably not the router’s: the password of Rahima Akter’s ticket was changed on its way through the router.'],
  [refused('method-not-supported', { facts: { method: 'eap' } }), 'The router asked by EAP, which is not served. PAP, CHAP and MS-CHAP are.'],
  [refused('method-not-supported', { facts: { method: 'none' } }), 'The router sent no password at all.'],
  [refused('method-not-supported', knownDevice), 'Known device of Rahima Akter, but MAC login is for hotspot customers only.'],
  [refused('mac-login-paused', knownDevice), 'MAC login is paused, since someone else logged in from this device. Rahima Akter must log in from it once.'],
  [refused('suspended'), 'Rahima Akter is suspended. The password was right.'],
  [refused('suspended', { facts: { status: 'ended' } }), 'The account of Rahima Akter has ended. The password was right.'],
  [refused('suspended', knownDevice), 'Rahima Akter is suspended. The device is known.'],
  [refused('device-blocked'), 'This TP-Link (C4:E9:84:77:01:9C) is blocked. The password was right.'],
  [refused('wrong-zone', { ...knownDevice, zoneName: 'Library' }), 'Not logged in at Library yet: a known device of Rahima Akter. One login makes it known there.'],
  [refused('no-subscription'), 'Rahima Akter has no running package. The password was right.'],
  [refused('no-subscription', { facts: { packageEndsAt: 1 } }), 'Home 20 has ended. The password was right.'],
  [refused('package-not-here', { zoneName: 'Library' }), 'Home 20 is not good at Library. The password was right.'],
  [refused('package-not-here', { servicePackageName: null }), 'The package is not good here. The password was right.'],
  [refused('time-exhausted', { facts: { onlineSeconds: 18_000 } }), 'All 5 hours online of Home 20 are used up. The password was right.'],
  [refused('time-exhausted', knownDevice), 'The time online of Home 20 is used up. The device is known.'],
  [refused('quota-exhausted', { facts: { quotaBytes: 10_737_418_240 } }), 'All 10 GB of Home 20 are used up. The password was right.'],
  [refused('mac-missing', { callingStationId: '', mac: null }), 'The router told no device address, and MAC binding needs one. The password was right.'],
  [refused('device-not-registered', { facts: { deviceCount: 1 } }), 'An unregistered TP-Link (C4:E9:84:77:01:9C) uses the right password.'],
  [refused('device-not-registered', { vendor: null }), 'An unregistered device (C4:E9:84:77:01:9C) uses the right password.'],
  [refused('device-not-registered', { mac: '9A:3B:00:00:00:01', vendor: null }), 'An unregistered device with a private address (9A:3B:00:00:00:01) uses the right password.'],
  [refused('device-not-registered', { facts: { deviceCount: 0 } }), 'An unregistered TP-Link (C4:E9:84:77:01:9C) uses the right password. No device is registered to Rahima Akter yet.'],
  [refused('device-not-registered', karims), 'This TP-Link (C4:E9:84:77:01:9C) is registered to Karim Uddin, not to Rahima Akter. The password was right.'],
  [refused('device-not-registered', { facts: { macWasRemoved: true, macBinding: 'learn' } }), 'This TP-Link (C4:E9:84:77:01:9C) was removed from Rahima Akter, so it is not learned again. The password was right.'],
  [refused('device-not-registered', { facts: { macWasRemoved: true, macBinding: 'strict' } }), 'This TP-Link (C4:E9:84:77:01:9C) was removed from Rahima Akter. The password was right.'],
  [refused('device-not-registered', { ...knownDevice, customerName: null }), 'An unregistered TP-Link (C4:E9:84:77:01:9C) asks without a password, and needs one.'],
  [refused('device-limit-reached', { facts: { deviceLimit: 1 } }), 'An unregistered TP-Link (C4:E9:84:77:01:9C) uses the right password, but the only place for a device of Rahima Akter is taken.'],
  [refused('device-limit-reached', { facts: { deviceLimit: 3 } }), 'An unregistered TP-Link (C4:E9:84:77:01:9C) uses the right password, but all 3 places for devices of Rahima Akter are taken.'],
  [refused('private-mac', { mac: '9A:3B:00:00:00:01', vendor: null, servicePackageName: 'Home 20' }), 'An unregistered device with a private address (9A:3B:00:00:00:01) uses the right password; Home 20 takes none unless it is registered.'],
  [refused('too-many-sessions', { facts: { otherSessions: 2, sessionLimit: 2 } }), 'Rahima Akter is online with 2 other devices; 2 may be at once. The password was right.'],
];

describe('an attempt is explained', () => {
  for (const [sentence, expected] of SENTENCES) test(expected, () => assert.equal(sentence, expected));

  test('in a whole sentence for every reason, whatever is known', () => {
    for (const kind of ['pppoe', 'hotspot-login', 'hotspot-mac'] as const) {
      for (const outcome of ['accept', 'reject'] as const) {
        for (const reason of [...rejectReasons, null]) {
          const sentence = explain({
            kind,
            outcome,
            reason,
            customerName: null,
            mac: null,
            servicePackageName: null,
          });
          assert.match(sentence, /^[A-Z].*\.$/, `${kind} ${outcome} ${reason}`);
          assert.doesNotMatch(sentence, /undefined|null|NaN/);
        }
      }
    }
  });
});
