import { type Said, said } from '@gatehouse/domain/said/said';

export type DecodedText = { readonly text: string; readonly encoding: TextEncodingName };
export type TextEncodingName = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/** What is not text at all: one sentence for whoever sent it. */
export type NoText = { readonly fault: Said };

/**
 * The text of a file in whatever a spreadsheet or a router writes: UTF-8 and UTF-16 with or without a byte order mark,
 * and what is neither is taken for Windows-1252, in which every octet is a letter.
 */
export function decodeText(bytes: Uint8Array): DecodedText | NoText {
  const known = knownNoText(bytes);
  if (known !== null) return { fault: known };
  const wide = wideEncoding(bytes);
  if (wide !== null) return { text: decode(wide, bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return bytes.includes(0)
      ? { fault: said('fileNoText') }
      : { text: decode('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

function knownNoText(bytes: Uint8Array): Said | null {
  if (bytes.length === 0) return said('fileEmpty');
  const begins = (...octets: number[]) => octets.every((octet, i) => bytes[i] === octet);
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) {
    return said('fileWorkbook');
  }
  if (begins(0x25, 0x50, 0x44, 0x46)) return said('filePdf');
  if (begins(0x1f, 0x8b)) return said('fileCompressed');
  return null;
}

/** By its byte order mark; without one by where the zeros stand that plain letters have in UTF-16. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = bytes.subarray(0, 1000);
  looked.forEach((octet, i) => {
    if (octet === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = looked.length * 0.3;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : null;
}
