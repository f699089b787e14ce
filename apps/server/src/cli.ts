import type { Command, Terminal } from './cli/command.ts';
import { Refusal } from './refusal.ts';

/** In the order of the help. A new command is a file in cli/ and an entry here. */
const commands: readonly Command[] = [
  {
    name: 'start',
    usage: [
      'start [--role all|radius|web] [--admin ADDRESS:PORT] [--portal ADDRESS:PORT] [--radius-auth LIST] [--radius-acct LIST]',
      'start --admin-cert FILE --admin-key FILE [--admin-proxy ADDRESSES]',
      'start --portal-cert FILE --portal-key FILE [--portal-https ADDRESS:PORT]',
    ],
    summary: 'Runs everything: RADIUS, the web app, and the database unless DATABASE_URL names one.',
    load: () => import('./cli/start.ts'),
  },
  {
    name: 'demo',
    usage: ['demo [the flags of start]'],
    summary:
      'Runs the same system in ./demo-data, filled with a small provider and kept busy by simulated routers.',
    load: () => import('./cli/demo.ts'),
  },
  {
    name: 'token',
    usage: [
      'token create --name N --role owner|manager|support|sales|read-only [--permissions P,P] [--days D]',
      'token list',
      'token revoke ID',
    ],
    summary: 'API tokens: made and printed, alone, on stdout; listed; refused from their next call on.',
    load: () => import('./cli/token.ts'),
  },
  {
    name: 'operator',
    usage: [
      'operator create --username U --role R [--name N] [--password-stdin]',
      'operator reset-password --username U [--password-stdin]',
      'operator reset-two-factor --username U',
    ],
    summary: 'For the locked-out: prints the password it made, unless one comes on stdin.',
    load: () => import('./cli/operator.ts'),
  },
  {
    name: 'secrets',
    usage: ['secrets rotate'],
    summary:
      'Puts everything sealed under a new key, while Gatehouse serves. Can be broken off and run again.',
    load: () => import('./cli/secrets.ts'),
  },
  {
    name: 'import',
    usage: [
      'import customers FILE.csv [--dry-run] [--over-limit]',
      'import devices FILE.csv [--dry-run] [--over-limit]',
    ],
    summary: 'One verdict per row; good rows are written whole, bad ones not at all.',
    load: () => import('./cli/import.ts'),
  },
  {
    name: 'radtest',
    usage: [
      'radtest --secret S --username U --password P [--mac M] [--server HOST:PORT] [--method pap|chap|ms-chap|ms-chap-v2]',
      'radtest --secret S --username U --accounting Start|Interim-Update|Stop [--session-id ID]',
      'radtest --secret S --status',
    ],
    summary: 'Sends what a router would send and says in words what comes back.',
    load: () => import('./cli/radtest.ts'),
  },
  {
    name: 'explain',
    usage: [
      'explain --nas N [--customer C | --username U] [--mac M] [--service pppoe|hotspot] [--called-station-id S]',
      'explain --attempt ID',
    ],
    summary: 'What would be decided about a login now, or was of a past one, rule by rule, and why.',
    load: () => import('./cli/explain.ts'),
  },
];

let unprinted: NodeJS.ErrnoException | null = null;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Who reads only the first lines (`| head`) is no reason to complain.
  if (error.code === 'EPIPE') process.exit();
  unprinted ??= error; // what serves goes on; whoever waits for what a command prints must hear of it
});
process.stderr.on('error', () => {}); // nobody is left to be told

const exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  remark: (line) => void process.stderr.write(`${line}\n`),
});
await new Promise(setImmediate); // an error of the last line is told by now
if (unprinted !== null)
  process.stderr.write(`gatehouse: what it prints could not be written (${codeOf(unprinted)}).\n`);
process.exitCode = exitCode || (unprinted === null ? 0 : 1);

async function runCommand([name, ...args]: string[], terminal: Terminal): Promise<number> {
  if (name === undefined || ['help', '--help', '-h'].includes(name))
    return printHelp(terminal, name !== undefined);
  const command = commands.find((one) => one.name === name);
  if (!command) {
    terminal.remark(`gatehouse: there is no command "${name}". \`gatehouse help\` lists what there is.`);
    return 2;
  }
  if (args.includes('--help')) return printHelp(terminal, true, [command]);
  try {
    const { run } = await command.load();
    return await run(args, terminal);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.remark(`gatehouse: ${error.message}`);
    return 1;
  }
}

function codeOf({ code }: NodeJS.ErrnoException): string {
  return code ?? 'for an unknown reason';
}

function printHelp(terminal: Terminal, wasAsked: boolean, shown = commands): number {
  const say = wasAsked ? terminal.print : terminal.remark;
  for (const { usage, summary } of shown) {
    for (const line of usage) say(`gatehouse ${line}`);
    say(`    ${summary}`);
  }
  say('Every command takes --data FOLDER (or GATEHOUSE_DATA; ./data otherwise).');
  say('What changes something takes --why TEXT, which stands in the audit log.');
  return wasAsked ? 0 : 2;
}
