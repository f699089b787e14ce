import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccessEntry, accessChanges, countryCodeFault, plainHost, ssidFault } from './access-entry.ts';

const entry: AccessEntry = {
  name: 'Bazaar',
  ssid: 'Lakeside',
  macLogin: true,
  roamingGroup: ' ',
  registration: 'code',
  phoneCountryCode: '+880',
  gatewayHosts: [],
  uamPap: false,
  uamSecret: '',
  macPassword: '',
};

test('a secret is sent only where it was typed or taken away', () => {
  assert.ok(!('uamSecret' in accessChanges(entry)));
  assert.deepEqual(accessChanges({ ...entry, uamSecret: null, macPassword: 'x' }), {
    name: 'Bazaar',
    ssid: 'Lakeside',
    macLogin: true,
    roamingGroup: null,
    registration: 'code',
    phoneCountryCode: '880',
    gatewayHosts: [],
    uamPap: false,
    uamSecret: null,
    macPassword: 'x',
  });
});

test('a country code is taken as people write it', () => {
  for (const typed of ['', '+880', '880', '+1', '+ 44']) assert.equal(countryCodeFault(typed), null, typed);
  for (const typed of ['0', '+88017', 'BD', '+0']) assert.ok(countryCodeFault(typed), typed);
});

test('an address pasted from a browser becomes the name of its host', () => {
  assert.equal(plainHost(' https://Login.Example.net/login?dst=x '), 'login.example.net');
  assert.equal(plainHost('login.example.net:8080'), 'login.example.net');
  assert.equal(plainHost('10.5.50.1'), '10.5.50.1');
});

test('a Wi-Fi name is counted in octets', () => {
  assert.equal(ssidFault('x'.repeat(32)), null);
  assert.ok(ssidFault('ক'.repeat(11)));
  assert.ok(ssidFault(' '));
});
