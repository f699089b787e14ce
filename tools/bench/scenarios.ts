/** Everything that `npm run bench` can do alone, by the names that its command line takes. */
export const PARTS = [
  'calibration',
  'pap',
  'chap',
  'mac',
  'mschapv2',
  'refused',
  'paced',
  'accounting',
  'start',
  'imports',
  'lists',
  'million',
  'removals',
] as const;
export type Part = (typeof PARTS)[number];

/** Without those that take many minutes. */
export const STANDARD_PARTS: readonly Part[] = PARTS.filter(
  (part) => part !== 'lists' && part !== 'million' && part !== 'removals',
);

/** Who is asked. The two references show what the machine gives; they decide nothing. */
export type TargetId =
  | 'gatehouse'
  | 'freeradius-files'
  | 'freeradius-sql'
  | 'freeradius-acct'
  | 'freeradius-stock'
  | 'freeradius-acct-stock'
  | 'reference-c'
  | 'reference-node';

export type Scenario = {
  readonly part: Part;
  readonly title: string;
  /** `one`: all of the server and its database on core 0, the generator on core 1. `both`: no core is reserved. */
  readonly cores: 'one' | 'both';
  readonly users: 'lines' | 'guests';
  readonly load: readonly string[];
  readonly against: readonly TargetId[];
  /** By what the best run is chosen. */
  readonly best: 'most requests' | 'lowest p99';
  /** How many times as fast as that server we want to be. */
  readonly aims: Partial<Readonly<Record<TargetId, number>>>;
};

const login = {
  cores: 'one',
  users: 'lines',
  against: ['gatehouse', 'freeradius-files', 'freeradius-sql', 'freeradius-stock'],
  best: 'most requests',
  aims: { 'freeradius-files': 2, 'freeradius-sql': 20 },
} as const;

export const SCENARIOS: readonly Scenario[] = [
  {
    ...login,
    part: 'calibration',
    title: 'the machine itself',
    load: ['--kind', 'pap', '--window', '64'],
    against: ['reference-c', 'reference-node'],
    aims: {},
  },
  { ...login, part: 'pap', title: 'PAP', load: ['--kind', 'pap', '--window', '64'] },
  { ...login, part: 'chap', title: 'CHAP', load: ['--kind', 'chap', '--window', '64'] },
  {
    ...login,
    part: 'mac',
    title: 'hotspot MAC login',
    users: 'guests',
    load: ['--kind', 'mac', '--window', '64'],
  },
  {
    ...login,
    part: 'mschapv2',
    title: 'MS-CHAPv2 with MPPE keys',
    load: ['--kind', 'mschapv2', '--window', '64'],
    aims: { 'freeradius-files': 2 },
  },
  {
    ...login,
    part: 'refused',
    title: 'PAP, one in ten from a strange device',
    load: ['--kind', 'pap', '--window', '64', '--bad-mac', '0.1'],
    against: ['gatehouse'],
    aims: {},
  },
  {
    ...login,
    part: 'paced',
    title: 'PAP, paced at 5,000 a second',
    load: ['--kind', 'pap', '--window', '256', '--rate', '5000'],
    against: ['gatehouse', 'freeradius-files'],
    best: 'lowest p99',
    aims: {},
  },
  {
    part: 'accounting',
    title: 'accounting: Start, Interim, Stop, each answered after its commit',
    cores: 'both',
    users: 'lines',
    load: ['--kind', 'acct', '--window', '256'],
    against: ['gatehouse', 'freeradius-acct', 'freeradius-acct-stock'],
    best: 'most requests',
    aims: { 'freeradius-acct': 6 },
  },
];
