/** Pictures as they begin; their pixels are left out. Made for tests. */
export function pngOf(width: number, height: number, bytes = 64): Buffer {
  const picture = Buffer.alloc(Math.max(bytes, 33));
  picture.write('\x89PNG\r\n\x1a\n', 'latin1');
  picture.writeUInt32BE(13, 8);
  picture.write('IHDR', 12, 'latin1');
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
}

export function gifOf(width: number, height: number): Buffer {
  const picture = Buffer.alloc(32);
  picture.write('GIF89a', 'latin1');
  picture.writeUInt16LE(width, 6);
  picture.writeUInt16LE(height, 8);
  return picture;
}

/** With a segment before the frame's header, as cameras write it. */
export function jpegOf(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255]);
  const comment = Buffer.from([0xff, 0xfe, 0, 6, 1, 2, 3, 4]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, Buffer.from([0xff]), frame, Buffer.alloc(16)]);
}

export function webpOf(form: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Buffer {
  const picture = Buffer.alloc(40);
  picture.write('RIFF', 'latin1');
  picture.write(`WEBP${form}`, 8, 'latin1');
  if (form === 'VP8X') {
    picture.writeUIntLE(width - 1, 24, 3);
    picture.writeUIntLE(height - 1, 27, 3);
  } else if (form === 'VP8L') {
    picture.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21);
  } else {
    picture.writeUInt16LE(width, 26);
    picture.writeUInt16LE(height, 28);
  }
  return picture;
}
