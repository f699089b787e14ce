import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LOGO_BYTES_MAX, readLogo } from './read-logo.ts';
import { gifOf, jpegOf, pngOf, webpOf } from './testing.ts';

test('what a logo is and how large, its octets tell', () => {
  const pictures = [
    ['image/png', pngOf(240, 80)],
    ['image/gif', gifOf(240, 80)],
    ['image/jpeg', jpegOf(240, 80)],
    ['image/webp', webpOf('VP8 ', 240, 80)],
    ['image/webp', webpOf('VP8L', 240, 80)],
    ['image/webp', webpOf('VP8X', 240, 80)],
  ] as const;
  for (const [type, octets] of pictures) {
    const logo = readLogo(octets);
    assert.ok(typeof logo !== 'string', `${type}: ${String(logo)}`);
    assert.deepEqual([logo.type, logo.width, logo.height], [type, 240, 80]);
    assert.match(logo.hash, /^[0-9a-f]{16}$/);
  }
});

test('an SVG is refused with the way out, for it can carry a program', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  assert.match(String(readLogo(Buffer.from(svg))), /SVG.*save it as PNG/);
});

test('what is no picture, ends in its middle, is too heavy or too large is refused', () => {
  assert.match(String(readLogo(Buffer.from('<html>'))), /must be a PNG/);
  assert.match(String(readLogo(Buffer.alloc(0))), /must be a PNG/);
  assert.match(String(readLogo(pngOf(240, 80).subarray(0, 20))), /ends in its middle/);
  assert.match(String(readLogo(jpegOf(240, 80).subarray(0, 8))), /ends in its middle/);
  assert.match(String(readLogo(pngOf(0, 80))), /ends in its middle/);
  assert.match(String(readLogo(pngOf(240, 80, LOGO_BYTES_MAX + 1))), /11 kB/);
  assert.equal(typeof readLogo(pngOf(240, 80, LOGO_BYTES_MAX)), 'object');
  assert.match(String(readLogo(pngOf(30_000, 30_000))), /2000 pixels/);
});

test('no octets whatever make it fail, and none make it take what has no size', () => {
  const begins = [pngOf(9, 9), gifOf(9, 9), jpegOf(9, 9), webpOf('VP8X', 9, 9)];
  const damaged = fc
    .tuple(fc.constantFrom(...begins), fc.nat(60), fc.uint8Array({ maxLength: 40 }))
    .map(([begin, cut, rest]) => Buffer.concat([begin.subarray(0, cut), rest]));
  fc.assert(
    fc.property(damaged, (octets) => {
      const logo = readLogo(octets);
      if (typeof logo !== 'string') assert.ok(logo.width > 0 && logo.height > 0);
    }),
  );
});
