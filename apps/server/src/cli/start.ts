import { readConfig } from '../config.ts';
import { runSystem } from '../main.ts';
import type { Terminal } from './command.ts';

/** `gatehouse start`: serves until SIGINT or SIGTERM. */
export async function run(args: readonly string[], { environment, print }: Terminal): Promise<number> {
  await runSystem(readConfig(args, environment), { print });
  return 0;
}
