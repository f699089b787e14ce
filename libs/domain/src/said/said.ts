import type { english } from './english.ts';

/**
 * What is said, before it is said in a language: a text of the catalogues and what it speaks of; or several sentences,
 * one after another. It is JSON as it stands: the server answers with it, and the web app says it in the operator's
 * language.
 */
export type Said = SaidOnce | readonly Said[];
export type SaidOnce = { readonly key: SaidKey; readonly values?: SaidValues };
export type SaidValues = Readonly<Record<string, SaidValue>>;

/** A name as it stands; a number; what is written as each language writes it; a sentence or a part of one within. */
export type SaidValue = string | number | Moment | Mac | Volume | Span | Said;

/** ISO 8601. `at`: after "at", which a day has no use for; `ago`: counted on for a minute. */
export type Moment = { readonly at: string; readonly as: 'moment' | 'at' | 'ago' };
export type Mac = { readonly mac: string };
/** `step`: what a unit has of the next smaller one. */
export type Volume = { readonly bytes: number; readonly step: 1000 | 1024 };
export type Span = { readonly seconds: number };

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${Plural}` ? Stem : Key;
/** A text's name; one that is counted (`count`) is named without its plural. */
export type SaidKey = WithoutPlural<keyof typeof english>;

export function said(key: SaidKey, values?: SaidValues): SaidOnce {
  return values === undefined ? { key } : { key, values };
}

/** @param at milliseconds since the epoch */
export function moment(at: number, as: Moment['as'] = 'moment'): Moment {
  return { at: new Date(at).toISOString(), as };
}

export function isSaid(value: SaidValue): value is Said {
  return typeof value === 'object' && (Array.isArray(value) || 'key' in value);
}
