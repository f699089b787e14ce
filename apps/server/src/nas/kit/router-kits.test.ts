import assert from 'node:assert/strict';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { describe, test } from 'node:test';
import { nasVendors } from '../../radius/nas-vendors/index.ts';
import { coovachilliKit } from './coovachilli-kit.ts';
import { routerKits } from './index.ts';
import { mikrotikKit } from './mikrotik-kit.ts';
import { routerFileNames } from './router-files.ts';
import type { KitFacts, KitZone, RouterKit } from './router-kit.ts';
import { splitRouterOs } from './testing.ts';

const market: KitZone = {
  name: 'Market',
  macLogin: true,
  macPassword: null,
  uamSecret: null,
  gatewayHosts: [],
};
const facts: KitFacts = {
  routerId: '7',
  routerName: 'Tower North',
  plainName: 'tower-north',
  radius: [{ address: '192.0.2.10', authPort: 11812, acctPort: 11813 }],
  secret: 'S3cret-of-the-tower',
  coaPort: 3799,
  interimSeconds: 300,
  portalUrl: 'https://wifi.example.net',
  paymentHosts: [],
  zone: market,
  hotspotServers: [],
  reportProof: 'c0ffee',
};

function textOf(kit: RouterKit, more: Partial<KitFacts> = {}): string {
  const { file } = kit.build({ ...facts, ...more });
  assert.ok(file, `${kit.vendor} has a file`);
  return file.text;
}
const hintsOf = (kit: RouterKit, more: Partial<KitFacts>) =>
  kit.build({ ...facts, ...more }).hints.map(({ code }) => code);

/** What stands in DHCP option 114, as each make writes it down. */
function toldByDhcp(text: string): string[] {
  const strings = [...text.matchAll(/code=114 value="'([^']*)'"/g)].map(([, url = '']) =>
    url.replaceAll('\\3F', '?'),
  );
  const octets = [...text.matchAll(/^dhcpopt "72([0-9a-f]{2})([0-9a-f]+)"$/gm)].map(
    ([, length = '', hex = '']) => {
      assert.equal(Number.parseInt(length, 16), hex.length / 2);
      return Buffer.from(hex, 'hex').toString();
    },
  );
  return [...strings, ...octets];
}

for (const kit of routerKits) {
  describe(`the kit of ${kit.vendor}`, () => {
    test('is for a make that a router can be declared as', () => {
      assert.ok(nasVendors.some(({ id }) => id === kit.vendor));
    });

    test('says where RADIUS is, with the secret, both ports, the CoA port and the interval of interim updates', () => {
      const text = textOf(kit, { coaPort: 4711 });
      for (const told of ['192.0.2.10', '11812', '11813', 'S3cret-of-the-tower', '4711', '300']) {
        assert.ok(text.includes(told), `${told}\n${text}`);
      }
    });

    test('names every RADIUS process, the first to be asked first', () => {
      const second = { address: '192.0.2.11', authPort: 11812, acctPort: 11813 };
      const text = textOf(kit, { radius: [facts.radius[0], second] });
      const [at, then] = [text.indexOf('192.0.2.10'), text.indexOf('192.0.2.11')];
      assert.ok(at !== -1 && at < then, text);
    });

    test('is a file with a plain name, and says how it gets into the router', () => {
      const { file, hints } = kit.build(facts);
      assert.match(file?.name ?? '', /^gatehouse-tower-north\.[a-z]+$/);
      assert.ok(file && sayInEnglish(kit.instructions(file)).includes(file.name));
      assert.deepEqual(hints, []);
    });

    test('asks for devices by MAC only where the zone does, with the zone’s fixed password where it has one', () => {
      const off = textOf(kit, { zone: { ...market, macLogin: false, macPassword: 'm4c-pass' } });
      assert.doesNotMatch(off, /macauth|login-by=mac|m4c-pass/);
      assert.match(textOf(kit), /^macauth$|login-by=mac,http-chap/m);
      assert.match(textOf(kit, { zone: { ...market, macPassword: 'm4c-pass' } }), /m4c-pass/);
    });

    test('without a portal, or without a zone, it leaves out what belongs to them and says so', () => {
      assert.deepEqual(hintsOf(kit, { portalUrl: null }), ['portal-url-missing']);
      assert.deepEqual(hintsOf(kit, { zone: null }), ['zone-missing']);
      for (const more of [{ portalUrl: null }, { zone: null }]) {
        const text = textOf(kit, more);
        assert.doesNotMatch(text, /walled-garden|uamserver|login\.html/);
        assert.match(text, /192\.0\.2\.10/);
      }
    });

    test('DHCP tells phones where to ask whether they are let through, where the portal has HTTPS and a name (RFC 8910 §2, §2.1)', () => {
      assert.ok(toldByDhcp(textOf(kit)).includes('https://wifi.example.net/captive?nas=7'));
      for (const portalUrl of [
        'http://wifi.example.net',
        'https://192.0.2.10',
        'https://[2001:db8::1]',
        null,
      ]) {
        assert.deepEqual(toldByDhcp(textOf(kit, { portalUrl })), [], String(portalUrl));
      }
      assert.deepEqual(toldByDhcp(textOf(kit, { zone: null })), []);
    });

    test('a router’s name of several lines stays a comment', () => {
      const text = textOf(kit, { routerName: 'North\n/system reset-configuration\nuamsecret x' });
      for (const line of text.split('\n')) assert.doesNotMatch(line, /^\s*(\/system reset|uamsecret)/);
    });
  });
}

