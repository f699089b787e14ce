import type { Million } from './measure-million.ts';
import type { Measurement } from './measure.ts';
import type { Imports } from './measure-imports.ts';
import type { Lists } from './measure-lists.ts';
import type { Removals } from './measure-removals.ts';
import type { Starts } from './measure-starts.ts';
import type { Memory } from './processes.ts';
import { sumUp } from './removal-ledger.ts';

/** What each server did, scenario by scenario. */
export function loadTable(measurements: readonly Measurement[]): string {
  return table(
    [
      ['requests', 'server'],
      [
        'per second',
        'median',
        'CPU: server',
        'PostgreSQL',
        'all, written behind too',
        'p50',
        'p99',
        'wrong / lost',
      ],
    ],
    measurements.map(({ scenario, target, best, medianPerSecond, medianP99, wrong, lost }) => [
      [scenario.title, target.name],
      [
        count(best.perSecond),
        scenario.best === 'lowest p99' ? `p99 ${millis(medianP99)}` : count(medianPerSecond),
        micros(best.serverCpu),
        best.databaseCpu === null ? '–' : micros(best.databaseCpu),
        micros(best.wholeCpu),
        millis(best.p50),
        millis(best.p99),
        `${wrong} / ${lost}`,
      ],
    ]),
  );
}

/** The tables of the loads, by their places in the page. `notCompared` says why FreeRADIUS is not among them. */
export function loadTables(
  measured: readonly Measurement[],
  notCompared: string | null,
): { logins?: string; accounting?: string } {
  const [accounting, logins] = [true, false].map((is) =>
    measured.filter(({ scenario }) => (scenario.part === 'accounting') === is),
  );
  return {
    ...(logins?.length && { logins: bothTables(logins, notCompared) }),
    ...(accounting?.length && { accounting: bothTables(accounting, notCompared) }),
  };
}

function bothTables(measured: readonly Measurement[], notCompared: string | null): string {
  const reason = notCompared === null ? '' : `Not compared with FreeRADIUS: ${notCompared}.`;
  return [loadTable(measured), ratioTable(measured), reason].filter((each) => each !== '').join('\n\n');
}

/** The same as ratios: how many times as fast Gatehouse is, by requests and by CPU. */
function ratioTable(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap((other) => {
    const { scenario, target } = other;
    const ours = measurements.find((each) => each.scenario === scenario && each.target.id === 'gatehouse');
    if (ours === undefined || target.id === 'gatehouse' || scenario.best !== 'most requests') return [];
    const aim = scenario.aims[target.id];
    const cells = [
      ratio(ours.best.perSecond / other.best.perSecond),
      ratio(ours.medianPerSecond / other.medianPerSecond),
      ratio(other.best.wholeCpu / ours.best.wholeCpu),
      aim === undefined ? '' : `${aim} ×`,
    ];
    return [[[scenario.title, target.name], cells]];
  });
  if (rows.length === 0) return '';
  const head = [
    ['Gatehouse is faster', 'than'],
    ['best runs', 'medians', 'CPU, all of it', 'aim'],
  ];
  return table(head, rows);
}

export function startTable({
  customers,
  devices,
  importSeconds,
  best,
  medianSeconds,
  memoryAfter,
}: Starts): string {
  const rows = [
    [
      `import of ${count(customers)} customers with ${count(devices)} devices, from CSV`,
      `${importSeconds.toFixed(1)} s`,
    ],
    [
      'start on that database, from the command to "ready"',
      `${best.seconds.toFixed(1)} s (median ${medianSeconds.toFixed(1)} s)`,
    ],
    ['radius process when ready', memory(best.memory)],
    ...(memoryAfter === null ? [] : [['radius process after the load', memory(memoryAfter)]]),
  ];
  return table(
    [['', ''], []],
    rows.map((cells) => [cells, []]),
  );
}

export function millionTable({ starts, logins }: Million): string {
  const [usual, million] = logins;
  const share =
    usual === undefined || million === undefined
      ? ''
      : `PAP logins at ${count(starts.customers)} customers: **${percent(million.best.perSecond / usual.best.perSecond)}** of the rate of the usual size by the best runs, ` +
        `${percent(million.medianPerSecond / usual.medianPerSecond)} by the medians. Aims: ready within 10 s, at most 1,000 MB (proportional), at least 85 %.`;
  return [startTable(starts), loadTable(logins), share].join('\n\n');
}

