// Runs the test files it is handed by the process above, one after another, each as a suite with hooks of its own. What
// they all import is read once: for most that takes longer than their tests.
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

for (let file = await nextFile(); file !== ''; file = await nextFile()) await runFile(file);
process.disconnect();

/** Empty: there are no more. */
function nextFile(): Promise<string> {
  return new Promise((resolve) => {
    process.once('message', (file) => resolve(file as string));
    process.send?.('next');
  });
}

/** The next one begins when the last test of this one has ended. */
async function runFile(file: string): Promise<void> {
  const ended = Promise.withResolvers<void>();
  describe(file, async () => {
    after(() => ended.resolve());
    await import(pathToFileURL(file).href).catch((error: unknown) =>
      test('is read', () => Promise.reject(error)),
    );
  });
  await ended.promise;
}
