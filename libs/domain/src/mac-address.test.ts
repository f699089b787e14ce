import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  findMacAddress,
  checkDeviceMac,
  formatMacAddress,
  isPrivateMac,
  type MacAddress,
  macFromBytes,
  macFromNumber,
  macFromPairs,
  macSearchDigits,
  parseMacAddress,
  readStationId,
} from './mac-address.ts';
import nasRequests from './mac-address.vectors.json' with { type: 'json' };

const anyMac = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((value) => value as MacAddress);
const deviceMac = anyMac.filter((mac) => checkDeviceMac(mac) === null);

/** Digits in groups with a separator: how people, files and routers write a MAC. */
const FORMS: readonly (readonly [groupDigits: number, separator: string])[] = [
  [2, ':'],
  [2, '-'],
  [2, '.'],
  [2, ' '],
  [4, '.'],
  [4, ':'],
  [4, '-'],
  [6, '-'],
  [6, ':'],
  [12, ''],
];

function write(mac: MacAddress, [groupDigits, separator]: readonly [number, string]): string {
  const digits = formatMacAddress(mac).replaceAll(':', '');
  const groups = digits.match(new RegExp(`.{${groupDigits}}`, 'g')) ?? [];
  return groups.join(separator);
}

const anyForm = fc.constantFrom(...FORMS);
const anyCase = fc.constantFrom(
  (text: string) => text.toLowerCase(),
  (text: string) => text.toUpperCase(),
);

function unpadded(mac: MacAddress): string {
  return formatMacAddress(mac).toLowerCase().replace(/\b0/g, '');
}

describe('a MAC that people and files write', () => {
  test('means the same in every form, in both cases', () => {
    fc.assert(
      fc.property(anyMac, anyForm, anyCase, (mac, form, inCase) => {
        assert.equal(parseMacAddress(inCase(write(mac, form))), mac);
      }),
    );
  });

  test('may lack leading zeros', () => {
    fc.assert(fc.property(anyMac, (mac) => assert.equal(parseMacAddress(unpadded(mac)), mac)));
  });

  test('may have the hardware type before it, as DHCP servers list their clients', () => {
    assert.equal(parseMacAddress('1:aa:bb:cc:50:0:a'), 0xaabbcc50000a);
    assert.equal(parseMacAddress('01-AA-BB-CC-50-00-0A'), 0xaabbcc50000a);
    assert.equal(parseMacAddress('a:b:c:d:e:f'), 0x0a0b0c0d0e0f);
    assert.equal(parseMacAddress('1:b:c:d:e:f'), 0x010b0c0d0e0f);
    for (const hardwareType of ['', '2', '6', '11', '001']) {
      assert.equal(parseMacAddress(`${hardwareType}:aa:bb:cc:50:0:a`), null);
    }
    fc.assert(fc.property(anyMac, (mac) => assert.equal(parseMacAddress(`1:${unpadded(mac)}`), mac)));
  });

  test('may have blanks around it, and the middle dot that our own screens print', () => {
    assert.equal(parseMacAddress('  C4:E9:84·1F:22:0A\n'), 0xc4e9841f220a);
  });

  test('is written as AA:BB:CC:DD:EE:FF', () => {
    assert.equal(formatMacAddress(0x0001020a0bff as MacAddress), '00:01:02:0A:0B:FF');
    fc.assert(
      fc.property(anyMac, (mac) => assert.match(formatMacAddress(mac), /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/)),
    );
  });

  for (const text of [
    '',
    'AA:BB:CC:DD:EE',
    'AA:BB:CC:DD:EE:FF:00',
    'AA:BB:CC:DD:EE:FG',
    'AA::BB:CC:DD:EE:FF',
    'AABBCCDDEEF',
    'AABBCCDDEEFF0',
    'mac AA:BB:CC:DD:EE:FF',
    '192.0.2.1',
    '2001:db8::1',
    'rahima.home',
  ]) {
    test(`is not "${text}"`, () => assert.equal(parseMacAddress(text), null));
  }

  test('no text at all makes the reader fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseMacAddress(text);
        readStationId(text);
        macSearchDigits(text);
      }),
    );
  });
});

