import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { said } from '@gatehouse/domain/said/said';
import type { SourceCells, SourceFault, SourceRow } from './source-row.ts';

/** The menus whose users become customers. What other menus an export has is passed over. */
const MENUS = new Map([
  ['ppp secret', 'pppoe'],
  ['ip hotspot user', 'hotspot'],
]);

/** Whether the text is what a MikroTik prints on `export`. */
export function isRouterOsExport(text: string): boolean {
  return /^\s*\/(?:ppp[ /]secret|ip[ /]hotspot[ /]user)(?:[ /]|\s*$)/m.test(text.slice(0, 4_000_000));
}

/**
 * The users of `/ppp secret export` and `/ip hotspot user export`, alone or within the export of a whole router, of
 * RouterOS 6 and 7, with and without `terse`. Each `add` is a row; what the menus say in `set` is not about a user.
 */
export function* readRouterOs(text: string): Generator<SourceRow | SourceFault, void, undefined> {
  let kind: string | undefined;
  for (const { line, text: command } of joinLines(text)) {
    const words = splitWords(command);
    const at = words.findIndex((word) => word === 'add' || word === 'set' || word.includes('='));
    let adds = words[at] === 'add';
    if (command.startsWith('/')) {
      const menu = (at < 0 ? words : words.slice(0, at)).join(' ').replaceAll('/', ' ').trim();
      adds ||= menu.endsWith(' add');
      kind = MENUS.get(menu.replace(/ add$/, ''));
    }
    if (kind === undefined || !adds) continue;
    yield readUser(
      line,
      kind,
      words.filter((word) => word.includes('=')),
    );
  }
}

function readUser(line: number, kind: string, words: readonly string[]): SourceRow | SourceFault {
  const values = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at <= 0) continue;
    const value = readValue(word.slice(at + 1));
    if (value === null) return { line, fault: said('rowValueUnreadable', { name: word.slice(0, at) }) };
    values.set(word.slice(0, at), value);
  }
  const name = values.get('name') ?? '';
  if (name === '') return { line, fault: said('rowNamesNoUser') };
  const mac = values.get('caller-id') || values.get('mac-address') || '';
  const address = values.get('remote-address') ?? values.get('address') ?? '';
  const cells: SourceCells = {
    username: name,
    password: values.get('password') ?? '',
    name: tidy(values.get('comment') ?? ''),
    kind,
    package: values.get('profile') ?? '',
    macs: mac === '00:00:00:00:00:00' ? '' : mac,
    disabled: values.get('disabled') ?? '',
    // A pool stands in the same place as an address.
    ipAddress: /^\d+\.\d+\.\d+\.\d+$/.test(address) ? address : '',
  };
  return { line, cells: parseMacAddress(name) === null ? cells : { ...cells, macs: name } };
}

/** A comment is free text; as a name it stands in one line. */
function tidy(comment: string): string {
  return comment
    .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** A command ends with its line, unless a backslash stands there; what the next line is indented by is not part of it. */
function* joinLines(text: string): Generator<{ line: number; text: string }, void, undefined> {
  let joined = '';
  let begunAt = 0;
  let line = 0;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    line += 1;
    const part = joined === '' ? raw.trimStart() : raw.replace(/^[ \t]+/, '');
    if (joined === '') begunAt = line;
    if (joined === '' && part.startsWith('#')) continue;
    const backslashes = /\\+$/.exec(part)?.[0].length ?? 0;
    if (backslashes % 2 === 1) {
      joined += part.slice(0, -1);
      continue;
    }
    if (joined + part !== '') yield { line: begunAt, text: joined + part };
    joined = '';
  }
  if (joined !== '') yield { line: begunAt, text: joined };
}

/** At blanks, but not at those within quotes or brackets. The quotes stay. */
function splitWords(command: string): string[] {
  return command.match(/\[[^\]]*\]|(?:"(?:[^"\\]|\\.)*"?|[^\s"])+/g) ?? [];
}

const LETTERS: Readonly<Record<string, number>> = {
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  v: 0x0b,
  _: 0x20,
};

/** A value with its quotes and escapes undone; `null` where a quote stays open. */
function readValue(written: string): string | null {
  if (!written.startsWith('"')) return written;
  if (written.length < 2 || !/^"(?:[^"\\]|\\.)*"$/.test(written)) return null;
  let text = '';
  let octets: number[] = [];
  const flush = () => {
    if (octets.length > 0) text += decodeOctets(octets);
    octets = [];
  };
  for (const [, hex, escaped, plain] of written.slice(1, -1).matchAll(/\\([0-9A-F]{2})|\\(.)|([^\\]+)/g)) {
    if (hex !== undefined) octets.push(Number.parseInt(hex, 16));
    else flush();
    if (plain !== undefined) text += plain;
    if (escaped !== undefined)
      text += LETTERS[escaped] === undefined ? escaped : String.fromCharCode(LETTERS[escaped]);
  }
  flush();
  return text;
}

/** What is beyond ASCII is exported octet by octet, in whatever encoding it was typed. */
function decodeOctets(octets: readonly number[]): string {
  const bytes = Uint8Array.from(octets);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
