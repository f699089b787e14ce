import packageJson from '../../package.json' with { type: 'json' };
import { ownPortsOf } from '../http/own-ports.ts';
import { startWeb } from '../http/start-web.ts';
import { startCarryingOn } from '../jobs/start-carrying-on.ts';
import { startJobsPatiently } from '../jobs/start-jobs.ts';
import { openProviderIo } from '../payments/providers/open-provider-io.ts';
import { nasVendors } from '../radius/nas-vendors/index.ts';
import { explainLogin } from '../radius/present-explanation.ts';
import { runAsChild } from '../supervisor/run-as-child.ts';
import { startWebhookSender } from '../webhooks/start-webhook-sender.ts';

/** The web process: admin app, API, jobs. */
await runAsChild({
  name: 'web',
  poolSize: 12,
  async start(parts) {
    const web = await startWeb(parts, {
      nasVendors,
      explainLogin: explainLogin(parts),
      version: packageJson.version,
    });
    const { now } = parts.clock;
    const ownPorts = () => ownPortsOf(web.listeners, parts.config.databaseUrl);
    const jobs = startJobsPatiently({ ...parts, now, providerIo: openProviderIo({ ownPorts, now }) });
    const carryingOn = startCarryingOn(parts);
    const webhooks = startWebhookSender({ ...parts, ownPorts, now });
    return {
      listeners: web.listeners,
      async stop() {
        await web.stop();
        await carryingOn.stop();
        await webhooks.stop();
        await jobs.stop();
      },
    };
  },
});
