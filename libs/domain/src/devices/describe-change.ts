import { type Said, type SaidValue, said } from '../said/said.ts';

type Facts = Readonly<Record<string, unknown>>;

/** What was done to a device, from its line in the audit log. Who did it stands beside it. */
export function describeDeviceChange(action: string, before: Facts, after: Facts): Said {
  const describe = SENTENCES[action];
  return describe === undefined ? said('changeOther', { action }) : describe(before, after);
}

const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '–');

function macOf({ mac }: Facts): SaidValue {
  return typeof mac === 'string' && mac !== '' ? { mac } : '–';
}

const SENTENCES: Readonly<Record<string, (before: Facts, after: Facts) => Said>> = {
  'devices.add': (_, after) => said(after['overLimit'] === true ? 'deviceAddedAbove' : 'deviceAdded'),
  'devices.register': () => said('deviceRegistered'),
  'devices.change': describeNames,
  'devices.move': () => said('deviceMoved'),
  'devices.remove': (_, after) =>
    said(after['replacedDeviceId'] === undefined ? 'deviceRemoved' : 'deviceRemovedTaken'),
  'devices.undo-add': () => said('deviceAddUndone'),
  'devices.restore': () => said('deviceRestored'),
  'devices.replace': describeReplacement,
  'devices.undo-replace': (_, after) => said('deviceReplaceUndone', { mac: macOf(after) }),
  'devices.continue': (before, after) =>
    said('deviceContinued', { before: macOf(before), after: macOf(after) }),
  'devices.separate': () => said('deviceSeparated'),
  'devices.tell-apart': () => said('deviceToldApart'),
  'devices.propose-again': () => said('deviceNotToldApart'),
  'devices.remember-zone': () => said('deviceZoneKnown'),
  'devices.pause-mac-login': () => said('deviceLoginPaused'),
  'devices.resume-mac-login': () => said('deviceLoginResumed'),
  'devices.add-note': (_, after) => said('deviceNoteAdded', { note: text(after['note']) }),
  'devices.remove-note': (before) => said('deviceNoteRemoved', { note: text(before['note']) }),
  'blocked-macs.add': (_, { reason }) =>
    typeof reason === 'string' ? said('deviceBlockedFor', { reason }) : said('deviceBlocked'),
  'blocked-macs.remove': () => said('deviceUnblocked'),
};

function describeReplacement(before: Facts, after: Facts): Said {
  const operator = after['swapWindowOpenedBy'];
  const macs = { before: macOf(before), after: macOf(after) };
  return typeof operator === 'string'
    ? said('deviceReplacedInWindow', { operator, ...macs })
    : said('deviceReplaced', { ...macs });
}

const NAMES = { label: 'deviceLabelChanged', type: 'deviceTypeChanged' } as const;

function describeNames(before: Facts, after: Facts): Said {
  const changed = (['label', 'type'] as const).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return said('deviceChanged');
  return changed.map((field) =>
    said(NAMES[field], { before: text(before[field]), after: text(after[field]) }),
  );
}
