import { said } from '../../said/said.ts';
import type { RefusalsKnown, SessionKnown, SituationFacts } from './situation-facts.ts';
import type { SituationCode } from './situation-words.ts';

/** Made histories of Rahima's line, for the tests: what is known, and what must be said of it. */
export type History = {
  readonly when: string;
  readonly facts: SituationFacts;
  readonly says: string;
  readonly details?: readonly string[];
  readonly ways: readonly string[];
  /** What else is so that the same must not be said. */
  readonly butNot: {
    readonly when: string;
    readonly facts: Partial<SituationFacts>;
    readonly code: SituationCode;
  };
};

export const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (ms: number) => NOON - ms;

const TOWER = { id: '3', name: 'Tower 3' };
const HOME = {
  id: '10',
  name: 'Home Router',
  mac: 'C4:E9:84:1F:22:0A',
  lastSeenAt: ago(13 * HOUR + 50 * MINUTE),
};
const STRANGER = { mac: 'C4:E9:84:77:01:9C', vendor: 'TP-Link', private: false, device: null, router: TOWER };
const OWN = { mac: HOME.mac, vendor: 'TP-Link', private: false, device: HOME, router: TOWER };

const HOME_20: NonNullable<SituationFacts['package']> = {
  subscriptionId: '20',
  name: 'Home 20',
  startsAt: ago(20 * 24 * HOUR),
  endsAt: ago(-10 * 24 * HOUR),
  running: true,
  usedUp: null,
  isFollowed: false,
};

/** Nothing was ever heard; one device is registered, binding is strict. */
const NOTHING: SituationFacts = {
  now: NOON,
  name: 'Rahima Akter',
  username: 'rahima.home',
  kind: 'pppoe',
  status: 'active',
  macBinding: 'strict',
  deviceLimit: 2,
  deviceCount: 1,
  devices: [HOME],
  package: HOME_20,
  needsPackage: true,
  online: [],
  lastSession: null,
  lastRouter: null,
  lastAccept: null,
  refused: null,
  triedAs: null,
  swapWindow: null,
};

const REFUSED: RefusalsKnown = {
  ...STRANGER,
  reason: 'device-not-registered',
  kind: 'pppoe',
  count: 14,
  since: ago(3 * HOUR + 20 * MINUTE),
  lastAt: ago(2 * MINUTE),
  present: 'device-not-registered',
  sentence: said('noUsernameSent'),
  holder: null,
  usedBefore: false,
  wasRemoved: false,
  blockedWhy: null,
};
const ONLINE: SessionKnown = {
  ...OWN,
  startedAt: ago(2 * HOUR + 48 * MINUTE),
  heardAt: ago(MINUTE),
  endedAt: null,
};
const GONE: SessionKnown = { ...ONLINE, startedAt: ago(30 * HOUR), heardAt: ago(14 * HOUR + 50 * MINUTE) };
const BUSY = { ...TOWER, heardAt: ago(MINUTE), othersOnline: 37, hadOthers: true };

const refused = (more: Partial<RefusalsKnown>): SituationFacts => ({
  ...NOTHING,
  refused: {
    ...REFUSED,
    ...more,
    ...('reason' in more && !('present' in more) && { present: more.reason ?? null }),
  },
});
const SINCE = 'Refused 14 times since 08:40: ';
const TP_LINK = 'an unregistered TP-Link (C4:E9:84:77:01:9C)';

