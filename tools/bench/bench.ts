import { cpus, loadavg, tmpdir } from 'node:os';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Gatehouse,
  makeDataFolder,
  removeDataFolder,
  startGatehouse,
} from '../../acceptance/start-gatehouse.ts';
import type { Item } from '../../acceptance/api-client.ts';
import { buildLoadGenerator, type LoadGenerator, type LoadResult } from './load-generator.ts';
import { findInTree, memoryOf, pinTo, processTree } from './processes.ts';
import { type BenchReport, writeReport } from './write-report.ts';

/**
 * `npm run bench`: the product as it is started by everyone, with 100,000 customers, one bound device each.
 * Loopback only; nothing else should run on the machine. Writes docs/benchmarks.md.
 */
const project = path.resolve(import.meta.dirname, '../..');
const CUSTOMERS = Number(process.env['GATEHOUSE_BENCH_CUSTOMERS'] ?? 100_000);
const GUESTS = Math.ceil(CUSTOMERS / 10);
const SECONDS = process.env['GATEHOUSE_BENCH_SECONDS'] ?? '10';
const SECRET = 'a secret for the bench';

const loadBefore = loadavg()[0] ?? 0;
const work = await mkdtemp(path.join(tmpdir(), 'gatehouse-bench-'));
const dataFolder = await makeDataFolder();
let gatehouse: Gatehouse | null = null;
try {
  const sourceFolder = process.env['GATEHOUSE_BENCH_SHARED'] ?? path.resolve(project, '../shared/bench');
  const generator = buildLoadGenerator(sourceFolder, work);
  if (typeof generator === 'string') console.error(`bench: no load is measured: ${generator}`);

  gatehouse = await startGatehouse({ dataFolder });
  const importSeconds = await fill(gatehouse, typeof generator === 'string' ? null : generator);
  await gatehouse.stop();

  const started = performance.now();
  gatehouse = await startGatehouse({ dataFolder });
  const readySeconds = (performance.now() - started) / 1000;
  const radius = findInTree(gatehouse.pid, 'radius');
  const atRest = memoryOf(radius);
  const loads = typeof generator === 'string' ? [] : measureAll(generator, gatehouse, radius);
  const report: BenchReport = {
    at: new Date(),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}`,
    loadBefore,
    customers: CUSTOMERS,
    importSeconds,
    readySeconds,
    atRest,
    afterLoad: memoryOf(radius),
    loads,
    skipped: typeof generator === 'string' ? generator : null,
  };
  await writeReport(path.join(project, 'docs/benchmarks.md'), report);
} finally {
  await gatehouse?.stop();
  await removeDataFolder(dataFolder);
  await rm(work, { recursive: true, force: true });
}

/** A router, a zone, a package, the customers by import; gives the seconds that the import took. */
async function fill(to: Gatehouse, generator: LoadGenerator | null): Promise<number> {
  const api = await to.api();
  const zone = await api.post<Item>('/hotspot-zones', { name: 'Bench', ssid: 'Bench' });
  await api.post('/nas', {
    name: 'Bench',
    address: '127.0.0.0/8',
    secret: SECRET,
    vendor: 'mikrotik',
    zoneId: zone.id,
  });
  await api.post('/service-packages', {
    name: 'Bench line',
    kind: 'pppoe',
    rateDownKbps: 20_480,
    rateUpKbps: 10_240,
  });
  await api.post('/service-packages', {
    name: 'Bench hotspot',
    kind: 'hotspot',
    rateDownKbps: 20_480,
    rateUpKbps: 10_240,
  });
  const rows = generator === null ? plainRows() : await generatedRows(generator);
  const file = path.join(work, 'customers.csv');
  await writeFile(file, ['name,username,password,kind,macBinding,package,macs', ...rows, ''].join('\n'));
  const begun = performance.now();
  await to.command('import', 'customers', file);
  return (performance.now() - begun) / 1000;
}

async function generatedRows(generator: LoadGenerator): Promise<string[]> {
  const lines = await generator.users({
    prefix: 'u',
    first: 0,
    count: CUSTOMERS,
    file: path.join(work, 'lines.csv'),
  });
  const guests = await generator.users({
    prefix: 'h',
    first: CUSTOMERS,
    count: GUESTS,
    file: path.join(work, 'guests.csv'),
  });
  const known = new Set(lines.map((user) => user.mac));
  return [
    ...lines.map(
      ({ username, password, mac }) => `${username},${username},${password},pppoe,strict,Bench line,${mac}`,
    ),
    ...guests
      .filter((user) => !known.has(user.mac))
      .map(
        ({ username, password, mac }) => `${username},${username},${password},hotspot,,Bench hotspot,${mac}`,
      ),
  ];
}

function plainRows(): string[] {
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const mac = (0x020000000000 + index * 7919).toString(16).padStart(12, '0');
    return `u${index},u${index},pw${index},pppoe,strict,Bench line,${mac}`;
  });
}

/** Each load once with Gatehouse and its database on one core, the generator on the other. */
function measureAll(
  generator: LoadGenerator,
  { pid, auth, acct }: Gatehouse,
  radius: number,
): BenchReport['loads'] {
  const database = processTree(pid).filter((each) => each !== radius && each !== pid)[0] ?? radius;
  const target = [
    '--port',
    `${auth.port}`,
    '--acct-port',
    `${acct.port}`,
    '--secret',
    SECRET,
    '--require-ma',
    '--warmup',
    '2',
    '-t',
    SECONDS,
  ];
  const cpu = ['--cpu', `radius=${radius}`, '--cpu', `database=${database}`];
  const run = (csv: string, ...args: string[]): LoadResult =>
    generator.run([...target, ...cpu, '--csv', path.join(work, csv), ...args]);
  const all = processTree(pid);

  pinTo(all, '0');
  const pinned = [
    { name: 'PAP', csv: 'lines.csv', kind: 'pap' },
    { name: 'CHAP', csv: 'lines.csv', kind: 'chap' },
    { name: 'MS-CHAPv2', csv: 'lines.csv', kind: 'mschapv2' },
    { name: 'MAC login', csv: 'guests.csv', kind: 'mac' },
    {
      name: 'PAP, one in ten refused (strange device)',
      csv: 'lines.csv',
      kind: 'pap',
      more: ['--bad-mac', '0.1'],
    },
  ].map(({ name, csv, kind, more = [] }) => ({
    name,
    where: 'one core' as const,
    window: 64,
    result: run(csv, '--kind', kind, '--window', '64', ...more),
  }));
  pinTo(all, '0,1');
  const accounting = {
    name: 'Accounting (Start, Interim, Stop), committed',
    where: 'both cores, generator included' as const,
    window: 256,
    result: run('lines.csv', '--kind', 'acct', '--window', '256'),
  };
  return [...pinned, accounting];
}
