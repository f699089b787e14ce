import type { HexColor } from '@gatehouse/domain/hotspot-zones/portal-colors';
import { isHexColor, portalColors } from '@gatehouse/domain/hotspot-zones/portal-colors';
import {
  type Language,
  languages,
  type TextsByLanguage,
} from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { HotspotZone } from '../../api/types.ts';

/** Without `data:`, as the API takes it. */
export type Picture = { readonly base64: string; readonly type: string };

export type PortalEntry = {
  readonly name: string;
  readonly accentColor: string;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly welcomeTexts: TextsByLanguage;
  readonly termsTexts: TextsByLanguage;
  readonly termsUrl: string;
  /** Another logo; `null`: none any more; `undefined`: as it is. */
  readonly picture: Picture | null | undefined;
};

export const WELCOME_LENGTH_MAX = 240;
export const TERMS_LENGTH_MAX = 6000;

export function portalEntryOf({ portal }: HotspotZone): PortalEntry {
  return {
    name: portal.name ?? '',
    accentColor: portal.accentColor ?? '',
    languages: portal.languages,
    defaultLanguage: portal.defaultLanguage,
    welcomeTexts: portal.welcomeTexts as TextsByLanguage,
    termsTexts: portal.termsTexts as TextsByLanguage,
    termsUrl: portal.termsUrl ?? '',
    picture: undefined,
  };
}

/** As the API takes it; the logo goes by itself. */
export function portalChanges(entry: PortalEntry) {
  return {
    name: entry.name.trim() || null,
    accentColor: readColor(entry.accentColor),
    languages: entry.languages,
    defaultLanguage: entry.defaultLanguage,
    welcomeTexts: entry.welcomeTexts,
    termsTexts: entry.termsTexts,
    termsUrl: entry.termsUrl.trim() || null,
  };
}

/** The same, without what cannot be shown yet: a colour or a link that is being typed. */
export function previewChanges(entry: PortalEntry) {
  const { termsUrl, languages: offered, ...rest } = portalChanges(entry);
  return {
    ...rest,
    languages: offered.length === 0 ? [entry.defaultLanguage] : offered,
    termsUrl: termsUrl !== null && linkFault(termsUrl) === null ? termsUrl : null,
  };
}

function readColor(typed: string): HexColor | null {
  const color = typed.trim().toLowerCase();
  return isHexColor(color) ? color : null;
}

export function colorFault(typed: string): string | null {
  return typed.trim() === '' || readColor(typed) !== null ? null : 'This is not a colour, like #0b6b6b.';
}

export function linkFault(typed: string): string | null {
  if (typed.trim() === '') return null;
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  return url !== null && /^https?:$/.test(url.protocol)
    ? null
    : 'This is not an address, like https://example.net/terms.';
}

export function longestFault(texts: TextsByLanguage, lengthMax: number): string | null {
  const longest = Math.max(0, ...Object.values(texts).map((text) => text.normalize('NFC').trim().length));
  return longest > lengthMax ? `It may have ${lengthMax} characters at most; these are ${longest}.` : null;
}

/** What becomes of the colour where it cannot be read as it is. */
export function colorNote(typed: string): string {
  const accent = readColor(typed);
  if (accent === null) return 'Of buttons and links. Empty: the colour of Gatehouse.';
  const changed = [
    portalColors(accent, 'light').text !== accent && 'darker on light phones',
    portalColors(accent, 'dark').text !== accent && 'lighter on dark phones',
  ].filter((each) => each !== false);
  return changed.length === 0
    ? 'Buttons and links have it as it is.'
    : `Buttons as it is; links ${changed.join(' and ')}.`;
}

/** In the order in which there are, so that a tick more or less does not turn the list round. */
export function toggleLanguage(
  entry: PortalEntry,
  language: Language,
): Pick<PortalEntry, 'languages' | 'defaultLanguage'> {
  const offered = languages.filter((each) => entry.languages.includes(each) !== (each === language));
  const isKept = offered.includes(entry.defaultLanguage);
  return {
    languages: offered,
    defaultLanguage: isKept ? entry.defaultLanguage : (offered[0] ?? entry.defaultLanguage),
  };
}
