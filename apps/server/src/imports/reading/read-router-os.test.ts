import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { isRouterOsExport, readRouterOs } from './read-router-os.ts';
import type { SourceCells } from './source-row.ts';

function users(text: string): SourceCells[] {
  return [...readRouterOs(text)].flatMap((row) => ('cells' in row ? [row.cells] : []));
}

test('knows an export of RouterOS, whole or of one menu, from a table', () => {
  for (const text of [
    '/ppp secret\nadd name=a',
    '# by RouterOS\r\n/ppp secret\r\n',
    '/ip hotspot user add name=a',
    '/ppp/secret/add name=a',
  ]) {
    assert.ok(isRouterOsExport(text), text);
  }
  assert.ok(!isRouterOsExport('username,password\n/ppp,secret'));
  assert.ok(!isRouterOsExport('/ppp profile\nadd name=x'));
});

test('undoes the quotes and escapes of RouterOS, and joins lines that go on', () => {
  const [user] = users(
    [
      '/ppp secret',
      'add comment="Rahima \\"R\\" \\\\ M\\C3\\BCller \\E9t\\E9 50\\_% \\',
      '    tail" name=\\',
      '    rahima password="\\$ecret\\?" profile=Home20',
    ].join('\n'),
  );
  assert.equal(user?.username, 'rahima');
  assert.equal(user?.password, '$ecret?');
  assert.equal(user?.package, 'Home20');
  assert.equal(user?.name, 'Rahima "R" \\ Müller été 50 % tail');
});

test('takes users of both menus, and nothing of the others or of what is only set', () => {
  const found = users(
    [
      '/interface bridge',
      'add name=bridge1',
      '/ip hotspot user profile',
      'add name=uprof1 shared-users=3',
      '/ip hotspot user',
      'set [ find default=yes ] comment="counters and limits for trial users"',
      'add mac-address=C4:E9:84:00:00:01 name=guest password=p server=hs1',
      'add mac-address=00:00:00:00:00:00 name=plain',
      '/ppp profile',
      'add name=Home20 rate-limit=20M/20M',
      '/ppp secret add name=inline caller-id=c4:e9:84:00:00:02 disabled=yes',
      '/ppp secret',
      'add name=fixed remote-address=10.0.0.7 password=p',
      'add name=pooled remote-address=pool1 password=p',
    ].join('\r\n'),
  );
  assert.deepEqual(
    found.map(({ username, kind, macs, disabled, ipAddress }) => [username, kind, macs, disabled, ipAddress]),
    [
      ['guest', 'hotspot', 'C4:E9:84:00:00:01', '', ''],
      ['plain', 'hotspot', '', '', ''],
      ['inline', 'pppoe', 'c4:e9:84:00:00:02', 'yes', ''],
      ['fixed', 'pppoe', '', '', '10.0.0.7'],
      ['pooled', 'pppoe', '', '', ''],
    ],
  );
});

test('names the line in which a user begins, and says what cannot be read', () => {
  const rows = [
    ...readRouterOs('/ppp secret\nadd name=a \\\n    password=b\nadd password=c\nadd name=d comment="open\n'),
  ];
  assert.deepEqual(
    rows.map((row) => [row.line, 'fault' in row ? sayInEnglish(row.fault) : null]),
    [
      [2, null],
      [4, 'The row names no user.'],
      [5, 'The row has a value that cannot be read: comment.'],
    ],
  );
});

test('a user who is named by a MAC has it as a device', () => {
  const [user] = users('/ip hotspot user\nadd name=C4:E9:84:00:00:09');
  assert.equal(user?.macs, 'C4:E9:84:00:00:09');
});
