import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  colorFault,
  colorNote,
  linkFault,
  longestFault,
  type PortalEntry,
  portalChanges,
  previewChanges,
  toggleLanguage,
} from './portal-entry.ts';

const entry: PortalEntry = {
  name: '  ',
  accentColor: '#7A1FA2',
  languages: ['en', 'bn'],
  defaultLanguage: 'en',
  welcomeTexts: { en: 'Hello' },
  termsTexts: {},
  termsUrl: '',
  picture: undefined,
};

test('empty fields mean: as we have it', () => {
  const { name, accentColor, termsUrl } = portalChanges(entry);
  assert.deepEqual([name, accentColor, termsUrl], [null, '#7a1fa2', null]);
});

test('what is being typed and is not whole yet leaves the preview as it was', () => {
  const { accentColor, termsUrl, languages } = previewChanges({
    ...entry,
    accentColor: '#7a1',
    termsUrl: 'https:/',
    languages: [],
  });
  assert.deepEqual([accentColor, termsUrl, languages], [null, null, ['en']]);
});

test('a language that is taken away is no longer the one for everybody else', () => {
  assert.deepEqual(toggleLanguage(entry, 'en'), { languages: ['bn'], defaultLanguage: 'bn' });
  assert.deepEqual(toggleLanguage(entry, 'ar'), { languages: ['en', 'bn', 'ar'], defaultLanguage: 'en' });
});

test('says what becomes of a colour that cannot be read on white or on black', () => {
  assert.match(colorNote('#ffe600'), /links darker on light phones\.$/);
  assert.match(colorNote('#001f4d'), /links lighter on dark phones\.$/);
  assert.match(colorNote(''), /colour of Gatehouse/);
});

test('faults are said in words', () => {
  assert.equal(colorFault(''), null);
  assert.ok(colorFault('teal'));
  assert.equal(linkFault('https://example.net/terms'), null);
  assert.ok(linkFault('javascript:alert(1)'));
  assert.match(longestFault({ bn: 'ক'.repeat(241) }, 240) ?? '', /these are 241/);
  assert.equal(longestFault({}, 240), null);
});
