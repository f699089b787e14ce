import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { applyFile, checkAgain, checkFile, rowsOf, verdictsOf } from './testing/run-import.ts';

let api: TestApi;
let home20: Json;
before(async () => {
  api = await openTestApi();
  const fields = { name: 'Home 20', kind: 'pppoe', deviceLimit: 2, validitySeconds: 86_400 };
  home20 = (await api.call('POST', '/service-packages', fields)).body;
});
after(() => api.close());

const total = async (path: string) => (await api.call('GET', `${path}?count=true&limit=1`)).body['total'];
const found = async (path: string, search: string) =>
  (await api.call('GET', `${path}?search=${encodeURIComponent(search)}`)).body['items']?.['0'];

async function passwordOf(username: string): Promise<unknown> {
  const customer = await found('/customers', username);
  return (await api.call('GET', `/customers/${customer?.['id']}/password`)).body['password'];
}

test('imports customers with everything a row can hold, and their devices', async () => {
  const batch = await checkFile(api, 'customers', [
    'username,name,password,kind,macBinding,deviceLimit,package,phone,email,macs,status,ip',
    'rahima.home,"Akter, Rahima",s3cret word,PPPoE,Strict,,home 20,0171,r@example.net,c4e9.841f.220a 00-0c-42-00-00-01,disabled,10.0.0.9',
  ]);
  assert.deepEqual(
    (await rowsOf(api, batch)).map(({ line, verdict, sentence }) => ({ line, verdict, sentence })),
    [{ line: 2, verdict: 'new', sentence: 'New customer with package Home 20 and 2 devices.' }],
  );
  assert.equal(await found('/customers', 'rahima.home'), undefined);
  const applied = await applyFile(api, batch);
  assert.equal(applied['state'], 'applied');
  assert.deepEqual(applied['outcomes'], { applied: 1 });
  const customer = await found('/customers', 'rahima.home');
  assert.equal(customer?.['name'], 'Akter, Rahima');
  assert.equal(customer?.['macBinding'], 'strict');
  assert.equal(customer?.['status'], 'suspended');
  assert.equal(customer?.['framedIpAddress'], '10.0.0.9');
  assert.equal(customer?.['subscription']?.['servicePackageName'], 'Home 20');
  assert.equal(await passwordOf('rahima.home'), 's3cret word');
  const device = await found('/devices', 'c4e9841f220a');
  assert.equal(device?.['source'], 'import');
  assert.equal(device?.['addedBy'], 'Test token');
});

test('gives every row a verdict and the reason in words, and applies the good ones only', async () => {
  await addTestCustomer(api, { username: 'there.already', name: 'There', password: 'kept-as-it-is' });
  const batch = await checkFile(api, 'customers', [
    'username,password,name,macs,deviceLimit,package,status',
    'new.one,x-password,,,,,',
    ',x-password,,,,,',
    'c4e984000001,x-password,,00:0c:42:11:11:11,,,',
    'bad.mac,x-password,,hello,,,',
    'bad.group,x-password,,01:00:5e:00:00:01,,,',
    'mac.taken,x-password,,c4:e9:84:1f:22:0a,,,',
    'too.many,x-password,,c4e984000091 c4e984000092,,,',
    'no.package,x-password,,,,Gold,',
    'no.password,,,,,,',
    'bad.limit,x-password,,,many,,',
    'bad.status,x-password,,,,,nearly',
    'there.already,kept-as-it-is,There,,,,',
    'new.one,x-password,,,,,',
    'other.word,x-password,,,,,',
    'other.word,y-password,,,,,',
    'one,two,three,four,five,six,seven,eight',
  ]);
  assert.deepEqual(await verdictsOf(api, batch), [
    '2 new',
    '3 faulty',
    '4 faulty',
    '5 not-a-mac',
    '6 not-a-mac',
    '7 taken',
    '8 limit-reached',
    '9 unknown-package',
    '10 faulty',
    '11 faulty',
    '12 faulty',
    '13 unchanged',
    '14 duplicate',
    '15 conflict',
    '16 conflict',
    '17 faulty',
  ]);
  const sentences = new Map(
    (await rowsOf(api, batch)).map((row) => [Number(row['line']), String(row['sentence'])]),
  );
  assert.match(sentences.get(7) ?? '', /already registered to Akter, Rahima \(rahima\.home\)/);
  assert.match(sentences.get(8) ?? '', /2 devices, and the limit is 1/);
  assert.match(sentences.get(14) ?? '', /line 2/);
  assert.match(sentences.get(15) ?? '', /Line 16 says something else/);
  assert.equal(sentences.get(11), 'deviceLimit must be a number.');
  const applied = await applyFile(api, batch);
  assert.deepEqual(applied['outcomes'], { applied: 1, nothing: 2, refused: 13 });
  assert.ok(await found('/customers', 'new.one'));
  assert.equal(await found('/customers', 'other.word'), undefined);
});

