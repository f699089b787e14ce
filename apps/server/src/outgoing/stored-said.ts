import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';

/** For a column of text that was made for a sentence. */
export function storeSaid(said: Said): string {
  return JSON.stringify(said);
}

type Stored = { readonly sentence: string | null; readonly said: Said | null };

/** What `storeSaid` made; a row of an older version holds the sentence itself, in English. */
export function readStoredSaid(stored: string | null): Stored {
  if (stored === null) return { sentence: null, said: null };
  const said = parse(stored);
  return said === null ? { sentence: stored, said: null } : { sentence: sayInEnglish(said), said };
}

function parse(stored: string): Said | null {
  try {
    const said: unknown = JSON.parse(stored);
    return typeof said === 'object' && said !== null ? (said as Said) : null;
  } catch {
    return null;
  }
}