describe('the RouterOS script', () => {
  const hostile = [
    '"; /system reset-configuration; "',
    '$[/user add name=x]',
    'a\\',
    'x\n/quit\n',
    'a;b',
    '#',
    '?',
  ];

  test('hostile secrets, passwords and names change nothing but the strings that they are', () => {
    const harmless = splitRouterOs(textOf(mikrotikKit, withTexts('harmless')));
    for (const text of hostile) {
      const script = splitRouterOs(textOf(mikrotikKit, withTexts(text)));
      assert.equal(script.commands, harmless.commands, JSON.stringify(text));
      const expected = harmless.strings.map((string) => (string === 'harmless' ? text : string));
      assert.deepEqual(script.strings, expected, JSON.stringify(text));
    }
  });

  function withTexts(text: string): Partial<KitFacts> {
    const zone = { ...market, name: text, macPassword: text, uamSecret: text, gatewayHosts: [text] };
    return { routerName: text, secret: text, zone, hotspotServers: [{ serverName: text, zone }] };
  }

  test('is one block, so that it can be pasted, and every bracket in it is closed', () => {
    const { commands } = splitRouterOs(textOf(mikrotikKit));
    const lines = commands.trim().split('\n');
    assert.equal(lines.at(0), '{');
    assert.equal(lines.at(-1), '}');
    for (const [open = '', close = ''] of ['{}', '[]', '()']) {
      assert.equal(commands.split(open).length, commands.split(close).length, `${open}${close}`);
    }
  });

  test('can run again: it takes its own entries out before it adds them', () => {
    const script = textOf(mikrotikKit);
    const added = [...script.matchAll(/^(\/[a-z -]+) add /gm)].map(([, menu = '']) => menu);
    assert.ok(added.length >= 2);
    for (const menu of added) {
      const [removes, adds] = [
        script.indexOf(`${menu} remove [find where comment="gatehouse"]`),
        script.indexOf(`${menu} add `),
      ];
      assert.ok(removes !== -1 && removes < adds, menu);
    }
  });

  test('has the router sign its logins and take disconnects, and use RADIUS for PPP with accounting', () => {
    const script = textOf(mikrotikKit);
    assert.match(script, /service=ppp,hotspot/);
    assert.match(script, /require-message-auth=yes-for-request-resp/);
    assert.match(script, /^\/radius incoming set accept=yes port=3799$/m);
    assert.match(script, /^\/ppp aaa set use-radius=yes accounting=yes interim-update=300s$/m);
  });

  test('an older RouterOS that cannot sign gets all the rest', () => {
    const { commands } = splitRouterOs(textOf(mikrotikKit));
    assert.doesNotMatch(commands, /require-message-auth/, 'it stands in a string that is read on its own');
  });

  test('hotspots take no cookie for a login, send interim updates as the server says, and serve our pages', () => {
    const script = textOf(mikrotikKit);
    const profile = /hotspot profile set .*/.exec(script)?.[0] ?? '';
    assert.match(profile, /login-by=mac,http-chap /);
    assert.match(profile, /use-radius=yes radius-accounting=yes radius-interim-update=received/);
    assert.match(profile, /html-directory=\$pages/);
    for (const name of routerFileNames) assert.ok(script.includes(`"${name}"`), name);
    assert.match(
      script,
      /fetch url=\("https:\/\/wifi\.example\.net\/router-files\/" \. \$page \. "\\3Fnas=7"\)/,
    );
  });

  test('hotspot servers in other zones follow their own zone, the rest the router’s', () => {
    const beach = { name: 'Beach', macLogin: false, macPassword: null, uamSecret: null, gatewayHosts: [] };
    const script = textOf(mikrotikKit, { hotspotServers: [{ serverName: 'hs-2', zone: beach }] });
    const [rest, own] = script.split('# Zone Beach');
    assert.match(rest ?? '', /find where name!="hs-2"[^#]*login-by=mac,http-chap/);
    assert.match(own ?? '', /find where name="hs-2"[^#]*login-by=http-chap/);
    const alone = textOf(mikrotikKit, { zone: null, hotspotServers: [{ serverName: 'hs-2', zone: beach }] });
    assert.doesNotMatch(alone, /name!=/);
    assert.match(alone, /name="hs-2"/);
  });

  test('a hotspot with a dns-name that its zone does not list says that the portal must be told', () => {
    const script = textOf(mikrotikKit, { zone: { ...market, gatewayHosts: ['login.example.net'] } });
    assert.match(script, /:if \(\$called!="" && \$called!="login\.example\.net"\) do=\{ :put/);
    assert.ok(splitRouterOs(script).strings.some((text) => /dns-name.*under Zones/.test(text)));
    assert.doesNotMatch(textOf(mikrotikKit, { portalUrl: null }), /dns-name/);
  });

  test('the walled garden opens the portal’s host and port, by address where it has no name', () => {
    assert.match(textOf(mikrotikKit), /walled-garden ip add .*dst-port=443 dst-host="wifi\.example\.net"/);
    const plain = textOf(mikrotikKit, { portalUrl: 'http://192.0.2.10:8081' });
    assert.match(plain, /walled-garden ip add .*dst-port=8081 dst-address=192\.0\.2\.10$/m);
    assert.deepEqual(hintsOf(mikrotikKit, { portalUrl: 'http://[2001:db8::1]:8081' }), ['portal-not-ipv4']);
  });

  test('the walled garden opens the pages where visitors pay, whole domains in the list that takes them', () => {
    const script = textOf(mikrotikKit, { paymentHosts: ['checkout.pay.example', '*.cdn.example'] });
    assert.match(script, /walled-garden ip add .*dst-port=443 dst-host="checkout\.pay\.example"$/m);
    assert.match(script, /walled-garden add .*action=allow dst-port=443 dst-host="\*\.cdn\.example"$/m);
    assert.doesNotMatch(textOf(mikrotikKit), /walled-garden add/);
  });

  test('adds its DHCP option once and keeps what was there, and goes on where that fails', () => {
    const script = textOf(mikrotikKit);
    const block = script.slice(script.indexOf('# DHCP tells'), script.indexOf('# The pages'));
    assert.match(
      block,
      /:if \(\[:len \[\/ip dhcp-server option find where name="gatehouse"\]\] = 0\) do=\{\n\s*\/ip dhcp-server option add/,
    );
    assert.match(block, /dhcp-option=\(\$options , "gatehouse"\)/);
    assert.match(block, /^:do \{$[^]*^\} on-error=\{ :put /m);
  });

  test('tells its version at the end, and without its proof does not', () => {
    assert.match(textOf(mikrotikKit), /router-files\/report\\3Fnas=7&proof=c0ffee&version="/);
    assert.doesNotMatch(textOf(mikrotikKit, { reportProof: null }), /proof|version/);
  });
});

describe('the configuration of CoovaChilli', () => {
  test('refuses a secret or MAC password that would end its quotes, and says what to do', () => {
    for (const text of ['a"b', 'a\\', 'x\nmacauth', 'নিরাপদ']) {
      for (const more of [
        { secret: text },
        { zone: { ...market, macPassword: text } },
        { zone: { ...market, uamSecret: text } },
      ]) {
        const { file, hints } = coovachilliKit.build({ ...facts, ...more });
        assert.equal(file, null);
        assert.deepEqual(
          hints.map(({ code }) => code),
          ['secret-not-writable'],
        );
      }
    }
    assert.match(
      textOf(coovachilliKit, { secret: 'with blanks; # and more $x' }),
      /^radiussecret "with blanks; # and more \$x"$/m,
    );
  });

  test('leads to the portal’s own entry for it and opens the portal’s host', () => {
    const text = textOf(coovachilliKit);
    assert.match(text, /^uamserver "https:\/\/wifi\.example\.net\/hotspot\/coovachilli\?nas=7"$/m);
    assert.match(text, /^uamallowed "wifi\.example\.net"$/m);
    assert.doesNotMatch(text, /^uamsecret/m);
    const agreed = textOf(coovachilliKit, { zone: { ...market, uamSecret: 'agreed-with-the-zone' } });
    assert.match(agreed, /^uamsecret "agreed-with-the-zone"$/m);
  });

  test('opens the pages where visitors pay, whole domains one on each line', () => {
    const text = textOf(coovachilliKit, {
      paymentHosts: ['checkout.pay.example', '*.cdn.example', '*.pay.example'],
    });
    assert.match(text, /^uamallowed "wifi\.example\.net,checkout\.pay\.example"$/m);
    assert.match(text, /^uamdomain "\.cdn\.example"\nuamdomain "\.pay\.example"$/m);
    assert.doesNotMatch(textOf(coovachilliKit), /uamdomain/);
  });
});
