import type { HexColor } from '@gatehouse/domain/hotspot-zones/portal-colors';
import { isHexColor, portalColors } from '@gatehouse/domain/hotspot-zones/portal-colors';
import {
  type Language,
  languages,
  type TextsByLanguage,
} from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { HotspotZone } from '../../api/types.ts';
import { lengthFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

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
  return typed.trim() === '' || readColor(typed) !== null ? null : say('noColour');
}

export function linkFault(typed: string): string | null {
  if (typed.trim() === '') return null;
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? null : say('noLink');
}

export function longestFault(texts: TextsByLanguage, lengthMax: number): string | null {
  const byLength = Object.values(texts).toSorted((one, other) => other.length - one.length);
  return lengthFault(byLength[0] ?? '', lengthMax);
}

/** What becomes of the colour where it cannot be read as it is. */
export function colorNote(typed: string): string {
  const accent = readColor(typed);
  if (accent === null) return say('colourHelp');
  const isDarker = portalColors(accent, 'light').text !== accent;
  const isLighter = portalColors(accent, 'dark').text !== accent;
  if (isDarker && isLighter) return say('colourBoth');
  if (isDarker) return say('colourDarker');
  return say(isLighter ? 'colourLighter' : 'colourAsIs');
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
