/**
 * Whether `length` octets of both are equal. Takes the same time wherever they differ, so that an
 * outsider cannot guess a digest octet by octet.
 */
export function equalBytes(
  a: Uint8Array,
  aOffset: number,
  b: Uint8Array,
  bOffset: number,
  length: number,
): boolean {
  let difference = 0;
  for (let i = 0; i < length; i++) difference |= (a[aOffset + i] as number) ^ (b[bOffset + i] as number);
  return difference === 0 && aOffset + length <= a.length && bOffset + length <= b.length;
}
