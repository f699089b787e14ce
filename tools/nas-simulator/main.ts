import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { SmsMessage } from '../demo/sms-provider.ts';
import { makeIsp } from '../seed/make-isp.ts';
import { simulate } from './simulate.ts';

/**
 * `node main.ts --demo demo-data/demo.json --auth 127.0.0.1:1812 --acct 127.0.0.1:1813 --portal http://127.0.0.1:8081 --nas 1,2,3,4`
 * Text messages that the portal sends come as IPC messages. Runs beside `gatehouse demo` until it is told to stop, or its parent is gone.
 */
const { values } = parseArgs({
  options: {
    demo: { type: 'string' },
    auth: { type: 'string' },
    acct: { type: 'string' },
    portal: { type: 'string' },
    /** Ids of the routers, with commas between; nothing for one that is no more. */
    nas: { type: 'string' },
  },
});
const demo = JSON.parse(await readFile(values.demo ?? '', 'utf8')) as {
  readonly seed: number;
  readonly passwordSeed: number;
  readonly madeAt: number;
  readonly nasSecrets: readonly string[];
  readonly voucherCodes?: readonly string[];
};
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => stop.abort());

const messages = new Map<string, string>();
process.on('message', ({ to, text }: SmsMessage) => void messages.set(to, text));

await simulate({
  isp: makeIsp({ seed: demo.seed, passwordSeed: demo.passwordSeed, now: demo.madeAt }),
  nasSecrets: demo.nasSecrets,
  server: { auth: listener(values.auth), acct: listener(values.acct) },
  seed: Date.now(),
  clock: Date.now,
  signal: stop.signal,
  visitors: values.portal
    ? {
        portalUrl: values.portal,
        nasIds: (values.nas ?? '').split(',').map((id) => id || null),
        messageTo: (phone) => messages.get(phone),
        voucherCodes: demo.voucherCodes ?? [],
      }
    : null,
});
if (process.connected) process.disconnect(); // else the channel to the parent keeps this process alive

function listener(text = ''): { address: string; port: number } {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}
