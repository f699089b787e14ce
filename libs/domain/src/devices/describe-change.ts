type Facts = Readonly<Record<string, unknown>>;

/** What was done to a device, from its line in the audit log. Who did it stands beside it. */
export function describeDeviceChange(action: string, before: Facts, after: Facts): string {
  const describe = SENTENCES[action];
  return describe === undefined ? `${action}.` : describe(before, after);
}

const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '–');

const SENTENCES: Readonly<Record<string, (before: Facts, after: Facts) => string>> = {
  'devices.add': (_, after) => `Added${after['overLimit'] === true ? ' above the device limit' : ''}.`,
  'devices.register': () => 'Registered itself with a login.',
  'devices.change': describeNames,
  'devices.move': () => 'Moved here from another customer.',
  'devices.remove': (_, after) =>
    after['replacedDeviceId'] === undefined ? 'Removed.' : 'Removed: another device took over its address.',
  'devices.undo-add': () => 'Adding undone.',
  'devices.restore': () => 'Brought back.',
  'devices.replace': (before, after) => {
    const opened = after['swapWindowOpenedBy'];
    const how = typeof opened === 'string' ? ` in a swap window that ${opened} opened` : '';
    return `Replaced${how}: ${text(before['mac'])} gave way to ${text(after['mac'])}.`;
  },
  'devices.undo-replace': (_, after) => `Replacement undone: ${text(after['mac'])} again.`,
  'devices.continue': (before, after) =>
    `Goes on under a new address: ${text(before['mac'])} became ${text(after['mac'])}.`,
  'devices.separate': () => 'Told apart again from the newer record.',
  'devices.tell-apart': () => 'Said to be another device than a newer one.',
  'devices.propose-again': () => 'No longer said to be another device than a newer one.',
  'devices.remember-zone': () => 'Known in another hotspot zone.',
  'devices.pause-mac-login': () => 'Its MAC login was paused: somebody else logged in from it.',
  'devices.resume-mac-login': () => 'Its MAC login goes on.',
  'devices.add-note': (_, after) => `Note: ${text(after['note'])}`,
  'devices.remove-note': (before) => `Note removed: ${text(before['note'])}`,
  'blocked-macs.add': (_, after) =>
    typeof after['reason'] === 'string' ? `Blocked: ${after['reason']}` : 'Blocked.',
  'blocked-macs.remove': () => 'No longer blocked.',
};

function describeNames(before: Facts, after: Facts): string {
  const changed = (['label', 'type'] as const).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return 'Changed.';
  return changed
    .map((field) => `${field === 'label' ? 'Label' : 'Type'}: ${text(before[field])} → ${text(after[field])}`)
    .join('. ')
    .concat('.');
}
