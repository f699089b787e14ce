import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChangeGroup, isSaid, readerOf, sayChange } from './say-changes.ts';

const BY_KARIM: ChangeGroup = {
  actorKind: 'operator',
  actorName: 'Karim',
  action: 'devices.add',
  imported: false,
  count: 12,
  customer: null,
};
const RAHIMA = { id: '7', name: 'Rahima Akter' };

const said: [group: Partial<ChangeGroup>, sentence: string, where: string][] = [
  [{}, 'Karim added 12 devices.', '/devices?addedBy=Karim'],
  [{ count: 1, customer: RAHIMA }, 'Karim added a device for Rahima Akter.', '/customers/7'],
  [
    { action: 'customers.add', count: 1, customer: RAHIMA },
    'Karim added the customer Rahima Akter.',
    '/customers/7',
  ],
  [
    { action: 'customers.add', count: 340, imported: true },
    'Karim added 340 customers by an import.',
    '/imports',
  ],
  [
    { action: 'devices.register', actorKind: 'radius', actorName: 'Automatic', count: 3 },
    'Logins registered 3 devices.',
    '/devices',
  ],
  [
    { action: 'vouchers.redeem', actorKind: 'customer', actorName: 'Portal', count: 2 },
    'Visitors redeemed 2 vouchers.',
    '/vouchers',
  ],
  [{ action: 'vouchers.add', count: 2 }, 'Karim made 2 batches of vouchers.', '/vouchers'],
  [{ action: 'settings.change', count: 1 }, 'Karim changed the settings.', ''],
  [{ action: 'settings.change', count: 4 }, 'Karim changed the settings 4 times.', ''],
  [
    { action: 'passwords.show', count: 1, customer: RAHIMA },
    'Karim looked at a network password of Rahima Akter.',
    '/customers/7',
  ],
  [
    { action: 'subscriptions.add', count: 1, customer: RAHIMA },
    'Karim gave a package to Rahima Akter.',
    '/customers/7',
  ],
  [
    { action: 'customers.change', count: 3, customer: RAHIMA },
    'Karim changed the customer Rahima Akter 3 times.',
    '/customers/7',
  ],
  [{ action: 'something.else', count: 2 }, 'Karim did “something.else” 2 times.', ''],
];
for (const [group, sentence, where] of said) {
  test(sentence, () => {
    const { sentence: got, path, search } = sayChange({ ...BY_KARIM, ...group });
    assert.equal(got, sentence);
    const query = new URLSearchParams(search).toString();
    assert.equal(`${path ?? ''}${query === '' ? '' : `?${query}`}`, where);
  });
}

test('who looked at secrets is told to managers, what concerns operators and what nobody knows to owners', () => {
  assert.equal(readerOf('devices.add'), 'devices.read');
  assert.equal(readerOf('passwords.show'), 'secrets.show');
  assert.equal(readerOf('operators.sign-in-refused'), 'operators.change');
  assert.equal(readerOf('something.else'), 'operators.change');
});

test('everyday comings and goings are not news', () => {
  assert.ok(!isSaid('operators.sign-in') && !isSaid('imports.begin'));
  assert.ok(isSaid('imports.apply') && isSaid('operators.sign-in-refused'));
});
