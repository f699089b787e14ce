import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type ProxyOptions = {
  /** Its own listeners, for the routers behind it. */
  readonly address: string;
  readonly authPort: number;
  readonly acctPort: number;
  readonly routersSecret: string;
  /** Where it passes everything on to, from which address and under which secret. */
  readonly homeAuth: { readonly address: string; readonly port: number };
  readonly homeAcct: { readonly address: string; readonly port: number };
  readonly sourceAddress: string;
  readonly homeSecret: string;
};

/** A FreeRADIUS that runs; `output` is what it said so far. */
export type FreeradiusProxy = { readonly output: () => string; readonly stop: () => Promise<void> };

const READY_WITHIN_MS = 20_000;

/** Debian's FreeRADIUS in front of Gatehouse: it decides nothing and passes on logins and accounting. */
export function startFreeradiusProxy(options: ProxyOptions): Promise<FreeradiusProxy> {
  return startFreeradius((folder) => configuration(folder, options));
}

/** With whatever configuration, in a folder of its own. */
export async function startFreeradius(configure: (folder: string) => string): Promise<FreeradiusProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-freeradius-'));
  await writeFile(path.join(folder, 'radiusd.conf'), configure(folder));
  const args = ['-f', '-xx', '-l', 'stdout', '-d', folder, '-n', 'radiusd'];
  const child = spawn('/usr/sbin/freeradius', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const until = Date.now() + READY_WITHIN_MS;
  while (!said.includes('Ready to process requests')) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`FreeRADIUS did not start. It said:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { output: () => said, stop };
}

function configuration(folder: string, options: ProxyOptions): string {
  const home = (type: 'auth' | 'acct', to: ProxyOptions['homeAuth']): string => `
home_server gatehouse_${type} {
  type = ${type}
  ipaddr = ${to.address}
  port = ${to.port}
  src_ipaddr = ${options.sourceAddress}
  secret = "${options.homeSecret}"
  response_window = 3
  zombie_period = 5
  revive_interval = 10
  status_check = none
}
home_server_pool gatehouse_${type}_pool {
  type = fail-over
  home_server = gatehouse_${type}
}`;
  const listener = (type: 'auth' | 'acct', port: number): string => `
  listen {
    type = ${type}
    ipaddr = ${options.address}
    port = ${port}
  }`;
  return `
prefix = /usr
libdir = /usr/lib/freeradius
logdir = ${folder}
run_dir = ${folder}
max_request_time = 10
cleanup_delay = 2
proxy_requests = yes
client routers {
  ipaddr = 127.0.0.0/8
  secret = "${options.routersSecret}"
}
${home('auth', options.homeAuth)}
${home('acct', options.homeAcct)}
realm gatehouse {
  nostrip
  auth_pool = gatehouse_auth_pool
  acct_pool = gatehouse_acct_pool
}
server in_front {
  ${listener('auth', options.authPort)}
  ${listener('acct', options.acctPort)}
  authorize {
    update control {
      Proxy-To-Realm := "gatehouse"
    }
  }
  # Older proxies sign no login that they pass on; this is one of those where the router behind it did not sign.
  pre-proxy {
    if (!&request:Message-Authenticator) {
      update proxy-request {
        Message-Authenticator !* ANY
      }
    }
  }
  preacct {
    update control {
      Proxy-To-Realm := "gatehouse"
    }
  }
}
`;
}
