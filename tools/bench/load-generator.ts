import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What one run of the load generator found. Times in microseconds. */
export type LoadResult = {
  readonly rps: number;
  readonly wrong: number;
  readonly lost: number;
  readonly retransmits: number;
  readonly latency_us: { readonly p50: number; readonly p99: number; readonly max: number };
  /** CPU seconds of the radius process per 1000 requests. */
  readonly radius_cpu_s_per_1000: number;
  readonly database_cpu_s_per_1000?: number;
};

export type BenchUser = { readonly username: string; readonly password: string; readonly mac: string };

/** `radload`, a generator that checks every reply; its source lies outside of this project. */
export type LoadGenerator = {
  users(options: { prefix: string; first: number; count: number; file: string }): Promise<BenchUser[]>;
  run(args: readonly string[]): LoadResult;
};

/** Builds it into `folder`; a sentence says why that is not possible. */
export function buildLoadGenerator(sourceFolder: string, folder: string): LoadGenerator | string {
  const source = path.join(sourceFolder, 'radload.c');
  if (!existsSync(source))
    return `there is no ${source} (GATEHOUSE_BENCH_SHARED names the folder that has it)`;
  const program = path.join(folder, 'radload');
  const built = spawnSync('gcc', ['-O2', '-march=native', '-o', program, source, '-lcrypto'], {
    encoding: 'utf8',
  });
  if (built.status !== 0)
    return `radload.c does not compile (gcc and libssl-dev are needed): ${built.stderr?.split('\n')[0] ?? built.error?.message}`;
  return {
    users: async ({ prefix, first, count, file }) => {
      spawnSync(program, [
        '--prefix',
        prefix,
        '--first',
        `${first}`,
        '--users',
        `${count}`,
        '--dump-users',
        file,
      ]);
      const users = withoutSharedMacs((await readFile(file, 'utf8')).trim().split('\n').map(parseUser));
      await writeFile(
        file,
        users.map(({ username, password, mac }) => `${username},${password},${mac}\n`).join(''),
      );
      return users;
    },
    run: (args) => {
      const ran = spawnSync('taskset', ['-c', '1', program, ...args], { encoding: 'utf8' });
      const line = ran.stdout.trim().split('\n').at(-1) ?? '';
      if (!line.startsWith('{'))
        throw new Error(`radload ${args.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
      if (ran.stderr !== '') process.stderr.write(ran.stderr);
      return JSON.parse(line) as LoadResult;
    },
  };
}

function parseUser(line: string): BenchUser {
  const [username = '', password = '', mac = ''] = line.split(',');
  return { username, password, mac };
}

/** The generator derives MACs from a number, and among 100,000 one may come twice. */
function withoutSharedMacs(users: readonly BenchUser[]): BenchUser[] {
  const seen = new Set<string>();
  return users.filter(({ mac }) => !seen.has(mac) && seen.add(mac));
}
