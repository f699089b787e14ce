import { readConfig } from '../../config.ts';
import { runSystem } from '../../main.ts';
import { Refusal } from '../../refusal.ts';

/** The supervisor with children that only listen: `system.ts FLAGS`, as `gatehouse start` takes them. */
const children = (['radius', 'web'] as const).map((name) => ({
  name,
  entry: new URL(`./test-${name}.ts`, import.meta.url),
}));

try {
  await runSystem(readConfig(process.argv.slice(2), process.env), { children });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`gatehouse: ${error.message}\n`);
  process.exitCode = 1;
}
