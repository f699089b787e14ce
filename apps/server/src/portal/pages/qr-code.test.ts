import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from 'uqr';
import { qrCode } from './qr-code.ts';

const LINK = 'https://wifi.example.net/p/k3f-9q2x-wm8r-tz4ab';

test('a QR code is drawn as it is encoded, white all around, and says what it leads to', async () => {
  const svg = String(await qrCode(LINK, LINK));
  const { data, size } = encode(LINK, { ecc: 'M', border: 0 });
  const dark = new Set<string>();
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let at = 0; at < Number(run); at += 1) dark.add(`${Number(x) + at} ${y}`);
  const border = (Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) - size) / 2;
  assert.ok(border >= 3, `${border} modules`);
  const encoded = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`${x + border} ${y + border}`] : [])),
  );
  assert.deepEqual([...dark].toSorted(), encoded.toSorted());
  assert.match(svg, new RegExp(`role="img" aria-label="${LINK}"`));
});

test('a QR code weighs little, so that a page with one is still small', async () => {
  assert.ok(Buffer.byteLength(String(await qrCode(LINK, LINK))) < 10_000);
});

test('what is in the link cannot leave the drawing', async () => {
  assert.doesNotMatch(String(await qrCode('x', '"><script>')), /<script/);
});
