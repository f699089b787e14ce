import type { Picture } from './portal-entry.ts';
import { say } from './texts.ts';

const BYTES_MAX = 11 * 1024;
/** Twice what a phone shows. */
const [WIDTH_MAX, HEIGHT_MAX] = [480, 112];
/** Without loss first; then in ever coarser forms until it is light enough. */
const FORMS = [
  ['image/png', 1],
  ['image/webp', 0.92],
  ['image/webp', 0.75],
  ['image/webp', 0.5],
] as const;

/** A picture as it was chosen, made as small as a portal's logo is; or why it cannot be. */
export async function prepareLogo(file: File): Promise<Picture | string> {
  if (file.type === 'image/svg+xml') {
    return say('logoSvg');
  }
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return say('logoUnread');
  const share = Math.min(1, WIDTH_MAX / bitmap.width, HEIGHT_MAX / bitmap.height);
  const isTaken = /^image\/(png|jpeg|webp|gif)$/.test(file.type);
  if (isTaken && share === 1 && file.size <= BYTES_MAX) return readPicture(file);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  for (const [type, quality] of FORMS) {
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (made !== null && made.size <= BYTES_MAX) return readPicture(made);
  }
  return say('logoTooLarge');
}

/** As the API takes it. */
export async function readPicture(blob: Blob): Promise<Picture> {
  const octets = new Uint8Array(await blob.arrayBuffer());
  const text = Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  return { base64: btoa(text), type: blob.type };
}
