import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayHandOverTo } from './hand-over-target.ts';

test('where nothing is listed, a ticket goes to addresses and names inside alone', () => {
  for (const inside of ['http://10.5.50.1/login', 'http://hotspot.lan/login', 'http://[fd00::1]/login'])
    assert.ok(mayHandOverTo(inside, []), inside);
  for (const outside of ['http://203.0.113.66/login', 'https://login.example.net/login'])
    assert.ok(!mayHandOverTo(outside, []), outside);
});

test('where gateways are listed, it goes to these alone: not to who stands in the same network', () => {
  const listed = ['Login.example.net', '10.5.50.1'];
  assert.ok(mayHandOverTo('https://login.example.net/login', listed));
  assert.ok(mayHandOverTo('http://10.5.50.1:8080/login', listed));
  for (const other of ['http://10.5.50.66/login', 'http://hotspot.lan/login', 'http://127.0.0.1/login'])
    assert.ok(!mayHandOverTo(other, listed), other);
});
