import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeIsp } from '../seed/make-isp.ts';
import { simulate } from './simulate.ts';

/**
 * `node main.ts --demo demo-data/demo.json --auth 127.0.0.1:1812 --acct 127.0.0.1:1813`
 * Runs beside `gatehouse demo` until it is told to stop, or its parent is gone.
 */
const { values } = parseArgs({
  options: { demo: { type: 'string' }, auth: { type: 'string' }, acct: { type: 'string' } },
});
const demo = JSON.parse(await readFile(values.demo ?? '', 'utf8')) as {
  readonly seed: number;
  readonly passwordSeed: number;
  readonly madeAt: number;
  readonly nasSecrets: readonly string[];
};
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => stop.abort());

await simulate({
  isp: makeIsp({ seed: demo.seed, passwordSeed: demo.passwordSeed, now: demo.madeAt }),
  nasSecrets: demo.nasSecrets,
  server: { auth: listener(values.auth), acct: listener(values.acct) },
  seed: Date.now(),
  clock: Date.now,
  signal: stop.signal,
});
if (process.connected) process.disconnect(); // else the channel to the parent keeps this process alive

function listener(text = ''): { address: string; port: number } {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}