describe('what a NAS tells in Calling-Station-Id', () => {
  test('means the same in every form, in both cases', () => {
    fc.assert(
      fc.property(deviceMac, anyForm, anyCase, (mac, form, inCase) => {
        assert.equal(readStationId(inCase(write(mac, form))), mac);
      }),
    );
  });

  test('is read through the SSID, port, VLAN or circuit behind it', () => {
    const behind = fc.constantFrom(':Hotel', ':', ' eth0', '|eth1/1', '#circuit 7', '@wifi', '\0');
    fc.assert(
      fc.property(deviceMac, anyForm, behind, (mac, form, text) => {
        assert.equal(readStationId(write(mac, form) + text), mac);
      }),
    );
    for (const text of [':cafe', ':100', ':12', '-2']) {
      assert.equal(readStationId(`C4:E9:84:1F:22:0A${text}`), 0xc4e9841f220a);
      assert.equal(readStationId(`c4-e9-84-1f-22-0a${text}`), 0xc4e9841f220a);
    }
  });

  test('is read through the port, VLAN or circuit before it', () => {
    const before = fc.constantFrom('eth0/1#', 'vlan 100, ', 'ge-1/0/0.100#', 'slot=0;port=1;mac=', '(');
    fc.assert(
      fc.property(deviceMac, anyForm, before, (mac, form, text) => {
        fc.pre(form[0] === 2 || /[A-F]/.test(write(mac, form)));
        assert.equal(readStationId(text + write(mac, form)), mac);
      }),
    );
    for (const text of ['100:', 'eth0/1:', 'ge-1/0/0.100:', 'atm 1/0:0.35 ']) {
      assert.equal(readStationId(`${text}C4:E9:84:1F:22:0A`), 0xc4e9841f220a);
    }
  });

  test('may be a DHCP client identifier: hardware type 1, octets without leading zeros', () => {
    fc.assert(
      fc.property(deviceMac, (mac) => {
        assert.equal(readStationId(`1:${unpadded(mac)}`), mac);
        assert.equal(readStationId(`01:${formatMacAddress(mac)}`), mac);
      }),
    );
    assert.equal(readStationId('1:0:e1:c:38:c8:f8'), 0x00e10c38c8f8);
    assert.equal(readStationId('0100.0d56.b3c2.02'), 0x000d56b3c202);
  });

  test('may repeat itself', () => {
    assert.equal(readStationId('aa:bb:cc:dd:ee:f0#aabb.ccdd.eef0'), 0xaabbccddeef0);
  });

  for (const [text, why] of [
    ['', 'nothing'],
    ['10.10.10.5', 'an IPv4 address'],
    ['192.0.2.7:1701', 'an IPv4 address and a port'],
    ['2001:db8::aabb:ccdd:eeff', 'an IPv6 address'],
    ['2001:0db8:85a3:0000:0000:8a2e:0370:7334', 'an IPv6 address'],
    ['fe80::aabb:ccdd:eeff:1122', 'an IPv6 address'],
    ['+880171122334', 'a telephone number'],
    ['01711-223344', 'a telephone number'],
    ['tel 880171122334', 'a telephone number'],
    ['550e8400-e29b-41d4-a716-446655440000', 'a UUID'],
    ['AA:BB:CC:FF:FE:DD:EE:F0', 'an EUI-64'],
    ['aa:bb:cc:dd:ee:f0 66:77:88:99:aa:bc', 'two different MACs'],
    ['xAABBCCDDEEF0', 'digits that a letter touches'],
    ['02AABBCCDDEEF0', 'too many digits'],
    ['<AA-AA-AA-AA-AA-AA>', 'a template'],
    ['00-00-00-00-00-00', 'the zero address'],
    ['FF:FF:FF:FF:FF:FF', 'the broadcast address'],
    ['01:00:5E:00:00:01', 'a multicast address'],
    [`AA:BB:CC:DD:EE:F0 ${'x'.repeat(300)}`, 'longer than an attribute'],
  ] as const) {
    test(`is no MAC where it is ${why}: "${text.slice(0, 40)}"`, () =>
      assert.equal(readStationId(text), null));
  }
});

describe('requests of real NASes give the MAC that they carry', () => {
  for (const row of nasRequests) {
    const name = `${row.id} ${row.vendor} ${row.product} (${row.accessType}): ${row.callingStationId ?? 'no Calling-Station-Id'}`;
    // What a make tells elsewhere is read by its own file, where the server knows the makes.
    const elsewhere = row.macFrom !== null && row.macFrom !== 'Calling-Station-Id';
    test(name, () => {
      const mac = row.callingStationId === null ? null : readStationId(row.callingStationId);
      assert.equal(mac === null ? null : formatMacAddress(mac), elsewhere ? null : row.expectedMac);
    });
  }
});

