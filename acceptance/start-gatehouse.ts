import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type ApiClient, openApiClient } from './api-client.ts';

const project = path.resolve(import.meta.dirname, '..');

export type StartOptions = {
  /** `all` unless told otherwise; `radius` has no web app, so no API. */
  readonly role?: 'all' | 'radius' | 'web';
  /** Uses this database; without one, Gatehouse runs the PostgreSQL that comes along. */
  readonly databaseUrl?: string;
  /** A data folder that the caller made and removes, to start on it again. */
  readonly dataFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Instead of whatever is free: to come back where its routers know it. */
  readonly ports?: Pick<Gatehouse, 'adminUrl' | 'auth' | 'acct'> & Partial<Pick<Gatehouse, 'portalUrl'>>;
  /** The command that serves; `start` unless told otherwise. */
  readonly command?: string;
};

/** The product, started as its users start it, with ports and a data folder of its own. */
export type Gatehouse = {
  readonly adminUrl: string;
  readonly portalUrl: string;
  /** Empty where the portal has no certificate. */
  readonly portalHttpsUrl: string;
  readonly auth: { readonly address: string; readonly port: number };
  readonly acct: { readonly address: string; readonly port: number };
  /** The link for the first operator, when one was printed. */
  readonly setUpLink: string | null;
  readonly dataFolder: string;
  /** The process that was started: the supervisor. */
  readonly pid: number;
  readonly databaseUrl: string | undefined;
  /** Everything it said, for a message when something is wrong. */
  output(): string;
  /** Runs another command of the product on the same data; gives what it printed, throws unless it exits with 0. */
  command(...args: string[]): Promise<string>;
  /** The API with a fresh token of an owner. */
  api(): Promise<ApiClient>;
  /** Stops it in order, as Ctrl-C does, and removes its data. */
  stop(): Promise<void>;
  /** Waits until the process is gone. */
  readonly ended: Promise<number | null>;
};

const READY_WITHIN_MS = 120_000;
const STOPPED_WITHIN_MS = 30_000;

export async function startGatehouse(options: StartOptions = {}): Promise<Gatehouse> {
  const dataFolder = options.dataFolder ?? (await makeDataFolder());
  const environment = environmentFor(options);
  // Port 0: whatever is free; the line that says "ready" names what it became.
  const { ports: known } = options;
  const ports = [
    ['--admin', known?.adminUrl ? new URL(known.adminUrl).port : 0],
    ['--portal', known?.portalUrl ? new URL(known.portalUrl).port : 0],
    ['--radius-auth', known?.auth.port ?? 0],
    ['--radius-acct', known?.acct.port ?? 0],
  ].flatMap(([flag, port]) => [`${flag}`, `127.0.0.1:${port}`]);
  const role = options.role === undefined ? [] : ['--role', options.role];
  const args = [options.command ?? 'start', '--data', dataFolder, ...ports, ...role];
  const child = spawn(path.join(project, 'gatehouse'), args, {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const removeData = async (): Promise<void> => {
    if (options.dataFolder === undefined) await removeDataFolder(dataFolder);
  };

  let ready: Ready;
  try {
    ready = await waitUntilReady(child, said);
  } catch (error) {
    await endProcess(child, ended);
    await removeData();
    throw error;
  }
  const adminUrl = ready.listeners.get('admin') ?? '';
  const command = (...words: string[]): Promise<string> =>
    runCommand([...words, '--data', dataFolder], environment);
  return {
    adminUrl,
    portalUrl: ready.listeners.get('portal') ?? '',
    portalHttpsUrl: ready.listeners.get('portal-https') ?? '',
    auth: socketAddress(ready.listeners.get('radius-auth')),
    acct: socketAddress(ready.listeners.get('radius-acct')),
    setUpLink: ready.setUpLink,
    dataFolder,
    pid: child.pid ?? 0,
    databaseUrl: options.databaseUrl,
    ended,
    output: () => said.join(''),
    command,
    api: async () => {
      const token = await command('token', 'create', '--name', 'acceptance owner', '--role', 'owner');
      return openApiClient(adminUrl, token.trim());
    },
    stop: async () => {
      await endProcess(child, ended);
      await removeData();
    },
  };
}

/** A data folder in a folder of its own, which PostgreSQL's account can reach too when the test runs as root. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-acceptance-'));
  await chmod(folder, 0o711);
  return path.join(folder, 'data');
}

export async function removeDataFolder(dataFolder: string): Promise<void> {
  await rm(path.dirname(dataFolder), { recursive: true, force: true, maxRetries: 5 });
}

export type CommandOutcome = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs `./gatehouse` to its end, whatever that is. */
export async function tryCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CommandOutcome> {
  const child = spawn(path.join(project, 'gatehouse'), args, {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

async function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const outcome = await tryCommand(args, environment);
  if (outcome.exitCode === 0) return outcome.stdout;
  throw new Error(
    `gatehouse ${args.join(' ')} ended with ${outcome.exitCode}:\n${outcome.stderr}${outcome.stdout}`,
  );
}

function environmentFor({ databaseUrl, environment }: StartOptions): NodeJS.ProcessEnv {
  const { DATABASE_URL: _outer, ...rest } = process.env;
  return { ...rest, ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }), ...environment };
}

type Ready = { readonly listeners: ReadonlyMap<string, string>; readonly setUpLink: string | null };

/** Reads the line that begins with `gatehouse ready`, and the set-up link if one follows at once. */
async function waitUntilReady(child: ChildProcess, said: readonly string[]): Promise<Ready> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the output is not a pipe');
  return new Promise((resolve, reject) => {
    let listeners: ReadonlyMap<string, string> | null = null;
    const fail = (why: string): void => reject(new Error(`Gatehouse ${why}. It said:\n${said.join('')}`));
    const timer = setTimeout(() => fail('was not ready in time'), READY_WITHIN_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code} before it was ready`);
    });
    const finish = (setUpLink: string | null): void => {
      clearTimeout(timer);
      if (listeners !== null) resolve({ listeners, setUpLink });
    };
    createInterface({ input: stdout }).on('line', (line) => {
      const link = /https?:\/\/\S+/.exec(line)?.[0] ?? null;
      if (listeners !== null) finish(link);
      if (!line.startsWith('gatehouse ready')) return;
      listeners = listenersOf(line);
      setTimeout(() => finish(null), 300); // the link follows on a line of its own, at the first start only
    });
  });
}

function listenersOf(line: string): ReadonlyMap<string, string> {
  const pairs = line.split(/\s+/).filter((word) => word.includes('='));
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

async function endProcess(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}

function socketAddress(text = '127.0.0.1:0'): { address: string; port: number } {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}
