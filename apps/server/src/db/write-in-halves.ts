import { databaseErrorCode } from './in-transaction.ts';

/**
 * Writes all items at once. When the database refuses them for what they contain (SQLSTATE classes 22
 * and 23), they are halved until the item that it will never take stands alone and is given up, so
 * that one bad item does not keep the others out. Any other failure rejects.
 */
export async function writeInHalves<T>(
  items: readonly T[],
  write: (items: readonly T[]) => Promise<void>,
  onRefused: (error: unknown, item: T) => void,
): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  try {
    await write(items);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    if (items.length === 1) return onRefused(error, first);
    const middle = items.length >>> 1;
    await writeInHalves(items.slice(0, middle), write, onRefused);
    await writeInHalves(items.slice(middle), write, onRefused);
  }
}

/** The database refuses what it was given (SQLSTATE classes 22 and 23): trying again would not help. */
export function isAboutContent(error: unknown): boolean {
  const code = databaseErrorCode(error) ?? '';
  return code.startsWith('22') || code.startsWith('23');
}