describe('which addresses a device can have', () => {
  test('the zero, broadcast and multicast addresses are none', () => {
    assert.equal(checkDeviceMac(0 as MacAddress), 'mac-zero');
    assert.equal(checkDeviceMac(0xffffffffffff as MacAddress), 'mac-broadcast');
    assert.equal(checkDeviceMac(0x01005e000001 as MacAddress), 'mac-multicast');
    assert.equal(checkDeviceMac(0x3333000000fb as MacAddress), 'mac-multicast');
    assert.equal(checkDeviceMac(0xc4e9841f220a as MacAddress), null);
  });

  test('a private address is one with the locally administered bit', () => {
    assert.equal(isPrivateMac(0x9a3b00000001 as MacAddress), true);
    assert.equal(isPrivateMac(0xc4e9841f220a as MacAddress), false);
  });
});

describe('a MAC from octets and numbers', () => {
  test('takes the six octets at the offset, most significant first', () => {
    assert.equal(macFromBytes(Uint8Array.of(9, 0xc4, 0xe9, 0x84, 0x1f, 0x22, 0x0a, 9), 1), 0xc4e9841f220a);
    assert.equal(macFromBytes(new Uint8Array(6), 1), null);
  });

  test('takes whole numbers of 48 bits only', () => {
    assert.equal(macFromNumber(0xc4e9841f220a), 0xc4e9841f220a);
    for (const wrong of [-1, 0.5, 2 ** 48, Number.NaN]) assert.equal(macFromNumber(wrong), null);
  });
});

describe('searching for a part of a MAC', () => {
  test('takes any part in any format', () => {
    assert.equal(macSearchDigits('C4:E9:84'), 'c4e984');
    assert.equal(macSearchDigits(' 84-1f-2 '), '841f2');
    assert.equal(macSearchDigits('c4e9.841f.220a'), 'c4e9841f220a');
  });

  test('finds every part of every MAC in every form', () => {
    fc.assert(
      fc.property(
        anyMac,
        anyForm,
        anyCase,
        fc.nat(11),
        fc.integer({ min: 1, max: 17 }),
        (mac, form, inCase, from, length) => {
          const part = inCase(write(mac, form)).slice(from, from + length);
          const digits = macSearchDigits(part);
          if (digits !== null) assert.ok(write(mac, [12, '']).toLowerCase().includes(digits));
          else assert.ok(!/[0-9a-f]/i.test(part));
        },
      ),
    );
  });

  test('is not for what cannot be one', () => {
    for (const text of ['', '::', 'rahima', 'AA:BB:CC:DD:EE:FF:00'])
      assert.equal(macSearchDigits(text), null);
  });
});

test('reads the two forms that nearly every router sends straight from the octets, as it reads them from text', () => {
  const pairs = fc.tuple(anyMac, fc.constantFrom(':', '-'), fc.boolean()).map(([mac, separator, lower]) => {
    const text = write(mac, [2, separator]);
    return lower ? text.toLowerCase() : text;
  });
  fc.assert(
    fc.property(fc.oneof(pairs, fc.string({ minLength: 15, maxLength: 19 })), (text) => {
      const octets = Buffer.from(`..${text}`);
      const mac = macFromPairs(octets, 2, octets.length - 2);
      if (mac !== null) assert.equal(mac, readStationId(text));
      else if (/^..([:-])(..\1){4}..$/.test(text)) assert.equal(readStationId(text), null);
    }),
  );
});

test('the address is dug out of a pasted line, unless the line holds two', () => {
  const found = (line: string) => {
    const mac = findMacAddress(line);
    return mac === null ? null : formatMacAddress(mac);
  };
  assert.equal(found('Wlan MAC: c4:e9:84:1f:22:0a'), 'C4:E9:84:1F:22:0A');
  assert.equal(found('my router is C4-E9-84-1F-22-0A, thanks'), 'C4:E9:84:1F:22:0A');
  assert.equal(found('c4e9.841f.220a'), 'C4:E9:84:1F:22:0A');
  assert.equal(found('LAN c4:e9:84:1f:22:0a WAN c4:e9:84:1f:22:0b'), null);
  assert.equal(found('call me on 0171 000000'), null);
});