test('changes customers that are there to what the file says, or leaves them, as one wishes', async () => {
  const customer = await addTestCustomer(api, {
    username: 'changing',
    name: 'Before',
    password: 'before-before',
    phone: '0170',
  });
  const lines = [
    'username;password;name;package;mac;label',
    'changing;after-after;After;Home 20;c4e984000201;Router',
  ];
  const kept = await checkFile(api, 'customers', lines, { existing: 'keep' });
  assert.match(String((await rowsOf(api, kept))[0]?.['sentence']), /^New: one device of Before\.$/);
  const batch = await checkAgain(api, kept, { existing: 'change' });
  const [row] = await rowsOf(api, batch);
  assert.equal(row?.['verdict'], 'changes');
  assert.equal(
    row?.['sentence'],
    'New: one device of Before. Name: Before → After. Another password. Package: none → Home 20.',
  );
  await applyFile(api, batch);
  const { body } = await api.call('GET', `/customers/${customer['id']}`);
  assert.equal(body['name'], 'After');
  assert.equal(body['phone'], '0170', 'an empty cell says nothing');
  assert.equal(body['subscription']?.['servicePackageId'], home20['id']);
  assert.equal(await passwordOf('changing'), 'after-after');
  assert.equal((await found('/devices', 'c4e984000201'))?.['label'], 'Router');
  const again = await checkFile(api, 'customers', lines);
  assert.deepEqual(await verdictsOf(api, again), ['2 unchanged']);
});

test('adds devices to customers that are there, moves them where that is wished, and knows the limit', async () => {
  await addTestCustomer(api, { username: 'dev.one', name: 'Rahim', deviceLimit: 2 });
  await addTestCustomer(api, { username: 'dev.two', name: 'Karim', deviceLimit: 1 });
  const first = await checkFile(api, 'devices', [
    'mac,label,username,type',
    'c4e984000031,TV,DEV.one,TV',
    'c4e984000032,,dev.one,',
    'c4e984000033,,dev.one,',
    'c4e984000034,,nobody,',
    'c4e984000035,,dev.two,',
    'c4e984000035,,dev.one,',
    'hello,,dev.one,',
    ',,dev.one,',
  ]);
  assert.deepEqual(await verdictsOf(api, first), [
    '2 new',
    '3 new',
    '4 limit-reached',
    '5 unknown-customer',
    '6 conflict',
    '7 conflict',
    '8 not-a-mac',
    '9 not-a-mac',
  ]);
  await applyFile(api, first);
  const moving = ['mac,username', 'c4e984000031,dev.two', 'c4e984000032,dev.one'];
  const refused = await checkFile(api, 'devices', moving);
  assert.deepEqual(await verdictsOf(api, refused), ['2 taken', '3 unchanged']);
  const moves = await checkAgain(api, refused, { moveDevices: true });
  assert.deepEqual(await verdictsOf(api, moves), ['2 moves', '3 unchanged']);
  assert.match(String((await rowsOf(api, moves))[0]?.['sentence']), /moves here from Rahim \(dev\.one\)/);
  await applyFile(api, moves);
  const device = await found('/devices', 'c4e984000031');
  assert.equal(device?.['username'], 'dev.two');
  assert.equal(device?.['label'], 'TV');
  const over = ['mac,username', 'c4e984000039,dev.two'];
  assert.deepEqual(await verdictsOf(api, await checkFile(api, 'devices', over)), ['2 limit-reached']);
  const taken = await checkFile(api, 'devices', over, { overLimit: true });
  await applyFile(api, taken);
  assert.equal((await found('/devices', 'c4e984000039'))?.['overLimit'], true);
});

test('takes a file with a row for each device as one customer with several', async () => {
  const batch = await checkFile(api, 'customers', [
    'username,password,deviceLimit,mac',
    'two.boxes,x-password,2,c4e984000301',
    'two.boxes,x-password,2,c4e984000302',
  ]);
  assert.deepEqual(await verdictsOf(api, batch), ['2 new', '3 duplicate']);
  await applyFile(api, batch);
  assert.equal((await found('/customers', 'two.boxes'))?.['deviceCount'], 2);
});

