/** Reads RouterOS strings as the router does; made for tests, so that what is written can be read back. */
export type RouterOsString = { readonly value: string; readonly end: number };

/** The string whose opening quote stands at `start`. Throws where it never ends, or holds what would be a variable. */
export function readRouterOsString(script: string, start: number): RouterOsString {
  const octets: number[] = [];
  for (let at = start + 1; at < script.length; at++) {
    const character = script[at] ?? '';
    if (character === '"') return { value: Buffer.from(octets).toString('utf8'), end: at + 1 };
    if (character === '$' || character === '\n')
      throw new Error(`${JSON.stringify(character)} within a string`);
    if (character !== '\\') {
      octets.push(...Buffer.from(character));
      continue;
    }
    const hex = /^[0-9A-F]{2}/.exec(script.slice(at + 1))?.[0];
    if (hex === undefined) throw new Error(`an unknown escape: ${script.slice(at, at + 3)}`);
    octets.push(Number.parseInt(hex, 16));
    at += 2;
  }
  throw new Error('a string that never ends');
}

/** A script with its comments taken out and each of its strings replaced by `""`, and the strings. */
export function splitRouterOs(script: string): {
  readonly commands: string;
  readonly strings: readonly string[];
} {
  const strings: string[] = [];
  let commands = '';
  for (let at = 0; at < script.length; ) {
    const character = script[at] ?? '';
    if (character === '#') at = script.indexOf('\n', at);
    else if (character === '"') {
      const { value, end } = readRouterOsString(script, at);
      strings.push(value);
      commands += '""';
      at = end;
    } else {
      commands += character;
      at += 1;
    }
  }
  return { commands, strings };
}
