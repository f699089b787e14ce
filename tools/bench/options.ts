import { parseArgs } from 'node:util';
import { PARTS, type Part, STANDARD_PARTS } from './scenarios.ts';

export type BenchOptions = {
  readonly parts: ReadonlySet<Part>;
  readonly rounds: number;
  /** How long each counted run lasts. */
  readonly seconds: number;
  readonly customers: number;
  readonly millionCustomers: number;
  readonly removals: number;
  readonly listDevices: number;
  /** Also FreeRADIUS as Debian installs it, not tuned. */
  readonly stock: boolean;
  readonly compare: boolean;
  /** Nothing was made smaller: the tables may be written into the page. */
  readonly fullSize: boolean;
  /** Where the page is written instead of docs/benchmarks.md; then also reduced runs write it. */
  readonly page: string | null;
};

export const USAGE = `npm run bench -- [part …] [options]
  parts        ${PARTS.join(' ')}
               none named: ${STANDARD_PARTS.join(' ')}
  --million    the part of that name: 1,000,000 customers with two devices each (ten minutes)
  --removals   the part of that name: removed devices are refused at the very next attempt (minutes)
  lists        a part of that name: searches, sorts, the export and a bulk removal at 1,000,000 devices (minutes)
  --all        every part
  --quick      a look within minutes: few customers, one short round; the page is not written
  --stock      also FreeRADIUS as Debian installs it
  --alone      no comparison with FreeRADIUS
  --rounds N --seconds S --customers N --million-customers N --removed-devices N --list-devices N     other sizes
  --page FILE  writes the tables there instead of docs/benchmarks.md`;

const flags = {
  quick: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  million: { type: 'boolean', default: false },
  removals: { type: 'boolean', default: false },
  stock: { type: 'boolean', default: false },
  alone: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  customers: { type: 'string' },
  'million-customers': { type: 'string' },
  'removed-devices': { type: 'string' },
  'list-devices': { type: 'string' },
  page: { type: 'string' },
} as const;

/** What is to be measured; a sentence when the words say nothing that can be. */
export function readOptions(args: readonly string[]): BenchOptions | string {
  try {
    return optionsOf(args);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

function optionsOf(args: readonly string[]): BenchOptions | string {
  const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true });
  if (values.help) return USAGE;
  const { quick } = values;
  const number = (text: string | undefined, usual: number): number => {
    const read = text === undefined ? usual : Number(text);
    if (!(read > 0)) throw new Error(`"${text}" is no number above 0`);
    return read;
  };
  const resized = [
    values.rounds,
    values.seconds,
    values.customers,
    values['million-customers'],
    values['removed-devices'],
    values['list-devices'],
  ].some((value) => value !== undefined);
  return {
    parts: readParts(positionals, values),
    rounds: number(values.rounds, quick ? 1 : 3),
    seconds: number(values.seconds, quick ? 2 : 8),
    customers: number(values.customers, quick ? 10_000 : 100_000),
    millionCustomers: number(values['million-customers'], quick ? 50_000 : 1_000_000),
    removals: number(values['removed-devices'], quick ? 500 : 10_000),
    listDevices: number(values['list-devices'], quick ? 20_000 : 1_000_000),
    stock: values.stock,
    compare: !values.alone,
    fullSize: !quick && !resized && !values.alone,
    page: values.page ?? null,
  };
}

function readParts(
  named: readonly string[],
  { all, million, removals }: { all: boolean; million: boolean; removals: boolean },
): Set<Part> {
  if (all) return new Set(PARTS);
  const parts = new Set<Part>();
  for (const name of named) {
    const part = PARTS.find((each) => each === name);
    if (part === undefined) throw new Error(`there is no part "${name}"`);
    parts.add(part);
  }
  if (million) parts.add('million');
  if (removals) parts.add('removals');
  return parts.size === 0 ? new Set(STANDARD_PARTS) : parts;
}