test('applies all rows or none', async () => {
  const mixed = await checkFile(api, 'customers', ['username,password', 'all.one,x-password', 'all.two,']);
  const refused = await api.call('POST', `/import-batches/${mixed['id']}/apply`, { mode: 'all-or-none' });
  assert.equal(refused.body['error']?.['code'], 'import-not-all-good');
  const good = await checkFile(api, 'customers', [
    'username,password',
    'all.one,x-password',
    'all.two,x-password',
  ]);
  await addTestCustomer(api, { username: 'all.two' });
  const tried = await applyFile(api, good, 'all-or-none');
  assert.equal(tried['state'], 'checked');
  assert.match(String(tried['fault']), /Line 3: .*nothing was applied/);
  assert.equal(await found('/customers', 'all.one'), undefined);
  const now = await checkAgain(api, tried, { existing: 'keep' });
  const applied = await applyFile(api, now, 'all-or-none');
  assert.deepEqual(applied['outcomes'], { applied: 1, nothing: 1 });
});

test('does nothing that has become something else since it was looked at', async () => {
  const batch = await checkFile(api, 'devices', ['mac,username', 'c4e984000041,dev.one'], {
    moveDevices: true,
    overLimit: true,
  });
  assert.deepEqual(await verdictsOf(api, batch), ['2 new']);
  const other = await addTestCustomer(api, { username: 'was.faster' });
  await api.call('POST', `/customers/${other['id']}/devices`, { mac: 'c4e984000041' });
  const applied = await applyFile(api, batch);
  assert.deepEqual(applied['outcomes'], { refused: 1 });
  assert.deepEqual(await verdictsOf(api, batch), ['2 outrun']);
  assert.equal((await found('/devices', 'c4e984000041'))?.['username'], 'was.faster');
});

test('takes packages by what a person says is meant', async () => {
  const lines = ['username,password,profile', 'by.profile,x-password,20M-HOME', 'by.none,x-password,default'];
  const batch = await checkFile(api, 'customers', lines);
  assert.deepEqual(await verdictsOf(api, batch), ['2 unknown-package', '3 unknown-package']);
  assert.deepEqual(batch['packages'], [
    { name: '20M-HOME', count: 1, servicePackageId: null },
    { name: 'default', count: 1, servicePackageId: null },
  ]);
  const meant = await checkAgain(api, batch, { packages: { '20M-HOME': home20['id'], default: null } });
  assert.deepEqual(await verdictsOf(api, meant), ['2 new', '3 new']);
  await applyFile(api, meant);
  assert.equal(
    (await found('/customers', 'by.profile'))?.['subscription']?.['servicePackageName'],
    'Home 20',
  );
});

test('imports what MikroTik exports: names, passwords, caller-ids, profiles, disabled, comments', async () => {
  const text = [
    '# 2026-11-01 10:00:00 by RouterOS 7.15',
    '/ppp secret',
    'add caller-id=C4:E9:84:00:05:01 comment="Rahima \\"home\\"" name=tik.one password="pa ss\\$1" \\',
    '    profile="Home 20" service=pppoe',
    'add disabled=yes name=tik.two password=second-one remote-address=10.9.0.2',
    'add name=tik.three',
    '/ip hotspot user',
    'add comment="Lobby TV" name=C4:E9:84:00:05:02',
    'set [ find default=yes ] comment="counters and limits for trial users"',
  ].join('\r\n');
  const batch = await checkFile(api, 'customers', text);
  assert.equal(batch['format'], 'router-os');
  assert.deepEqual(await verdictsOf(api, batch), ['3 new', '5 new', '6 faulty', '8 new']);
  await applyFile(api, batch);
  assert.equal(await passwordOf('tik.one'), 'pa ss$1');
  assert.equal((await found('/customers', 'tik.one'))?.['name'], 'Rahima "home"');
  assert.equal((await found('/customers', 'tik.two'))?.['status'], 'suspended');
  const tv = await found('/devices', 'C4:E9:84:00:05:02');
  assert.deepEqual([tv?.['customerName'], tv?.['username']], ['Lobby TV', 'device-c4e984000502']);
});

