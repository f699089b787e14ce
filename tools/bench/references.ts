import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { freeUdpPorts } from './free-ports.ts';
import type { Target } from './target.ts';

export type References = { readonly targets: readonly Target[]; stop(): Promise<void> };

/** Two servers that decide nothing: what C reaches on this machine, and what Node's sockets cost alone. */
export async function startReferences(
  responder: string,
  workFolder: string,
  users: Target['users'],
): Promise<References> {
  const folder = path.join(workFolder, 'references');
  await mkdir(folder);
  await copyFile(users.lines, path.join(folder, 'users.csv')); // the C responder looks for it where it stands
  const [cPort = 0, nodePort = 0] = await freeUdpPorts(2);
  const start = (program: string, ...args: string[]): ChildProcess =>
    spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const echo = path.join(import.meta.dirname, 'node-echo.ts');
  const children = [
    start(responder, `${cPort}`, '2', '64'),
    start(process.execPath, '--disable-warning=ExperimentalWarning', echo, `${nodePort}`),
  ];
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const [c, node] = children.map((child) => child.pid ?? 0);
  const target = (id: Target['id'], name: string, port: number, pid = 0): Target => ({
    id,
    name,
    authPort: port,
    acctPort: port,
    users,
    loadArgs: id === 'reference-node' ? ['--no-verify'] : [],
    serverPid: pid,
    databasePid: null,
    roots: [pid],
    prepare: async () => {},
  });
  return {
    targets: [
      target('reference-c', 'C: PAP checked and signed, packets in batches (the ceiling)', cPort, c),
      target('reference-node', 'Node: each packet sent back as it came (the floor of CPU)', nodePort, node),
    ],
    stop: async () => {
      await Promise.all(children.map(end));
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
