import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MacAddress } from '../mac-address.ts';
import type { AccessFacts } from './access-facts.ts';
import {
  atCafe,
  atHome,
  backAtCafe,
  CAFE,
  guest,
  HOUR,
  inWords,
  KARIMS,
  KARIMS_PAUSED,
  LIBRARY,
  line,
  NOBODYS,
  NOW,
  OWN,
  OWN_FROM_CAFE,
  OWN_PAUSED,
  sold,
  ticket,
} from './access-situations.ts';
import { decideAccess } from './decide-access.ts';
import { rejectReasons } from './reject-reasons.ts';

const PRIVATE = 0x9a3b00000001 as MacAddress;

type Row = readonly [situation: string, facts: AccessFacts, outcome: string];

// biome-ignore format: one situation, one line
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  'Who is it? The credential comes first (rules 5, 8, 10)': [
    ['nobody has this username', atHome(null, NOBODYS), 'refused: unknown-username'],
    ['the password is wrong', atHome(line(), OWN, { credential: 'wrong' }), 'refused: wrong-password'],
    ['the router asks in a way we do not serve', atHome(line(), OWN, { credential: 'unsupported' }), 'refused: method-not-supported'],
    ['an unserved way, and nobody has the name', atHome(null, OWN, { credential: 'unsupported' }), 'refused: method-not-supported'],
    ['the password is right', atHome(line(), NOBODYS), 'passes'],
    ['a MAC login from a device that nobody has', backAtCafe(null, NOBODYS), 'refused: device-not-registered'],
    ['a MAC login from a registered device', backAtCafe(guest(), OWN), 'passes'],
    ['a MAC login from the router of a line customer', backAtCafe(line(), OWN), 'refused: method-not-supported'],
    ['a MAC login from a device that someone else logged in from', backAtCafe(guest(), OWN_PAUSED), 'refused: mac-login-paused'],
  ],

  'A ticket of the portal: once, soon, here, by this device': [
    ['it proves a new phone', atCafe(guest(), NOBODYS, { ticket: ticket() }), 'passes, register-device, use-ticket'],
    ['it proves a known phone', atCafe(guest(), OWN, { ticket: ticket() }), 'passes, use-ticket'],
    ['the gateway named no device', atCafe(guest(), NOBODYS, { ticket: ticket({ mac: null }) }), 'passes, register-device, use-ticket'],
    ['it begins a package', atCafe(guest({ subscription: sold({ waitingSeconds: 60 }) }), OWN, { ticket: ticket() }), 'passes, begin-package, use-ticket'],
    ['its password is wrong', atCafe(guest(), OWN, { ticket: ticket(), credential: 'wrong' }), 'refused: wrong-password'],
    ['it is used a second time', atCafe(guest(), OWN, { ticket: ticket({ used: true }) }), 'refused: ticket-used'],
    ['it comes too late', atCafe(guest(), OWN, { ticket: ticket({ expiresAt: NOW }) }), 'refused: ticket-expired'],
    ['it comes from another zone', atCafe(guest(), OWN, { ticket: ticket({ zoneId: LIBRARY }) }), 'refused: ticket-of-other-zone'],
    ['it comes from another device', atCafe(guest(), NOBODYS, { ticket: ticket({ mac: 0x020000000001 as MacAddress }) }), 'refused: ticket-of-other-device'],
    ['the router told no device', atCafe(guest({ macBinding: 'off' }), NOBODYS, { ticket: ticket({ mac: null }), mac: null }), 'refused: mac-missing'],
    ['the package has ended meanwhile', atCafe(guest({ subscription: null }), OWN, { ticket: ticket() }), 'refused: no-subscription'],
    ['all places for devices are taken', atCafe(guest({ deviceCount: 1 }), NOBODYS, { ticket: ticket() }), 'refused: device-limit-reached'],
    ['a place is free, whatever it continues', atCafe(guest(), NOBODYS, { ticket: ticket({ mac: null, continuesDeviceId: 7 }), mac: PRIVATE }), 'passes, register-device, use-ticket'],
    ['all places taken, it is a known phone with a new private address', atCafe(guest({ deviceCount: 1 }), NOBODYS, { ticket: ticket({ mac: PRIVATE, continuesDeviceId: 7 }), mac: PRIVATE }), 'passes, continue-device, use-ticket'],
    ['the same, but the address is no private one', atCafe(guest({ deviceCount: 1 }), NOBODYS, { ticket: ticket({ continuesDeviceId: 7 }) }), 'refused: device-limit-reached'],
  ],

  'Is the account in order? (rules 5, 8)': [
    ['a suspended customer', atHome(line({ status: 'suspended' }), OWN), 'refused: suspended'],
    ['a customer whose account has ended', atHome(line({ status: 'ended' }), OWN), 'refused: suspended'],
    ['a suspended guest, known device', backAtCafe(guest({ status: 'suspended' }), OWN), 'refused: suspended'],
    ['a blocked device', atHome(line(), OWN, { deviceBlocked: true }), 'refused: device-blocked'],
    ['a blocked device, no password needed', backAtCafe(guest(), OWN, { deviceBlocked: true }), 'refused: device-blocked'],
    ['a line customer who never had a package', atHome(line(), NOBODYS), 'passes'],
    ['a line customer whose package has ended', atHome(line({ hadSubscription: true }), NOBODYS), 'refused: no-subscription'],
    ['a line customer with a running package', atHome(line({ hadSubscription: true, subscription: sold() }), NOBODYS), 'passes'],
    ['a package that never ends', atHome(line({ subscription: sold({ endsAt: null }) }), NOBODYS), 'passes'],
    ['a package in its last second but one', atHome(line({ subscription: sold({ endsAt: NOW + 1000 }) }), NOBODYS), 'passes'],
    ['a package with less than a second left', atHome(line({ subscription: sold({ endsAt: NOW + 999 }) }), NOBODYS), 'refused: no-subscription'],
    ['a package that ended an hour ago', atHome(line({ subscription: sold({ endsAt: NOW - HOUR }) }), NOBODYS), 'refused: no-subscription'],
    ['a guest without a package', atCafe(guest({ subscription: null }), NOBODYS), 'refused: no-subscription'],
    ['a guest who never bought one', atCafe(guest({ subscription: null, hadSubscription: false }), NOBODYS), 'refused: no-subscription'],
    ['a guest whose package ended, known device', backAtCafe(guest({ subscription: sold({ endsAt: NOW }) }), OWN), 'refused: no-subscription'],
    ['one byte of volume left', atCafe(guest({ subscription: sold({ quotaBytes: 1000, usedBytes: 999 }) }), OWN), 'passes'],
    ['the volume is used up', atCafe(guest({ subscription: sold({ quotaBytes: 1000, usedBytes: 1000 }) }), OWN), 'refused: quota-exhausted'],
    ['one second online left', atCafe(guest({ subscription: sold({ onlineSeconds: 3600, usedSeconds: 3599 }) }), OWN), 'passes'],
    ['the time online is used up', atCafe(guest({ subscription: sold({ onlineSeconds: 3600, usedSeconds: 3600 }) }), OWN), 'refused: time-exhausted'],
    ['the time online is used up, known device', backAtCafe(guest({ subscription: sold({ onlineSeconds: 3600, usedSeconds: 4000 }) }), OWN), 'refused: time-exhausted'],
    ['volume and time are used up', atCafe(guest({ subscription: sold({ quotaBytes: 1, usedBytes: 1, onlineSeconds: 1, usedSeconds: 1 }) }), OWN), 'refused: quota-exhausted'],
    ['the volume is used up, known device', backAtCafe(guest({ subscription: sold({ quotaBytes: 1000, usedBytes: 2000 }) }), OWN), 'refused: quota-exhausted'],
  ],

  'A package that runs from its first login': [
    ['the first login', atCafe(guest({ subscription: sold({ waitingSeconds: 3600 }) }), OWN), 'passes, begin-package'],
    ['the first login, from a new phone', atCafe(guest({ subscription: sold({ waitingSeconds: 3600 }) }), NOBODYS), 'passes, register-device, begin-package'],
    ['the first login by a known device, nobody types anything', backAtCafe(guest({ subscription: sold({ waitingSeconds: 3600 }) }), OWN), 'passes, begin-package'],
    ['the first login over a line', atHome(line({ subscription: sold({ waitingSeconds: 3600 }) }), OWN), 'passes, begin-package'],
    ['the first login of a guest whose router tells no MAC', atCafe(guest({ macBinding: 'off', subscription: sold({ waitingSeconds: 3600 }) }), NOBODYS, { mac: null }), 'passes, begin-package'],
    ['a login that is refused begins nothing', atCafe(guest({ deviceCount: 1, subscription: sold({ waitingSeconds: 3600 }) }), NOBODYS), 'refused: device-limit-reached'],
    ['once it has begun', atCafe(guest({ subscription: sold({ endsAt: NOW + HOUR }) }), OWN), 'passes'],
  ],

  'A package that is good in some zones only': [
    ['in one of them', atCafe(guest({ subscription: sold({ zoneIds: [LIBRARY, CAFE] }) }), OWN), 'passes'],
    ['in another', atCafe(guest({ subscription: sold({ zoneIds: [LIBRARY] }) }), OWN), 'refused: package-not-here'],
    ['in another, known device', backAtCafe(guest({ subscription: sold({ zoneIds: [LIBRARY] }) }), OWN), 'refused: package-not-here'],
    ['in no zone at all', atHome(guest({ subscription: sold({ zoneIds: [CAFE] }) }), OWN), 'refused: package-not-here'],
    ['in another, and it is used up', atCafe(guest({ subscription: sold({ zoneIds: [LIBRARY], quotaBytes: 1, usedBytes: 1 }) }), OWN), 'refused: package-not-here'],
    ['in another, and it has ended', atCafe(guest({ subscription: sold({ zoneIds: [LIBRARY], endsAt: NOW }) }), OWN), 'refused: no-subscription'],
  ],

  'A line without binding: any device (rules 2, 10)': [
    ['from a device of nobody', atHome(line(), NOBODYS), 'passes'],
    ['from a registered device', atHome(line(), OWN), 'passes'],
    ["from Karim's device", atHome(line(), KARIMS), 'passes'],
    ['no MAC was told', atHome(line(), NOBODYS, { mac: null }), 'passes'],
  ],

  'A line in observe: everyone passes, on the record (rules 2, 10)': [
    ['from a registered device', atHome(line({ macBinding: 'observe' }), OWN), 'passes'],
    ['from a device of nobody', atHome(line({ macBinding: 'observe' }), NOBODYS), 'passes, strict would say device-not-registered'],
    ["from Karim's device", atHome(line({ macBinding: 'observe' }), KARIMS), 'passes, strict would say device-not-registered'],
    ['no MAC was told', atHome(line({ macBinding: 'observe' }), NOBODYS, { mac: null }), 'passes, strict would say mac-missing'],
  ],

  'A line in learn: the first devices register themselves (rules 2, 3, 4, 5, 7, 10)': [
    ['the first device', atHome(line({ macBinding: 'learn' }), NOBODYS), 'passes, register-device'],
    ['the same device again', atHome(line({ macBinding: 'learn', deviceCount: 1 }), OWN), 'passes'],
    ['a second device at limit 1', atHome(line({ macBinding: 'learn', deviceCount: 1 }), NOBODYS), 'refused: device-limit-reached'],
    ['a second device at limit 2', atHome(line({ macBinding: 'learn', deviceCount: 1, deviceLimit: 2 }), NOBODYS), 'passes, register-device'],
    ['a second device, the package allows 2', atHome(line({ macBinding: 'learn', deviceCount: 1, subscription: sold({ deviceLimit: 2 }) }), NOBODYS), 'passes, register-device'],
    ['a second device, the package allows 2, the customer 1', atHome(line({ macBinding: 'learn', deviceCount: 1, deviceLimit: 1, subscription: sold({ deviceLimit: 2 }) }), NOBODYS), 'refused: device-limit-reached'],
    ['a registered device, above the limit', atHome(line({ macBinding: 'learn', deviceCount: 3 }), OWN), 'passes'],
    ['a device that an operator removed', atHome(line({ macBinding: 'learn', macWasRemoved: true }), NOBODYS), 'refused: device-not-registered'],
    ["Karim's device", atHome(line({ macBinding: 'learn' }), KARIMS), 'refused: device-not-registered'],
    ['no MAC was told', atHome(line({ macBinding: 'learn' }), NOBODYS, { mac: null }), 'refused: mac-missing'],
  ],

  'A line in strict: registered devices only (rules 2, 4)': [
    ['a registered device', atHome(line({ macBinding: 'strict', deviceCount: 1 }), OWN), 'passes'],
    ['a registered device, above the limit', atHome(line({ macBinding: 'strict', deviceCount: 3, deviceLimit: 1 }), OWN), 'passes'],
    ["a stranger's device, right password", atHome(line({ macBinding: 'strict', deviceCount: 1 }), NOBODYS), 'refused: device-not-registered'],
    ['no device is registered at all', atHome(line({ macBinding: 'strict' }), NOBODYS), 'refused: device-not-registered'],
    ["Karim's device", atHome(line({ macBinding: 'strict', deviceCount: 1 }), KARIMS), 'refused: device-not-registered'],
    ['no MAC was told', atHome(line({ macBinding: 'strict', deviceCount: 1 }), NOBODYS, { mac: null }), 'refused: mac-missing'],
    ['strict by the package', atHome(line({ subscription: sold({ macBinding: 'strict' }) }), NOBODYS), 'refused: device-not-registered'],
    ['strict by the package, off by the customer', atHome(line({ macBinding: 'off', subscription: sold({ macBinding: 'strict' }) }), NOBODYS), 'passes'],
  ],

  'A swap window is open: the next unregistered device takes the place': [
    ['a line in strict', atHome(line({ macBinding: 'strict', deviceCount: 1, swapWindowEndsAt: NOW + 1 }), NOBODYS), 'passes, use-swap-window'],
    ['a line in learn, the only place is taken', atHome(line({ macBinding: 'learn', deviceCount: 1, swapWindowEndsAt: NOW + 1 }), NOBODYS), 'passes, use-swap-window'],
    ['a line in off', atHome(line({ swapWindowEndsAt: NOW + 1 }), NOBODYS), 'passes, use-swap-window'],
    ['a line in observe', atHome(line({ macBinding: 'observe', swapWindowEndsAt: NOW + 1 }), NOBODYS), 'passes, use-swap-window'],
    ['a guest at the café', atCafe(guest({ deviceCount: 1, swapWindowEndsAt: NOW + 1 }), NOBODYS), 'passes, use-swap-window'],
    ['a device that an operator removed', atHome(line({ macBinding: 'learn', macWasRemoved: true, swapWindowEndsAt: NOW + 1 }), NOBODYS), 'passes, use-swap-window'],
    ['the registered device goes on, and leaves the window open', atHome(line({ macBinding: 'strict', deviceCount: 1, swapWindowEndsAt: NOW + 1 }), OWN), 'passes'],
    ['it has ended', atHome(line({ macBinding: 'strict', deviceCount: 1, swapWindowEndsAt: NOW }), NOBODYS), 'refused: device-not-registered'],
    ["Karim's device, in strict", atHome(line({ macBinding: 'strict', swapWindowEndsAt: NOW + 1 }), KARIMS), 'refused: device-not-registered'],
    ["Karim's device, in off", atHome(line({ swapWindowEndsAt: NOW + 1 }), KARIMS), 'passes'],
    ['a blocked device', atHome(line({ swapWindowEndsAt: NOW + 1 }), NOBODYS, { deviceBlocked: true }), 'refused: device-blocked'],
    ['the wrong password', atHome(line({ swapWindowEndsAt: NOW + 1 }), NOBODYS, { credential: 'wrong' }), 'refused: wrong-password'],
    ['no MAC was told', atHome(line({ macBinding: 'strict', swapWindowEndsAt: NOW + 1 }), NOBODYS, { mac: null }), 'refused: mac-missing'],
    ['a private address that the package refuses', atHome(line({ swapWindowEndsAt: NOW + 1, subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'refused: private-mac'],
    ['too many others are online', atHome(line({ sessionLimit: 1, otherSessions: 1, swapWindowEndsAt: NOW + 1 }), NOBODYS), 'refused: too-many-sessions'],
    ['a phone that nobody registered asks by its MAC alone', backAtCafe(null, NOBODYS), 'refused: device-not-registered'],
  ],

  'What the package makes of private addresses (rule 14)': [
    ['refuse: learn, with a place free', atHome(line({ macBinding: 'learn', subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'refused: private-mac'],
    ['refuse: learn, no place free', atHome(line({ macBinding: 'learn', deviceCount: 1, subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'refused: device-limit-reached'],
    ['refuse: a guest at the café', atCafe(guest({ subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'refused: private-mac'],
    ['refuse: off', atHome(line({ subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'refused: private-mac'],
    ['refuse: observe lets it pass, on the record', atHome(line({ macBinding: 'observe', subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'passes, strict would say private-mac'],
    ['refuse: strict', atHome(line({ macBinding: 'strict', subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS, { mac: PRIVATE }), 'refused: device-not-registered'],
    ['refuse: one that is registered', atHome(line({ macBinding: 'strict', subscription: sold({ privateMacPolicy: 'refuse' }) }), OWN, { mac: PRIVATE }), 'passes'],
    ['refuse: an address that its maker gave it', atHome(line({ macBinding: 'learn', subscription: sold({ privateMacPolicy: 'refuse' }) }), NOBODYS), 'passes, register-device'],
    ['warn: a guest at the café', atCafe(guest({ subscription: sold({ privateMacPolicy: 'warn' }) }), NOBODYS, { mac: PRIVATE }), 'passes, register-device'],
    ['allow: a guest at the café', atCafe(guest(), NOBODYS, { mac: PRIVATE }), 'passes, register-device'],
  ],

  'A guest logs in at the café (rules 2, 6, 7, 10)': [
    ['for the first time', atCafe(guest(), NOBODYS), 'passes, register-device'],
    ['again, from the same phone', atCafe(guest({ deviceCount: 1 }), OWN_FROM_CAFE), 'passes'],
    ['from a second phone at limit 1', atCafe(guest({ deviceCount: 1 }), NOBODYS), 'refused: device-limit-reached'],
    ['from a second phone, the package allows 2', atCafe(guest({ deviceCount: 1, subscription: sold({ deviceLimit: 2 }) }), NOBODYS), 'passes, register-device'],
    ['from a phone that an operator removed', atCafe(guest({ macWasRemoved: true }), NOBODYS), 'passes, register-device'],
    ['no MAC was told', atCafe(guest(), NOBODYS, { mac: null }), 'refused: mac-missing'],
    ['binding off: nothing is registered', atCafe(guest({ macBinding: 'off' }), NOBODYS), 'passes'],
    ['binding observe: nothing is registered', atCafe(guest({ macBinding: 'observe' }), NOBODYS), 'passes, strict would say device-not-registered'],
    ['binding strict, new phone', atCafe(guest({ macBinding: 'strict' }), NOBODYS), 'refused: device-not-registered'],
    ['binding strict, registered phone', atCafe(guest({ macBinding: 'strict' }), OWN), 'passes'],
    ['from her own phone, whose MAC login was paused', atCafe(guest({ deviceCount: 1 }), OWN_PAUSED), 'passes, resume-mac-login'],
  ],

  "A guest logs in from Karim's phone (rule 10)": [
    ['learn, with a place free', atCafe(guest(), KARIMS), 'passes, pause-mac-login'],
    ['learn, paused already', atCafe(guest(), KARIMS_PAUSED), 'passes'],
    ['learn, the place is taken by her own phone', atCafe(guest({ deviceCount: 1 }), KARIMS), 'refused: device-limit-reached'],
    ['learn, the place is held by another borrowed phone', atCafe(guest({ borrowedPlaces: 1 }), KARIMS), 'refused: device-limit-reached'],
    ['a new phone, while a borrowed one holds the place', atCafe(guest({ borrowedPlaces: 1 }), NOBODYS), 'refused: device-limit-reached'],
    ['off', atCafe(guest({ macBinding: 'off', deviceCount: 1 }), KARIMS), 'passes, pause-mac-login'],
    ['observe', atCafe(guest({ macBinding: 'observe', deviceCount: 1 }), KARIMS), 'passes, strict would say device-not-registered, pause-mac-login'],
    ['strict', atCafe(guest({ macBinding: 'strict' }), KARIMS), 'refused: device-not-registered'],
    ['a line customer in learn', atCafe(line({ macBinding: 'learn' }), KARIMS), 'refused: device-not-registered'],
    ['a line customer in off', atCafe(line(), KARIMS), 'passes'],
  ],

  'The phone comes back and nobody types anything (rules 8, 15)': [
    ['to the zone where it logged in', backAtCafe(guest({ deviceCount: 1 }), OWN_FROM_CAFE), 'passes'],
    ['to another zone', backAtCafe(guest({ deviceCount: 1 }), OWN_FROM_CAFE, { zoneId: LIBRARY }), 'refused: wrong-zone'],
    ['to another zone of the roaming group', backAtCafe(guest({ deviceCount: 1 }), OWN_FROM_CAFE, { zoneId: LIBRARY, roamingZoneIds: [CAFE] }), 'passes'],
    ['to a zone of another roaming group', backAtCafe(guest({ deviceCount: 1 }), OWN_FROM_CAFE, { zoneId: LIBRARY, roamingZoneIds: [12] }), 'refused: wrong-zone'],
    ['to another zone, but with the password', atCafe(guest({ deviceCount: 1 }), OWN_FROM_CAFE, { zoneId: LIBRARY }), 'passes, remember-zone'],
    ['to any zone, when an operator added it', backAtCafe(guest({ deviceCount: 1 }), OWN, { zoneId: LIBRARY }), 'passes'],
    ['above the device limit', backAtCafe(guest({ deviceCount: 3 }), OWN), 'passes'],
    ['while as many others are online as may be', backAtCafe(guest({ sessionLimit: 1, otherSessions: 1 }), OWN), 'refused: too-many-sessions'],
  ],

  'How many at once (rules 3, 15)': [
    ['no session limit', atHome(line({ otherSessions: 50 }), NOBODYS), 'passes'],
    ['limit 1, and nobody else is online', atHome(line({ sessionLimit: 1 }), NOBODYS), 'passes'],
    ['limit 1, and another device is online', atHome(line({ sessionLimit: 1, otherSessions: 1 }), NOBODYS), 'refused: too-many-sessions'],
    ['limit 2 by the package, one other online', atHome(line({ otherSessions: 1, subscription: sold({ sessionLimit: 2 }) }), NOBODYS), 'passes'],
    ['limit 2 by the package, 1 by the customer', atHome(line({ sessionLimit: 1, otherSessions: 1, subscription: sold({ sessionLimit: 2 }) }), NOBODYS), 'refused: too-many-sessions'],
    ['a new phone when others fill the limit: it is not registered either', atCafe(guest({ sessionLimit: 1, otherSessions: 1 }), NOBODYS), 'refused: too-many-sessions'],
  ],
};

for (const [heading, rows] of Object.entries(TABLE)) {
  describe(heading, () => {
    for (const [situation, facts, outcome] of rows) {
      test(`${situation} → ${outcome}`, () => assert.equal(inWords(decideAccess(facts)), outcome));
    }
  });
}

test('the table shows every reject reason', () => {
  const shown = new Set(Object.values(TABLE).flatMap((rows) => rows.map((row) => row[2])));
  for (const reason of rejectReasons) assert.ok(shown.has(`refused: ${reason}`), reason);
});
