/** The tables of DES (FIPS 46-3), as printed there; positions count from 1 at the left. */

// biome-ignore format: rows as in the standard
const S_BOXES: readonly (readonly number[])[] = [
  [
    14,4,13,1,2,15,11,8,3,10,6,12,5,9,0,7, 0,15,7,4,14,2,13,1,10,6,12,11,9,5,3,8,
    4,1,14,8,13,6,2,11,15,12,9,7,3,10,5,0, 15,12,8,2,4,9,1,7,5,11,3,14,10,0,6,13,
  ],
  [
    15,1,8,14,6,11,3,4,9,7,2,13,12,0,5,10, 3,13,4,7,15,2,8,14,12,0,1,10,6,9,11,5,
    0,14,7,11,10,4,13,1,5,8,12,6,9,3,2,15, 13,8,10,1,3,15,4,2,11,6,7,12,0,5,14,9,
  ],
  [
    10,0,9,14,6,3,15,5,1,13,12,7,11,4,2,8, 13,7,0,9,3,4,6,10,2,8,5,14,12,11,15,1,
    13,6,4,9,8,15,3,0,11,1,2,12,5,10,14,7, 1,10,13,0,6,9,8,7,4,15,14,3,11,5,2,12,
  ],
  [
    7,13,14,3,0,6,9,10,1,2,8,5,11,12,4,15, 13,8,11,5,6,15,0,3,4,7,2,12,1,10,14,9,
    10,6,9,0,12,11,7,13,15,1,3,14,5,2,8,4, 3,15,0,6,10,1,13,8,9,4,5,11,12,7,2,14,
  ],
  [
    2,12,4,1,7,10,11,6,8,5,3,15,13,0,14,9, 14,11,2,12,4,7,13,1,5,0,15,10,3,9,8,6,
    4,2,1,11,10,13,7,8,15,9,12,5,6,3,0,14, 11,8,12,7,1,14,2,13,6,15,0,9,10,4,5,3,
  ],
  [
    12,1,10,15,9,2,6,8,0,13,3,4,14,7,5,11, 10,15,4,2,7,12,9,5,6,1,13,14,0,11,3,8,
    9,14,15,5,2,8,12,3,7,0,4,10,1,13,11,6, 4,3,2,12,9,5,15,10,11,14,1,7,6,0,8,13,
  ],
  [
    4,11,2,14,15,0,8,13,3,12,9,7,5,10,6,1, 13,0,11,7,4,9,1,10,14,3,5,12,2,15,8,6,
    1,4,11,13,12,3,7,14,10,15,6,8,0,5,9,2, 6,11,13,8,1,4,10,7,9,5,0,15,14,2,3,12,
  ],
  [
    13,2,8,4,6,15,11,1,10,9,3,14,5,0,12,7, 1,15,13,8,10,3,7,4,12,5,6,11,0,14,9,2,
    7,11,4,1,9,12,14,2,0,6,10,13,15,3,5,8, 2,1,14,7,4,10,8,13,15,12,9,0,3,5,6,11,
  ],
];

// biome-ignore format: rows as in the standard
const P: readonly number[] = [
  16,7,20,21, 29,12,28,17, 1,15,23,26, 5,18,31,10, 2,8,24,14, 32,27,3,9, 19,13,30,6, 22,11,4,25,
];

// biome-ignore format: rows as in the standard
const PERMUTED_CHOICE_1: readonly number[] = [
  57,49,41,33,25,17,9, 1,58,50,42,34,26,18, 10,2,59,51,43,35,27, 19,11,3,60,52,44,36,
  63,55,47,39,31,23,15, 7,62,54,46,38,30,22, 14,6,61,53,45,37,29, 21,13,5,28,20,12,4,
];

// biome-ignore format: rows as in the standard
const PERMUTED_CHOICE_2: readonly number[] = [
  14,17,11,24,1,5, 3,28,15,6,21,10, 23,19,12,4,26,8, 16,7,27,20,13,2,
  41,52,31,37,47,55, 30,40,51,45,33,48, 44,49,39,56,34,53, 46,42,50,36,29,32,
];

const LEFT_SHIFTS: readonly number[] = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** Eight tables of 64: S-box and permutation P in one step, the result rotated left by 1. */
export function makeSubstitutionTable(): Int32Array {
  const table = new Int32Array(8 * 64);
  for (const [box, rows] of S_BOXES.entries()) {
    for (let input = 0; input < 64; input++) {
      const row = ((input >>> 4) & 2) | (input & 1);
      const output = rows[row * 16 + ((input >>> 1) & 15)] as number;
      table[box * 64 + input] = permute(output << (28 - 4 * box));
    }
  }
  return table;
}

function permute(word: number): number {
  let result = 0;
  for (const [at, from] of P.entries()) {
    if ((word >>> (32 - from)) & 1) result |= 1 << (31 - at);
  }
  return (result << 1) | (result >>> 31);
}

/**
 * For each octet of a 7-octet key (7 × 256 rows) the 32 words that it adds to the key schedule: a
 * round has a word for the odd S-boxes and one for the even, six bits in each octet.
 */
export function makeKeyRows(): Int32Array {
  const rows = new Int32Array(7 * 256 * 32);
  for (let octet = 0; octet < 7; octet++) {
    for (let value = 1; value < 256; value++) {
      const lowestBit = 31 - Math.clz32(value & -value);
      const row = (octet * 256 + value) * 32;
      const rest = (octet * 256 + (value & (value - 1))) * 32;
      const ofBit = scheduleOfBit(octet * 8 + 7 - lowestBit);
      for (let i = 0; i < 32; i++) rows[row + i] = (rows[rest + i] as number) ^ (ofBit[i] as number);
    }
  }
  return rows;
}

/** The schedule of the key whose bits are all zero but one; `bit` is 0 to 55 from the left. */
function scheduleOfBit(bit: number): Int32Array {
  const schedule = new Int32Array(32);
  const position = Math.floor(bit / 7) * 8 + (bit % 7) + 1;
  const chosen = PERMUTED_CHOICE_1.indexOf(position);
  const half = chosen < 28 ? 0 : 28;
  let at = chosen - half;
  for (const [round, shift] of LEFT_SHIFTS.entries()) {
    at = (at - shift + 28) % 28;
    const to = PERMUTED_CHOICE_2.indexOf(half + at + 1);
    if (to < 0) continue;
    const box = Math.floor(to / 6);
    const word = 2 * round + (box % 2);
    schedule[word] = (schedule[word] as number) | (1 << (24 - 8 * (box >>> 1) + 5 - (to % 6)));
  }
  return schedule;
}
