/** A number of 53 bits from a text: quick, spread well, not secret. Never 0. */
export function hashText(text: string, seed = 0): number {
  const octets = Buffer.from(text, 'utf8');
  return hashOctets(octets, 0, octets.length, seed);
}

/** The same of a text's UTF-8 octets, where they stand in a packet. */
export function hashOctets(octets: Uint8Array, offset: number, length: number, seed = 0): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = offset; i < offset + length; i++) {
    const unit = octets[i] as number;
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
    a = (a << 13) | (a >>> 19);
    b = (b << 17) | (b >>> 15);
  }
  return mix(a ^ length) * 0x200000 + (mix(b ^ Math.imul(a, 0x85ebca6b)) >>> 11) + 1;
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
