import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usernameKey } from '@gatehouse/domain/username';
import fc from 'fast-check';
import { CredentialStore } from './credential-store.ts';
import { NO_ROW } from './records.ts';
import { UsernameIndex } from './username-index.ts';

function open() {
  const credentials = new CredentialStore();
  const index = new UsernameIndex(credentials);
  return {
    add(row: number, username: string): void {
      credentials.set(row, usernameKey(username), 'secret');
      index.add(row);
    },
    remove(row: number): void {
      index.remove(row);
      credentials.clear(row);
    },
    find(username: string | Uint8Array): number {
      const octets = Buffer.from([0xff, ...Buffer.from(username), 0xff]);
      return index.find(octets, 1, octets.length - 2);
    },
    findKey: (key: string) => index.findKey(key),
  };
}

test('finds a username in any case and any Unicode form, and no other', () => {
  const names = open();
  names.add(1, 'Rahima.Home');
  names.add(2, 'Žofie');
  assert.equal(names.find('RAHIMA.home'), 1);
  assert.equal(names.find('rahima.home '), NO_ROW);
  assert.equal(names.find('rahima.hom'), NO_ROW);
  assert.equal(names.find('žOFIE'), 2);
  assert.equal(names.find('Zˇofie'.replace('ˇ', '\u030c')), 2);
  assert.equal(names.findKey('žofie'), 2);
});

test('what is no text, empty or longer than an attribute is nobody', () => {
  const names = open();
  names.add(1, 'a');
  assert.equal(names.find(Buffer.from([0xc3, 0x28])), NO_ROW);
  assert.equal(names.find(''), NO_ROW);
  assert.equal(names.find('a'.repeat(300)), NO_ROW);
});

test('after any adding, removing and renaming it knows what a Map would know', () => {
  const steps = fc.array(
    fc.record({
      row: fc.integer({ min: 0, max: 40 }),
      name: fc.integer({ min: 0, max: 30 }),
      adds: fc.boolean(),
    }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const names = open();
      const rowOf = new Map<string, number>();
      const nameOf = new Map<number, string>();
      for (const { row, name, adds } of all) {
        const old = nameOf.get(row);
        if (old !== undefined) {
          names.remove(row);
          if (rowOf.get(old) === row) rowOf.delete(old);
          nameOf.delete(row);
        }
        if (!adds) continue;
        names.add(row, `user${name}`);
        rowOf.set(`user${name}`, row);
        nameOf.set(row, `user${name}`);
      }
      for (let name = 0; name <= 30; name++) {
        assert.equal(names.find(`USER${name}`), rowOf.get(`user${name}`) ?? NO_ROW);
      }
    }),
  );
});

test('thirty thousand names stay apart', () => {
  const names = open();
  for (let row = 0; row < 30_000; row++) names.add(row, `line${row}@isp.example`);
  for (let row = 0; row < 30_000; row++) assert.equal(names.find(`Line${row}@ISP.example`), row);
});