test('reads files in every encoding and division that spreadsheets write', async () => {
  const lines = 'username;password;name\r\nenc.NN;x-password;Müller €\r\n';
  const sent: [string, Buffer][] = [
    ['utf-8', Buffer.from(lines.replace('NN', '1'))],
    ['utf-8 with BOM', Buffer.from(`\u{feff}${lines.replace('NN', '2')}`)],
    ['utf-16le', Buffer.from(`\u{feff}${lines.replace('NN', '3')}`, 'utf16le')],
    ['windows-1252', Buffer.from(lines.replace('NN', '4').replace('€', '\u0080'), 'latin1')],
    ['tabs', Buffer.from(lines.replace('NN', '5').replaceAll(';', '\t'))],
    ['bars', Buffer.from(lines.replace('NN', '6').replaceAll(';', '|'))],
  ];
  for (const [i, [name, bytes]] of sent.entries()) {
    await applyFile(api, await checkFile(api, 'customers', bytes));
    assert.equal((await found('/customers', `enc.${i + 1}`))?.['name'], 'Müller €', name);
  }
});

test('refuses what is no table in one sentence, and what is wrong further down as well', async () => {
  for (const [bytes, sentence] of [
    [Buffer.from(''), /empty/],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /workbook/],
    [Buffer.from([0xff, 0, 0, 0x81, 0, 0x8d]), /not text/],
  ] as const) {
    const answer = await api.call('POST', '/import-batches', {
      kind: 'customers',
      base64: bytes.toString('base64'),
    });
    assert.equal(answer.status, 422);
    assert.match(String(answer.body['error']?.['message']), sentence);
  }
  const open = await checkFile(api, 'customers', [
    'username,password',
    ...Array(30).fill('a,b'),
    'u,"aa',
    'v,bb',
  ]);
  assert.equal(open['state'], 'failed');
  assert.match(String(open['fault']), /never closed/);
});

test('keeps no password of a file in clear, and none at all once it was applied', async () => {
  const secret = 'surely-not-to-be-found';
  const batch = await checkFile(api, 'customers', ['username,password', `sealed.one,${secret}`]);
  const stored = async () => {
    const rows = await api.database.db
      .selectFrom('import_rows')
      .selectAll()
      .where('batch_id', '=', Number(batch['id']))
      .execute();
    const batches = await api.database.db
      .selectFrom('import_batches')
      .selectAll()
      .where('id', '=', Number(batch['id']))
      .execute();
    return { text: JSON.stringify([rows, batches]), rows, batches };
  };
  assert.doesNotMatch((await stored()).text, new RegExp(secret));
  assert.doesNotMatch(JSON.stringify(batch), new RegExp(secret));
  await applyFile(api, batch);
  const { rows, batches } = await stored();
  assert.equal(rows[0]?.password_cipher, null);
  assert.equal(batches[0]?.content_cipher, null);
});

test('writes a result that no spreadsheet takes for a formula', async () => {
  const batch = await checkFile(api, 'customers', [
    'username,password',
    '"=cmd|calc",x-password',
    '+ok,x-password',
  ]);
  const { text } = await api.call('GET', `/import-batches/${batch['id']}/result`);
  assert.match(text, /^\u{feff}?line,subject,verdict,outcome,sentence\n2,'=cmd\|calc,New,/u);
  assert.match(text, /\n3,'\+ok,/);
  assert.doesNotMatch(text, /x-password/);
});

test('what nobody sees in a cell is taken out: a username and a MAC come as they look', async () => {
  const checked = await checkFile(api, 'customers', [
    'username,password,macs',
    '\u200Bunseen.\u00ADone\u2060,x-password,\u200Ec4e98400\u200B7e01',
  ]);
  assert.deepEqual((await applyFile(api, checked))['outcomes'], { applied: 1 });
  const { body } = await api.call('GET', '/devices?search=c4e984007e01');
  assert.equal(body['items']?.['0']?.['username'], 'unseen.one');
});

test('forgets a file of which nothing was applied, and nothing of one that was', async () => {
  const before = await total('/customers');
  const batch = await checkFile(api, 'customers', ['username,password', 'never.there,x-password']);
  assert.equal((await api.call('DELETE', `/import-batches/${batch['id']}`)).status, 204);
  assert.equal((await api.call('GET', `/import-batches/${batch['id']}`)).status, 404);
  assert.equal(await total('/customers'), before);
  const applied = await applyFile(
    api,
    await checkFile(api, 'customers', ['username,password', 'is.there,x-password']),
  );
  assert.equal((await api.call('DELETE', `/import-batches/${applied['id']}`)).status, 409);
});
