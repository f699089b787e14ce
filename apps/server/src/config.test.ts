import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { formatAddress, isLoopback, readConfig } from './config.ts';

test('without flags it serves RADIUS to everyone, the admin app to this machine, data in ./data', () => {
  assert.deepEqual(readConfig([], {}), {
    role: 'all',
    dataFolder: resolve('data'),
    databaseUrl: null,
    secretKeyFile: join(resolve('data'), 'secret.key'),
    admin: { address: '127.0.0.1', port: 8080 },
    portal: { address: '0.0.0.0', port: 8081 },
    adminTls: null,
    adminProxies: [],
    portalTls: null,
    radiusAuth: [{ address: '0.0.0.0', port: 1812 }],
    radiusAcct: [{ address: '0.0.0.0', port: 1813 }],
    offlineHoursMax: 24,
  });
});

test('a flag wins over the environment, the environment over the default', () => {
  const environment = { GATEHOUSE_ADMIN: '127.0.0.2:1', GATEHOUSE_DATA: '/srv/gate', GATEHOUSE_PORTAL: '' };
  const config = readConfig(['--admin', '127.0.0.3:2'], environment);
  assert.deepEqual(config.admin, { address: '127.0.0.3', port: 2 });
  assert.equal(config.dataFolder, '/srv/gate');
  assert.equal(config.secretKeyFile, '/srv/gate/secret.key');
  assert.equal(config.portal.port, 8081);
});

test('RADIUS listens on several addresses of both families', () => {
  const { radiusAuth } = readConfig(['--radius-auth', '192.0.2.1:1812, [2001:db8::1]:1645'], {});
  assert.deepEqual(radiusAuth.map(formatAddress), ['192.0.2.1:1812', '[2001:db8::1]:1645']);
});

test('one port may serve several addresses, both families, TCP beside UDP, and 0 means any each time', () => {
  const args = (value: string) => [
    '--radius-auth',
    value,
    '--radius-acct',
    '127.0.0.1:0',
    '--admin',
    '127.0.0.1:1812',
  ];
  for (const value of ['127.0.0.1:1812,127.0.0.2:1812', '0.0.0.0:1812,[::]:1812', '127.0.0.1:0'])
    assert.ok(readConfig(args(value), {}).radiusAuth.length > 0);
});

test('localhost means this machine', () => {
  assert.equal(isLoopback(readConfig(['--admin', 'localhost:8080'], {}).admin), true);
  assert.equal(isLoopback(readConfig(['--admin', '[::1]:8080'], {}).admin), true);
  assert.equal(isLoopback(readConfig(['--admin', '0.0.0.0:8080'], {}).admin), false);
});

test('the admin listener has the certificate that is named, and believes the proxies that are stated', () => {
  const environment = { GATEHOUSE_ADMIN_CERT: '/etc/tls/a.pem', GATEHOUSE_ADMIN_KEY: '/etc/tls/a.key' };
  const { adminTls, adminProxies } = readConfig(['--admin-proxy', '127.0.0.1, 2001:db8::9'], environment);
  assert.deepEqual(adminTls, { certFile: '/etc/tls/a.pem', keyFile: '/etc/tls/a.key' });
  assert.deepEqual(adminProxies, ['127.0.0.1', '2001:db8::9']);
  assert.throws(
    () => readConfig(['--admin-cert', 'a.pem'], {}),
    /admin listener's certificate .*--admin-key/,
  );
  assert.throws(() => readConfig(['--admin-proxy', 'proxy.local'], {}), /--admin-proxy names "proxy\.local"/);
});

test('the portal speaks HTTPS where its certificate and key are named', () => {
  const { portalTls } = readConfig(
    ['--portal-cert', '/etc/tls/chain.pem', '--portal-key', '/etc/tls/key.pem'],
    {},
  );
  assert.deepEqual(portalTls, {
    listen: { address: '0.0.0.0', port: 8443 },
    certFile: '/etc/tls/chain.pem',
    keyFile: '/etc/tls/key.pem',
  });
  const environment = { GATEHOUSE_PORTAL_CERT: 'a.pem', GATEHOUSE_PORTAL_KEY: 'b.pem' };
  const { portalTls: other } = readConfig(['--portal-https', '[::1]:443'], environment);
  assert.deepEqual(other?.listen, { address: '::1', port: 443 });
  assert.equal(other?.certFile, resolve('a.pem'));
});

const refusals: [string, string[], Record<string, string>, RegExp][] = [
  ['an unknown flag', ['--colour', 'red'], {}, /--colour/],
  ['a stray word', ['now'], {}, /now/],
  ['a flag without its value', ['--admin'], {}, /--admin/],
  ['a certificate without its key', ['--portal-cert', 'a.pem'], {}, /--portal-key/],
  ['a key without its certificate', [], { GATEHOUSE_PORTAL_KEY: 'b.pem' }, /--portal-cert/],
  ['HTTPS without a certificate', ['--portal-https', '0.0.0.0:443'], {}, /--portal-cert and --portal-key/],
  ['a port alone', ['--admin', '8080'], {}, /--admin is "8080"/],
  ['a port that is none', ['--admin', '127.0.0.1:65536'], {}, /65536/],
  ['a name instead of an address', ['--radius-auth', 'radius.example:1812'], {}, /radius\.example/],
  ['a bare IPv6 address', ['--admin', '::1:8080'], {}, /\[::1\]:8080/],
  ['an empty list', ['--radius-acct', ''], {}, /--radius-acct/],
  ['a bad variable, by its name', [], { GATEHOUSE_RADIUS_AUTH: 'x' }, /GATEHOUSE_RADIUS_AUTH/],
  [
    'one port for logins and accounting',
    ['--radius-auth', '127.0.0.1:1900', '--radius-acct', '127.0.0.1:1900'],
    {},
    /^--radius-auth 127\.0\.0\.1:1900 and --radius-acct 127\.0\.0\.1:1900 are/,
  ],
  [
    'a port of every address and of one',
    ['--radius-acct', '127.0.0.1:1812'],
    {},
    /--radius-auth 0\.0\.0\.0:1812/,
  ],
  ['an address twice in a list', ['--radius-auth', '[::1]:1,[0:0::1]:1'], {}, /\[::1\]:1 and .* twice/],
  ['an overlap in a list', ['--radius-acct', '127.0.0.1:1,0.0.0.0:1'], {}, /--radius-acct 0\.0\.0\.0:1 are/],
  [
    'one port for the admin app and the portal',
    [],
    { GATEHOUSE_PORTAL: '127.0.0.1:8080' },
    /--admin .* --portal/,
  ],
  ['hours that are none', ['--offline-hours', 'a day'], {}, /--offline-hours is "a day"; .* number of hours/],
  ['an unknown role', ['--role', 'dns'], {}, /all, radius, web/],
  ['a role without a shared database', ['--role', 'radius'], {}, /DATABASE_URL/],
  ['a database of another kind', [], { DATABASE_URL: 'mysql://x/y' }, /postgresql:\/\//],
];
for (const [what, args, environment, sentence] of refusals) {
  test(`refuses ${what} in one sentence`, () => {
    assert.throws(() => readConfig(args, environment), { name: 'Refusal', message: sentence });
  });
}
