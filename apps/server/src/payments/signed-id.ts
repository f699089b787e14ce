import { createHmac, timingSafeEqual } from 'node:crypto';

/** No letters or digits that are taken for others: people read it aloud and type it. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const BASE = BigInt(ALPHABET.length);
/** 64 bits. */
const SIGN_LENGTH = 13;

/** An id that only we can write: nobody guesses another one. Nothing is stored for it. `k3f9q2xwm8rtz4ab`. */
export function writeSignedId(key: Uint8Array, id: number): string {
  return inLetters(BigInt(id)) + sign(key, id);
}

/** In any case, with whatever stands between the letters. `null`: we did not write it. */
export function readSignedId(key: Uint8Array, text: string): number | null {
  const letters = text.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
  if (letters.length <= SIGN_LENGTH || letters.length > SIGN_LENGTH + 11) return null;
  const id = readLetters(letters.slice(0, -SIGN_LENGTH));
  if (id === null) return null;
  const [own, read] = [Buffer.from(writeSignedId(key, id)), Buffer.from(letters)];
  return own.length === read.length && timingSafeEqual(own, read) ? id : null;
}

function sign(key: Uint8Array, id: number): string {
  const digest = createHmac('sha256', key).update(String(id)).digest().readBigUInt64BE(0);
  return inLetters(digest).padStart(SIGN_LENGTH, ALPHABET[0]).slice(-SIGN_LENGTH);
}

function inLetters(number: bigint): string {
  let text = '';
  for (let rest = number; rest > 0n; rest /= BASE) text = ALPHABET.charAt(Number(rest % BASE)) + text;
  return text;
}

function readLetters(text: string): number | null {
  let id = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    id = id * ALPHABET.length + value;
  }
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
