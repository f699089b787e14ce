import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildLoadGenerator } from './load-generator.ts';
import { readOptions } from './options.ts';
import { runBench } from './run-bench.ts';

/**
 * `npm run bench`: see docs/benchmarks.md, which it writes. Loopback only; nothing else should run on the machine.
 * Never a part of the tests. Where it cannot measure it says why, and that is no failure.
 */
const project = path.resolve(import.meta.dirname, '../..');
const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.log(options);
  process.exit(process.argv.includes('--help') ? 0 : 2);
}

const workFolder = await mkdtemp(path.join(tmpdir(), 'gatehouse-bench-'));
await chmod(workFolder, 0o711);
const cleanups: (() => Promise<unknown>)[] = [() => rm(workFolder, { recursive: true, force: true })];
let cleaning: Promise<void> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
}
try {
  const sourceFolder = process.env['GATEHOUSE_BENCH_SHARED'] ?? path.resolve(project, '../shared/bench');
  const generator = buildLoadGenerator(sourceFolder, workFolder);
  if (typeof generator === 'string') console.log(`bench: nothing is measured: ${generator}`);
  else
    await runBench({
      options,
      generator,
      workFolder,
      page: options.page ?? path.join(project, 'docs/benchmarks.md'),
      atEnd: (step) => cleanups.push(step),
      say: (line) => console.error(`bench: ${line}`),
    });
} catch (error) {
  if (cleaning === null) throw error; // interrupted: whatever was waiting for an answer gets none
} finally {
  await cleanUp();
}

/** Stops and removes in the reverse order, each step whatever became of the others. */
function cleanUp(): Promise<void> {
  cleaning ??= (async () => {
    for (const step of cleanups.toReversed()) {
      await step().catch((error: unknown) => console.error('bench: cleaning up:', error));
    }
  })();
  return cleaning;
}
