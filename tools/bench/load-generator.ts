import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What one run of the load generator found. Times in microseconds. */
export type LoadResult = {
  readonly seconds: number;
  readonly requests: number;
  readonly rps: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly wrong: number;
  readonly lost: number;
  readonly retransmits: number;
  readonly latency_us: { readonly p50: number; readonly p99: number; readonly max: number };
  /** CPU seconds of the server and of its database per 1000 requests. */
  readonly server_cpu_s_per_1000?: number;
  readonly database_cpu_s_per_1000?: number;
};

export type LoadInProgress = {
  /** Ends it early; it still waits for the replies to what it has sent. */
  stop(): void;
  readonly result: Promise<LoadResult>;
};

/** `radload`, a generator that checks every reply, and `radecho`; their sources lie outside of this project. */
export type LoadGenerator = {
  readonly sourceFolder: string;
  readonly responder: string;
  /** Writes `username,password,mac` lines of made-up users. */
  writeUsers(options: { prefix: string; first: number; count: number; file: string }): void;
  /** @param cores which it may use, as taskset takes them */
  start(args: readonly string[], cores: string): LoadInProgress;
};

/** Builds both into `folder`; a sentence says why that is not possible. */
export function buildLoadGenerator(sourceFolder: string, folder: string): LoadGenerator | string {
  const program = path.join(folder, 'radload');
  const responder = path.join(folder, 'radecho');
  const fault =
    compile(path.join(sourceFolder, 'radload.c'), program) ??
    compile(path.join(sourceFolder, 'radecho.c'), responder);
  if (fault !== null) return fault;
  return {
    sourceFolder,
    responder,
    writeUsers: ({ prefix, first, count, file }) => {
      const range = ['--prefix', prefix, '--first', `${first}`, '--users', `${count}`];
      const made = spawnSync(program, [...range, '--dump-users', file], { encoding: 'utf8' });
      if (made.status !== 0) throw new Error(`radload could not write users: ${made.stderr}`);
    },
    start: (args, cores) => startProgram(program, args, cores),
  };
}

function compile(source: string, program: string): string | null {
  if (!existsSync(source))
    return `there is no ${source} (GATEHOUSE_BENCH_SHARED names the folder that has it)`;
  const args = ['-O2', '-march=native', '-o', program, source, '-lcrypto'];
  const built = spawnSync('gcc', args, { encoding: 'utf8' });
  if (built.error !== undefined) return 'there is no C compiler (gcc and libssl-dev are needed)';
  if (built.status === 0) return null;
  const reason = built.stderr.split('\n').find((line) => line.includes('error')) ?? built.stderr;
  return `${path.basename(source)} does not compile (gcc and libssl-dev are needed): ${reason}`;
}

/** Not synchronous: meanwhile somebody must read what the server says, or it would block on its own log. */
function startProgram(program: string, args: readonly string[], cores: string): LoadInProgress {
  const child = spawn('taskset', ['-c', cores, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const result = new Promise<LoadResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const line = said.out.trim().split('\n').at(-1) ?? '';
      if (!line.startsWith('{'))
        return reject(new Error(`radload ${args.join(' ')} ended with ${status}: ${said.err}`));
      if (said.err !== '') process.stderr.write(said.err);
      resolve(JSON.parse(line) as LoadResult);
    });
  });
  return { stop: () => child.kill('SIGINT'), result };
}
