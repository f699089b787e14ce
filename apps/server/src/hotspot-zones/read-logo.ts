import { createHash } from 'node:crypto';
import type { LogoType } from '../db/schema.ts';

/** A zone's logo, as its portal serves it. */
export type Logo = {
  readonly type: LogoType;
  readonly octets: Buffer;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
};

/** With the largest page of a portal it is less than 50 kB: it travels over a bad line before anybody is online. */
export const LOGO_BYTES_MAX = 11 * 1024;
/** A few octets can say that they are a gigabyte of pixels. */
const PIXELS_MAX = 2000;

type Size = { readonly width: number; readonly height: number };

/** A logo, or what is wrong with it. What it is, its octets tell: never a name or a header. */
export function readLogo(octets: Buffer): Logo | string {
  if (octets.length > LOGO_BYTES_MAX) return 'may have 11 kB at most';
  const read = READERS.find(({ begins }) => begins(octets));
  if (read === undefined) return looksLikeSvg(octets) ? NO_SVG : NO_PICTURE;
  const size = read.size(octets);
  if (size === null || size.width === 0 || size.height === 0) return 'is a picture that ends in its middle';
  if (size.width > PIXELS_MAX || size.height > PIXELS_MAX) {
    return `may be ${PIXELS_MAX} pixels wide and high at most`;
  }
  const hash = createHash('sha256').update(octets).digest('hex').slice(0, 16);
  return { type: read.type, octets, hash, ...size };
}

const NO_PICTURE = 'must be a PNG, JPEG, WebP or GIF picture';
const NO_SVG = 'is an SVG, which can carry a program; save it as PNG';

function looksLikeSvg(octets: Buffer): boolean {
  return /<svg[\s>]/i.test(octets.subarray(0, 2000).toString('latin1'));
}

const startsWith = (octets: Buffer, at: number, text: string) =>
  octets.subarray(at, at + text.length).toString('latin1') === text;

const READERS: readonly {
  readonly type: LogoType;
  readonly begins: (octets: Buffer) => boolean;
  readonly size: (octets: Buffer) => Size | null;
}[] = [
  {
    type: 'image/png',
    begins: (octets) => startsWith(octets, 0, '\x89PNG\r\n\x1a\n'),
    size: (octets) =>
      octets.length < 33 || !startsWith(octets, 12, 'IHDR')
        ? null
        : { width: octets.readUInt32BE(16), height: octets.readUInt32BE(20) },
  },
  {
    type: 'image/gif',
    begins: (octets) => startsWith(octets, 0, 'GIF87a') || startsWith(octets, 0, 'GIF89a'),
    size: (octets) =>
      octets.length < 13 ? null : { width: octets.readUInt16LE(6), height: octets.readUInt16LE(8) },
  },
  {
    type: 'image/webp',
    begins: (octets) => startsWith(octets, 0, 'RIFF') && startsWith(octets, 8, 'WEBPVP8'),
    size: webpSize,
  },
  { type: 'image/jpeg', begins: (octets) => startsWith(octets, 0, '\xff\xd8\xff'), size: jpegSize },
];

/** Its three forms: with loss, without, and the one that is extended. */
function webpSize(octets: Buffer): Size | null {
  if (octets.length < 30) return null;
  if (startsWith(octets, 12, 'VP8X')) {
    return { width: octets.readUIntLE(24, 3) + 1, height: octets.readUIntLE(27, 3) + 1 };
  }
  if (startsWith(octets, 12, 'VP8L')) {
    const bits = octets.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: octets.readUInt16LE(26) & 0x3fff, height: octets.readUInt16LE(28) & 0x3fff };
}

/** The size stands in the frame's header (SOF), behind segments of any length. */
function jpegSize(octets: Buffer): Size | null {
  for (let at = 2; at + 9 < octets.length; ) {
    if (octets[at] !== 0xff) return null;
    const marker = octets[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: octets.readUInt16BE(at + 5), width: octets.readUInt16BE(at + 7) };
    at += 2 + octets.readUInt16BE(at + 2);
  }
  return null;
}
