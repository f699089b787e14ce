import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { commandLineActor } from '../actor.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { customerImport } from './import-customers.ts';
import { DEVICE_COLUMNS, deviceImport } from './import-devices.ts';
import { importRows, type Verdict } from './import-rows.ts';
import { readCsv } from './read-csv.ts';
import { CUSTOMER_COLUMNS } from './read-customer-row.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

async function run(
  kind: 'customers' | 'devices',
  lines: readonly string[],
  { dryRun = false, overLimit = false } = {},
) {
  const rowImport =
    kind === 'customers'
      ? customerImport({ secretBox: api.parts.secretBox, overLimit })
      : deviceImport({ overLimit });
  const verdicts: Verdict[] = [];
  const rows = readCsv(
    Readable.from([lines.join('\n')]),
    kind === 'customers' ? CUSTOMER_COLUMNS : DEVICE_COLUMNS,
  );
  const summary = await importRows(rows, rowImport, {
    db: api.database.db,
    actor: commandLineActor('test'),
    dryRun,
    onVerdict: (verdict) => verdicts.push(verdict),
  });
  return { summary, verdicts, bad: verdicts.filter(({ ok }) => !ok) };
}

const total = async (path: string) => (await api.call('GET', `${path}?count=true&limit=1`)).body['total'];

test('imports customers with everything a row can hold', async () => {
  await api.call('POST', '/service-packages', {
    name: 'Home 20',
    kind: 'pppoe',
    deviceLimit: 2,
    validitySeconds: 86_400,
  });
  const { verdicts, summary } = await run('customers', [
    'username,name,password,kind,macBinding,deviceLimit,package,phone,email,macs',
    'rahima.home,"Akter, Rahima",s3cret word,PPPoE,Strict,,home 20,0171,r@example.net,c4e9.841f.220a 00-0c-42-00-00-01',
  ]);
  assert.deepEqual(verdicts, [
    { line: 2, ok: true, subject: 'rahima.home', sentence: 'added with package home 20 and 2 devices' },
  ]);
  assert.deepEqual(summary, { accepted: 1, refused: 0, pendingNodes: [] });
  const { body } = await api.call('GET', '/customers?search=rahima.home');
  const customer = body['items']?.['0'];
  assert.equal(customer?.['name'], 'Akter, Rahima');
  assert.equal(customer?.['macBinding'], 'strict');
  assert.equal(customer?.['deviceCount'], 2);
  assert.equal(customer?.['subscription']?.['running'], true);
  const password = await api.call('GET', `/customers/${customer?.['id']}/password`);
  assert.deepEqual(password.body, { password: 's3cret word' });
  const devices = await api.call('GET', `/customers/${customer?.['id']}/devices`);
  assert.equal(devices.body['items']?.['0']?.['source'], 'import');
  assert.equal(devices.body['items']?.['0']?.['addedBy'], 'Command line (test)');
});

test('gives every row a verdict, writes the good ones, and nothing of a bad one', async () => {
  const { verdicts, summary } = await run('customers', [
    'username,password,kind,macBinding,deviceLimit,package,macs',
    'good.one,long-enough,,,,,c4:e9:84:00:00:11',
    'RAHIMA.home,x-password,,,,,',
    ',x-password,,,,,',
    '00:0c:42:00:00:99,x-password,,,,,',
    'bad.kind,x-password,fibre,,,,',
    'bad.mac,x-password,,,,,01:00:5e:00:00:01',
    'bad.limit,x-password,,,many,,',
    'bad.package,x-password,,,,No such,',
    'mac.taken,x-password,,,5,,c4:e9:84:1f:22:0a',
    'too.many,x-password,,,,,c4:e9:84:00:00:12 c4:e9:84:00:00:13',
    'no.password,,,,,,',
    'good.one,x-password,,,,,',
    'mac.again,x-password,,,,,C4E984000011',
    'good.two,x-password,hotspot,,,,',
  ]);
  assert.equal(verdicts.length, 14);
  assert.deepEqual(
    verdicts.map(({ line }) => line),
    Array.from({ length: 14 }, (_, i) => i + 2),
  );
  assert.deepEqual(
    verdicts.filter(({ ok }) => ok).map(({ subject }) => subject),
    ['good.one', 'good.two'],
  );
  assert.deepEqual([summary.accepted, summary.refused], [2, 12]);
  assert.match(
    verdicts.find(({ subject }) => subject === 'mac.taken')?.sentence ?? '',
    /Akter, Rahima \(rahima\.home\)/,
  );
  assert.match(verdicts.find(({ subject }) => subject === 'mac.again')?.sentence ?? '', /line 2/);
  const sentenceOf = (name: string) => verdicts.find(({ subject }) => subject === name)?.sentence;
  assert.equal(sentenceOf('bad.kind'), 'kind must be one of: pppoe, hotspot.');
  assert.equal(sentenceOf('bad.limit'), 'deviceLimit must be a number.');
  assert.equal(await total('/customers'), 3);
  assert.equal(await total('/devices'), 3);
});

test('takes devices above the limit only when told to', async () => {
  const lines = ['username,password,macs', 'over.limit,x-password,c4:e9:84:00:00:21 c4:e9:84:00:00:22'];
  assert.equal((await run('customers', lines)).bad.length, 1);
  assert.equal((await run('customers', lines, { overLimit: true })).bad.length, 0);
  const { body } = await api.call('GET', '/devices?search=over.limit&sort=mac');
  assert.deepEqual([body['items']?.['0']?.['overLimit'], body['items']?.['1']?.['overLimit']], [false, true]);
});

test('writes nothing in a dry run, and says what it would do', async () => {
  const before = await total('/customers');
  const { verdicts } = await run(
    'customers',
    ['username,password', 'dry.one,x-password', 'dry.one,x-password'],
    { dryRun: true },
  );
  assert.deepEqual(
    verdicts.map(({ ok, sentence }) => [ok, sentence]),
    [
      [true, 'would be added'],
      [false, 'The username stands in line 2 already.'],
    ],
  );
  assert.equal(await total('/customers'), before);
});

test('imports devices for customers that are there, within their limits', async () => {
  const { verdicts } = await run('devices', [
    'mac,label,username',
    'c4e984000031,TV,GOOD.two',
    'c4e984000032,,good.two',
    'c4e984000031,,good.one',
    'c4e984000033,,nobody',
    'c4e9841f220a,,good.two',
    'hello,,good.two',
  ]);
  assert.deepEqual(
    verdicts.map(({ ok }) => ok),
    [true, false, false, false, false, false],
  );
  assert.match(verdicts[1]?.sentence ?? '', /1 of 1 devices/);
  assert.match(verdicts[3]?.sentence ?? '', /no customer "nobody"/);
});

test('imports a removed device again, so that it may be learned again', async () => {
  const { body } = await api.call('GET', '/devices?search=c4e984000031');
  const device = body['items']?.['0'];
  await api.call('DELETE', `/devices/${device?.['id']}`);
  await run('devices', ['mac,username', 'c4e984000031,good.two']);
  const left = await api.database.db.selectFrom('removed_devices').selectAll().execute();
  assert.deepEqual(left, []);
});

test('imports 20,000 customers with their devices in well under a minute', async () => {
  const lines = ['username,password,macs'];
  for (let i = 0; i < 20_000; i++) lines.push(`bulk.${i},password-${i},c8e98${(0x4000000 + i).toString(16)}`);
  const start = performance.now();
  const { summary } = await run('customers', lines);
  assert.deepEqual([summary.accepted, summary.refused], [20_000, 0]);
  assert.ok(performance.now() - start < 40_000, `${performance.now() - start} ms`);
});