export const HISTORIES: readonly History[] = [
  {
    when: 'somebody is online',
    facts: { ...NOTHING, online: [ONLINE], lastSession: GONE },
    says: 'Online since 09:12 from Home Router at Tower 3.',
    ways: [],
    butNot: { when: 'the session has ended', facts: { online: [] }, code: 'nothing-heard' },
  },
  {
    when: 'somebody is online whose package ends soon',
    facts: { ...NOTHING, online: [ONLINE], package: { ...HOME_20, endsAt: ago(-3 * HOUR) } },
    says: 'Online since 09:12 from Home Router at Tower 3.',
    details: ['Home 20 ends 15:00.'],
    ways: ['Renew', 'Choose a package'],
    butNot: { when: 'nobody is', facts: { online: [] }, code: 'never-online' },
  },
  {
    when: 'somebody is online whose package ends soon and was renewed',
    facts: {
      ...NOTHING,
      online: [ONLINE],
      package: { ...HOME_20, endsAt: ago(-3 * HOUR), isFollowed: true },
    },
    says: 'Online since 09:12 from Home Router at Tower 3.',
    ways: [],
    butNot: { when: 'nobody is', facts: { online: [] }, code: 'never-online' },
  },
  {
    when: 'somebody is online by a day pass of which most is left',
    facts: {
      ...NOTHING,
      online: [ONLINE],
      package: { ...HOME_20, startsAt: ago(3 * HOUR), endsAt: ago(-21 * HOUR) },
    },
    says: 'Online since 09:12 from Home Router at Tower 3.',
    ways: [],
    butNot: { when: 'nobody is', facts: { online: [] }, code: 'never-online' },
  },
  {
    when: 'an unregistered device is online, and is only observed',
    facts: {
      ...NOTHING,
      macBinding: 'observe',
      online: [{ ...ONLINE, ...STRANGER }],
    },
    says: 'Online since 09:12 from TP-Link (C4:E9:84:77:01:9C) at Tower 3.',
    details: ['This device is not registered.'],
    ways: [
      'Replace Home Router by this device',
      'Register as another device · 2 of 2',
      'Open a 10-minute swap window',
    ],
    butNot: { when: 'nobody is online', facts: { online: [] }, code: 'never-online' },
  },
  {
    when: 'an unregistered device uses the right password',
    facts: refused({}),
    says: `${SINCE}${TP_LINK} used the right password.`,
    details: ['Registered: Home Router, last seen 11-22 22:10.'],
    ways: [
      'Replace Home Router by this device',
      'Register as another device · 2 of 2',
      'Open a 10-minute swap window',
    ],
    butNot: {
      when: 'they came online since, from the device that is registered',
      facts: { online: [{ ...ONLINE, startedAt: ago(MINUTE) }] },
      code: 'online',
    },
  },
  {
    when: 'all places are taken and nobody was seen longest',
    facts: {
      ...refused({ reason: 'device-limit-reached', count: 1 }),
      deviceLimit: 2,
      deviceCount: 2,
      devices: [HOME, { ...HOME, id: '11', name: 'Laptop', lastSeenAt: null }],
      online: [ONLINE],
    },
    says: `Refused at 11:58: ${TP_LINK} used the right password.`,
    details: ['Online since 09:12 from Home Router at Tower 3.'],
    ways: ['Replace Laptop by this device', 'Register above the limit of 2', 'Open a 10-minute swap window'],
    butNot: {
      when: 'that was long ago and they are online',
      facts: { refused: { ...REFUSED, lastAt: ago(HOUR) } },
      code: 'online',
    },
  },
  {
    when: 'the device was removed from them before',
    facts: refused({ wasRemoved: true }),
    says: `${SINCE}${TP_LINK} used the right password. It was removed from here before.`,
    ways: [
      'Replace Home Router by this device',
      'Register as another device · 2 of 2',
      'Open a 10-minute swap window',
    ],
    butNot: {
      when: 'it has been let in',
      facts: { lastAccept: { ...STRANGER, at: ago(MINUTE) }, refused: null },
      code: 'accepted',
    },
  },
  {
    when: 'the device is somebody else’s',
    facts: refused({ holder: { deviceId: '77', customerId: '8', customerName: 'Karim' } }),
    says: `${SINCE}TP-Link (C4:E9:84:77:01:9C) used the right password, but is registered to Karim.`,
    ways: ['Move this device here from Karim'],
    butNot: { when: 'it is nobody’s', facts: { refused: REFUSED }, code: 'unregistered-device' },
  },
  {
    when: 'the device is blocked',
    facts: refused({ reason: 'device-blocked', blockedWhy: 'stolen' }),
    says: `${SINCE}TP-Link (C4:E9:84:77:01:9C) is blocked: stolen.`,
    ways: ['Unblock this device'],
    butNot: {
      when: 'it is unblocked, and not registered',
      facts: { refused: { ...REFUSED, reason: 'device-blocked', present: 'device-not-registered' } },
      code: 'unregistered-device',
    },
  },
  {
    when: 'the package takes no private addresses',
    facts: refused({
      reason: 'private-mac',
      private: true,
      vendor: null,
      mac: '9A:3B:00:00:00:01',
    }),
    says: `${SINCE}device with a private address (9A:3B:00:00:00:01) used the right password, and the package takes no private addresses. The customer can turn the private address off for this Wi-Fi.`,
    ways: [
      'Replace Home Router by this device',
      'Register as another device · 2 of 2',
      'Open a 10-minute swap window',
    ],
    butNot: {
      when: 'it does by now',
      facts: { refused: { ...REFUSED, present: 'accept' } },
      code: 'let-in-next-time',
    },
  },
  {
    when: 'nothing stands in the way any more and the router has not asked again',
    facts: refused({ present: 'accept' }),
    says: 'Nothing stands in the way any more: TP-Link (C4:E9:84:77:01:9C) is let in at its next login. It was refused last at 11:58.',
    ways: [],
    butNot: {
      when: 'it has asked again',
      facts: { refused: null, lastAccept: { ...STRANGER, at: ago(4000) } },
      code: 'accepted',
    },
  },
  {
    when: 'the login has just arrived',
    facts: {
      ...NOTHING,
      lastAccept: { ...OWN, at: ago(4000) },
      online: [{ ...ONLINE, startedAt: ago(4000), heardAt: ago(3000) }],
    },
    says: 'Accepted 11:59 from Home Router at Tower 3.',
    ways: [],
    butNot: {
      when: 'that was hours ago',
      facts: { lastAccept: { ...OWN, at: ago(2 * HOUR) } },
      code: 'online',
    },
  },
  {
    when: 'their own router has a wrong password',
    facts: refused({ ...OWN, reason: 'wrong-password', present: null, count: 5 }),
    says: 'Wrong password from the customer’s own Home Router, 5 times since 08:40.',
    ways: ['Show the password', 'Set another password'],
    butNot: {
      when: 'it is a strange device',
      facts: { refused: { ...REFUSED, reason: 'wrong-password', present: null } },
      code: 'wrong-password',
    },
  },
  {
    when: 'the router they were online with has a wrong password, and nobody registered it',
    facts: { ...refused({ reason: 'wrong-password', present: null, usedBefore: true }), macBinding: 'off' },
    says: 'Wrong password from the customer’s own TP-Link (C4:E9:84:77:01:9C), 14 times since 08:40.',
    ways: ['Show the password', 'Set another password'],
    butNot: {
      when: 'they were never online from it',
      facts: { refused: { ...REFUSED, reason: 'wrong-password', present: null } },
      code: 'wrong-password',
    },
  },
  {
    when: 'a strange device tries wrong passwords',
    facts: refused({ reason: 'wrong-password', present: null, count: 1 }),
    says: 'Wrong password from TP-Link (C4:E9:84:77:01:9C), once, at 08:40.',
    details: ['Registered: Home Router, last seen 11-22 22:10.'],
    ways: ['Show the password', 'Set another password'],
    butNot: {
      when: 'they are online: anybody can guess',
      facts: { online: [ONLINE], refused: { ...REFUSED, reason: 'wrong-password', present: null } },
      code: 'online',
    },
  },
  {
    when: 'their router tries another username',
    facts: {
      ...NOTHING,
      lastSession: GONE,
      triedAs: {
        username: 'rahlm',
        customerName: null,
        ...OWN,
        count: 3,
        since: ago(HOUR),
        lastAt: ago(MINUTE),
      },
    },
    says: 'Home Router tried to log in as “rahlm”, which nobody has, 3 times since 11:00. The username here is rahima.home.',
    ways: ['Show the password', 'Set another password'],
    butNot: {
      when: 'it has been let in since',
      facts: { online: [{ ...ONLINE, startedAt: ago(1000) }] },
      code: 'online',
    },
  },
  {
    when: 'the router they were online with tries another username, and nobody registered it',
    facts: {
      ...NOTHING,
      macBinding: 'off',
      lastSession: GONE,
      triedAs: {
        ...STRANGER,
        username: 'rahlm',
        customerName: null,
        count: 1,
        since: ago(MINUTE),
        lastAt: ago(MINUTE),
      },
    },
    says: 'The customer’s own TP-Link (C4:E9:84:77:01:9C) tried to log in as “rahlm”, which nobody has, once, at 11:59. The username here is rahima.home.',
    ways: ['Show the password', 'Set another password'],
    butNot: { when: 'nothing was tried', facts: { triedAs: null }, code: 'nothing-heard' },
  },
  {
    when: 'they are suspended',
    facts: { ...refused({ reason: 'suspended' }), status: 'suspended' },
    says: 'Suspended. Every login is refused. Tried last at 11:58.',
    ways: ['Unsuspend'],
    butNot: {
      when: 'they are unsuspended and their router has not asked again',
      facts: { status: 'active', refused: { ...REFUSED, reason: 'suspended', present: 'accept' } },
      code: 'let-in-next-time',
    },
  },
  {
    when: 'they have ended',
    facts: { ...NOTHING, status: 'ended' },
    says: 'Ended. Every login is refused.',
    ways: ['Take up again'],
    butNot: { when: 'they are only suspended', facts: { status: 'suspended' }, code: 'suspended' },
  },
  {
    when: 'the package has ended and they try',
    facts: {
      ...refused({ ...OWN, reason: 'no-subscription' }),
      package: { ...HOME_20, endsAt: ago(12 * HOUR), running: false },
    },
    says: `${SINCE}Home 20 has ended, 00:00.`,
    ways: ['Renew', 'Choose a package'],
    butNot: {
      when: 'it was renewed',
      facts: { refused: { ...REFUSED, ...OWN, reason: 'no-subscription', present: 'accept' } },
      code: 'let-in-next-time',
    },
  },
  {
    when: 'the package has ended and nobody tries',
    facts: {
      ...NOTHING,
      lastSession: GONE,
      package: { ...HOME_20, endsAt: ago(12 * HOUR), running: false },
    },
    says: 'Not online. Home 20 has ended, 00:00: every login is refused until it is renewed.',
    ways: ['Renew', 'Choose a package'],
    butNot: { when: 'none is needed', facts: { needsPackage: false }, code: 'nothing-heard' },
  },
  {
    when: 'there is no package',
    facts: { ...NOTHING, package: null },
    says: 'Not online. There is no running package: every login is refused until one is given.',
    ways: ['Choose a package'],
    butNot: { when: 'a line needs none', facts: { needsPackage: false }, code: 'never-online' },
  },
  {
    when: 'the volume is used up and they try',
    facts: refused({ ...OWN, reason: 'quota-exhausted' }),
    says: `${SINCE}the volume of Home 20 is used up.`,
    ways: ['Renew', 'Choose a package'],
    butNot: {
      when: 'it is the time online',
      facts: { refused: { ...REFUSED, ...OWN, reason: 'time-exhausted', present: 'time-exhausted' } },
      code: 'time-used-up',
    },
  },
  {
    when: 'the time online is used up and nobody tries',
    facts: { ...NOTHING, package: { ...HOME_20, endsAt: null, usedUp: 'time' } },
    says: 'Not online. The time online of Home 20 is used up: every login is refused until it is renewed.',
    ways: ['Renew', 'Choose a package'],
    butNot: {
      when: 'there is some left',
      facts: { package: { ...HOME_20, endsAt: null } },
      code: 'never-online',
    },
  },
  {
    when: 'the package is not good where they are',
    facts: refused({ reason: 'package-not-here' }),
    says: `${SINCE}No username was sent.`,
    ways: ['Choose a package'],
    butNot: {
      when: 'it is good there by now, for a registered device',
      facts: { refused: { ...REFUSED, present: 'device-not-registered' } },
      code: 'unregistered-device',
    },
  },
  {
    when: 'the router tells no address of a device',
    facts: refused({ reason: 'mac-missing', mac: null, vendor: null }),
    says: `${SINCE}No username was sent.`,
    ways: ['Look at Tower 3'],
    butNot: {
      when: 'binding is off by now',
      facts: { refused: { ...REFUSED, mac: null, reason: 'mac-missing', present: 'accept' } },
      code: 'let-in-next-time',
    },
  },
  {
    when: 'they are online too often',
    facts: { ...refused({ reason: 'too-many-sessions' }), online: [ONLINE] },
    says: `${SINCE}No username was sent.`,
    details: ['Online since 09:12 from Home Router at Tower 3.'],
    ways: ['See the sessions'],
    butNot: {
      when: 'they came online after that',
      facts: { online: [{ ...ONLINE, startedAt: ago(MINUTE) }] },
      code: 'online',
    },
  },
  {
    when: 'it was refused for what only its sentence explains',
    facts: refused({ reason: 'mac-login-paused', kind: 'hotspot-mac' }),
    says: `${SINCE}No username was sent.`,
    ways: ['Show the password'],
    butNot: {
      when: 'it is not registered at all',
      facts: { refused: { ...REFUSED, kind: 'hotspot-mac' } },
      code: 'unregistered-device',
    },
  },
  {
    when: 'a swap window is open and nothing came yet',
    facts: {
      ...NOTHING,
      lastSession: GONE,
      swapWindow: { openedAt: ago(3 * MINUTE), endsAt: ago(-7 * MINUTE), deviceName: 'Home Router' },
    },
    says: 'Swap window open, 7 minutes left: the next unregistered device with the right password takes the place of Home Router.',
    details: ['Registered: Home Router, last seen 11-22 22:10.'],
    ways: ['Close the swap window'],
    butNot: {
      when: 'it was used and they are online',
      facts: { online: [{ ...ONLINE, startedAt: ago(MINUTE) }] },
      code: 'online',
    },
  },
  {
    when: 'a swap window is open and the package has ended',
    facts: {
      ...NOTHING,
      swapWindow: { openedAt: ago(3 * MINUTE), endsAt: ago(-7 * MINUTE), deviceName: null },
      package: { ...HOME_20, endsAt: ago(12 * HOUR), running: false },
    },
    says: 'Swap window open, 7 minutes left: the next unregistered device with the right password is registered. But no package runs: every login is refused until one does.',
    ways: ['Renew', 'Choose a package', 'Close the swap window'],
    butNot: { when: 'it is closed', facts: { swapWindow: null }, code: 'package-ended' },
  },
  {
    when: 'a swap window is open and the volume is used up',
    facts: {
      ...NOTHING,
      swapWindow: { openedAt: ago(3 * MINUTE), endsAt: ago(-7 * MINUTE), deviceName: null },
      package: { ...HOME_20, usedUp: 'volume' },
    },
    says: 'Swap window open, 7 minutes left: the next unregistered device with the right password is registered. But the package is used up: every login is refused until it is renewed.',
    ways: ['Renew', 'Choose a package', 'Close the swap window'],
    butNot: { when: 'it is closed', facts: { swapWindow: null }, code: 'volume-used-up' },
  },
  {
    when: 'nothing comes from them, and others at their router are online',
    facts: { ...NOTHING, lastSession: GONE, lastRouter: BUSY },
    says: 'Nothing heard since 11-22 21:10 from Tower 3; 37 others there are online: cable, power or router.',
    ways: ['Open a 10-minute swap window'],
    butNot: {
      when: 'the router itself says nothing',
      facts: { lastRouter: { ...BUSY, heardAt: ago(14 * HOUR + 50 * MINUTE), othersOnline: 0 } },
      code: 'router-silent',
    },
  },
  {
    when: 'the router itself is silent',
    facts: {
      ...NOTHING,
      lastSession: GONE,
      lastRouter: { ...BUSY, heardAt: ago(14 * HOUR + 50 * MINUTE), othersOnline: 0 },
    },
    says: 'Tower 3 itself is silent since 11-22 21:10: nobody there is online.',
    ways: ['Look at Tower 3'],
    butNot: {
      when: 'nobody else was ever there, so that one cannot tell it from their line',
      facts: { lastRouter: { ...BUSY, heardAt: ago(14 * HOUR), othersOnline: 0, hadOthers: false } },
      code: 'nothing-heard',
    },
  },
  {
    when: 'strict lets nobody in, for no device is registered',
    facts: { ...NOTHING, deviceCount: 0, devices: [] },
    says: 'No device is registered, and binding is strict: no login passes.',
    ways: ['Open a 10-minute swap window'],
    butNot: {
      when: 'the first device registers itself',
      facts: { macBinding: 'learn' },
      code: 'never-online',
    },
  },
  {
    when: 'they were never online',
    facts: NOTHING,
    says: 'Has not been online yet, and nobody has tried to log in lately.',
    ways: ['Show the password'],
    butNot: { when: 'they are', facts: { online: [ONLINE] }, code: 'online' },
  },
];
