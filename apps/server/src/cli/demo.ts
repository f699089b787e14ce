import { join } from 'node:path';
import { startEventListener } from '../../../../tools/demo/event-listener.ts';
import { fillDemo, fillSales, findDemoRouters } from '../../../../tools/demo/fill-demo.ts';
import { keepBusy } from '../../../../tools/demo/keep-busy.ts';
import { startPayGateway } from '../../../../tools/demo/pay-gateway.ts';
import { startSmsProvider } from '../../../../tools/demo/sms-provider.ts';
import { type Config, readConfig } from '../config.ts';
import { runSystem } from '../main.ts';
import type { Terminal } from './command.ts';

/** The demo's routers are on this machine, so nobody else's are heard. */
const DEFAULTS = [
  '--data',
  'demo-data',
  '--radius-auth',
  '127.0.0.1:1812',
  '--radius-acct',
  '127.0.0.1:1813',
];

/**
 * `gatehouse demo`: the same system, filled with a small provider that does not exist and kept busy by a NAS
 * simulator. Only flags count here: it must never find its way into a database that the environment names.
 */
export async function run(args: readonly string[], { print }: Terminal): Promise<number> {
  const config = readConfig([...DEFAULTS, ...args], {});
  const factsFile = join(config.dataFolder, 'demo.json');
  let signIn = '';
  let nasIds: readonly (string | null)[] = [];
  const sms = await startSmsProvider();
  const pay = await startPayGateway();
  const programs = await startEventListener();
  await runSystem(config, {
    print,
    doing: 'gatehouse demo',
    beforeServing: async (parts) => {
      const facts = await fillDemo(parts, factsFile, portalUrl(config));
      const { operator } = facts;
      nasIds = await findDemoRouters(parts);
      await sms.takeOver(parts);
      await pay.takeOver(parts);
      await programs.takeOver(parts);
      await fillSales(parts, factsFile, facts);
      signIn = `as "${operator.username}" with the password "${operator.password}"`;
    },
    whenServing: async (listeners) => {
      const admin = listeners.find((listener) => listener.name === 'admin');
      print(`Sign in to the demo at ${admin?.address ?? ''} ${signIn}`);
      const stop = await keepBusy(listeners, { factsFile, nasIds, sms, print });
      return async () => {
        await stop();
        await pay.close();
        programs.close();
      };
    },
  });
  return 0;
}

/** The demo's routers are on this machine, so its portal is reached on loopback. */
function portalUrl({ portal }: Config): string | null {
  return portal.port === 0 ? null : `http://127.0.0.1:${portal.port}`;
}