export function importTable({ rows, checkSeconds, applySeconds, undoSeconds, others }: Imports): string {
  const each = (seconds: number): string => `${seconds.toFixed(1)} s`;
  const lines = [
    [
      `${count(rows)} customers with a device and a package each, from CSV: every row judged`,
      each(checkSeconds),
    ],
    ['applied, in force everywhere', each(applySeconds)],
    ['**both together**', `**${each(checkSeconds + applySeconds)}**`],
    ['the whole import undone', each(undoSeconds)],
    [
      'logins of others meanwhile',
      `${count(others.rps)} per second, ${count(others.requests)} in all, ${others.wrong} wrong, ${others.lost} lost`,
    ],
    ['their p50 / p99', `${millis(others.latency_us.p50)} / ${millis(others.latency_us.p99)}`],
  ];
  return table(
    [['', ''], []],
    lines.map((cells) => [cells, []]),
  );
}

export function listTable({ filled, asked, exported, removed }: Lists): string {
  const whole = (ms: number): string => `${ms.toFixed(0)} ms`;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  const questions = table(
    [
      [`of ${count(filled.devices)} devices of ${count(filled.customers)} customers`],
      ['questions', 'p50', 'p95', 'slowest'],
    ],
    asked.map(({ what, count: questions, p50, p95, slowest }) => [
      [what],
      [count(questions), whole(p50), whole(p95), whole(slowest)],
    ]),
  );
  const { others } = removed;
  const rows = [
    [
      `all ${count(exported.rows)} devices as CSV, ${megabytes(exported.bytes)}`,
      `${exported.seconds.toFixed(1)} s`,
    ],
    [
      'the web process before, and at most meanwhile',
      `${exported.mbBefore} MB, ${exported.mbMost} MB (proportional)`,
    ],
    [
      `${count(removed.devices)} devices removed at once, in force everywhere`,
      `${removed.seconds.toFixed(1)} s`,
    ],
    ['all of it undone', `${removed.undoSeconds.toFixed(1)} s`],
    [
      'logins of others meanwhile',
      `${count(others.rps)} per second, ${count(others.requests)} in all, ${others.wrong} wrong, ${others.lost} lost`,
    ],
    ['their p50 / p99', `${millis(others.latency_us.p50)} / ${millis(others.latency_us.p99)}`],
  ];
  const done = table(
    [['', ''], []],
    rows.map((cells) => [cells, []]),
  );
  return [questions, 'Aim: 95 of 100 answers within 150 ms.', done].join('\n\n');
}

export function removalTable(removals: Removals): string {
  const sum = sumUp(removals.rows);
  const { others } = removals;
  const rows = [
    ['devices removed one by one through the API', count(sum.removed)],
    ['refused at the very next attempt', count(sum.refused)],
    ['**let in although the removal was answered**', `**${count(sum.letIn)}**`],
    ['no reply to that attempt', count(sum.unanswered)],
    ['removal answered by something else than 204, in force', count(sum.notInForce)],
    ['not let in before the removal (would prove nothing)', count(sum.notLetInBefore)],
    ['not refused once more at the end', count(sum.letInAtEnd)],
    ['removed and asked while an import was going on', count(sum.duringImport)],
    [
      'removal, from request to answer',
      `${sum.medianRemovalMs.toFixed(1)} ms, slowest ${sum.slowestRemovalMs.toFixed(0)} ms`,
    ],
    [
      'logins of others meanwhile',
      `${count(others.rps)} per second, ${count(others.requests)} in all, ${others.wrong} wrong, ${others.lost} lost`,
    ],
    ['their p50 / p99', `${millis(others.latency_us.p50)} / ${millis(others.latency_us.p99)}`],
    [
      'rows imported meanwhile',
      `${count(removals.importedRows)} in ${removals.imports} imports, ${removals.seconds.toFixed(0)} s`,
    ],
  ];
  const verdict = sum.clean ? 'Every single one was refused.' : '**Not as it should be.**';
  return [
    table(
      [['', ''], []],
      rows.map((cells) => [cells, []]),
    ),
    verdict,
  ].join('\n\n');
}

type Cells = readonly (readonly string[])[];

/** The first group of a row's cells stands left, the second right. */
function table([left = [], right = []]: Cells, rows: readonly Cells[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = [...left.map(() => '---'), ...right.map(() => '--:')];
  return [line([...left, ...right]), line(rule), ...rows.map((groups) => line(groups.flat()))].join('\n');
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function micros(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} µs`;
}

function millis(microseconds: number): string {
  return `${(microseconds / 1000).toFixed(2)} ms`;
}

function ratio(value: number): string {
  return `${value.toFixed(1)} ×`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}

function memory({ rssMb, pssMb }: Memory): string {
  return `${count(pssMb)} MB proportional (${count(rssMb)} MB resident)`;
}
