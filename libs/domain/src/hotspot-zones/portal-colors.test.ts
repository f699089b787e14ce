import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  contrast,
  type HexColor,
  isHexColor,
  PORTAL_INKS,
  PORTAL_PAPERS,
  portalColors,
  type PortalScheme,
} from './portal-colors.ts';

const SCHEMES: readonly PortalScheme[] = ['light', 'dark'];
const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): HexColor => `#${value.toString(16).padStart(6, '0')}`);

function assertReadable(accent: HexColor | null): void {
  for (const scheme of SCHEMES) {
    const { text, fill, onFill, tint } = portalColors(accent, scheme);
    const pairs = [
      [text, PORTAL_PAPERS[scheme]],
      [text, tint],
      [onFill, fill],
      [PORTAL_INKS[scheme], tint],
    ] as const;
    for (const [one, other] of pairs) {
      assert.ok(contrast(one, other) >= 4.5, `${accent} ${scheme}: ${one} on ${other}`);
    }
  }
}

test('whatever colour is chosen, everything written in it or on it can be read, on both papers', () => {
  fc.assert(fc.property(anyColor, (accent) => assertReadable(accent)));
  for (const accent of ['#ffffff', '#000000', '#ffe600', '#777777', '#12171a', null] as const) {
    assertReadable(accent);
  }
});

test('a button has the colour as it was chosen; a text keeps it where it can be read already', () => {
  assert.equal(portalColors('#ffe600', 'light').fill, '#ffe600');
  assert.equal(portalColors('#ffe600', 'light').onFill, '#000000');
  assert.equal(portalColors('#7a1fa2', 'light').text, '#7a1fa2');
  assert.notEqual(portalColors('#ffe600', 'light').text, '#ffe600');
});

test('contrast is counted as WCAG does', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#ffffff', '#ffffff'), 1);
  assert.equal(Math.round(contrast('#777777', '#ffffff') * 100), 448);
});

test('a colour is six hexadecimal digits', () => {
  assert.ok(isHexColor('#0b6b6b'));
  for (const none of ['0b6b6b', '#0B6B6B', '#fff', 'red', '#0b6b6b;}']) assert.ok(!isHexColor(none), none);
});
