import { formatDuration, formatVolumeIn } from '../service-packages/describe-amounts.ts';
import { english } from './english.ts';
import { isSaid, type Mac, type Moment, type Said, type SaidOnce, type SaidValue } from './said.ts';

/** A sentence in English with what the reader's own place decides: times, and how a MAC is shown. */
export type Part = string | (Moment & { readonly as: 'moment' | 'ago' }) | Mac;

/** For programs, the log and the command line. `tellTime` says a time, in milliseconds since the epoch. */
export function sayInEnglish(said: Said, tellTime: (at: number) => string = inUtc): string {
  return partsInEnglish(said)
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'mac' in part ? part.mac : tellTime(Date.parse(part.at));
    })
    .join('');
}

/** The same in parts. */
export function partsInEnglish(said: Said): Part[] {
  return joined(partsOf(said));
}

function partsOf(said: Said): Part[] {
  if (isMany(said)) return said.flatMap((one, index) => [...(index === 0 ? [] : [' ']), ...partsOf(one)]);
  return textOf(said)
    .split(/\{\{(\w+)\}\}/)
    .flatMap((text, index) => (index % 2 === 0 ? [text] : valueOf(said.values?.[text] ?? `{{${text}}}`)));
}

function isMany(said: Said): said is readonly Said[] {
  return Array.isArray(said);
}

const texts: Readonly<Record<string, string>> = english;

function textOf({ key, values }: SaidOnce): string {
  const plural = values?.['count'] === 1 ? 'one' : 'other';
  return texts[key] ?? texts[`${key}_${plural}`] ?? key;
}

function valueOf(value: SaidValue): Part[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [value.toLocaleString('en')];
  if (isSaid(value)) return partsOf(value);
  if ('bytes' in value) return [formatVolumeIn(value.bytes, value.step)];
  if ('seconds' in value) return [formatDuration(value.seconds)];
  if ('mac' in value) return [value];
  const { at, as } = value;
  return as === 'at' ? ['at ', { at, as: 'moment' }] : [{ at, as }];
}

/** Texts that stand beside one another are one. */
function joined(parts: readonly Part[]): Part[] {
  return parts.reduce<Part[]>((all, part) => {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') return [...all.slice(0, -1), last + part];
    return part === '' ? all : [...all, part];
  }, []);
}

function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
