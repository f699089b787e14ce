import { randomBytes } from 'node:crypto';
import { parseFlags, readAddress } from '../config.ts';
import { askAsNas, type Asking, type Question } from '../radtest/ask-as-nas.ts';
import { type AccountingEvent, accountingEvents } from '../radtest/nas-accounting.ts';
import { type LoginMethod, loginMethods } from '../radtest/nas-login.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';

const options = {
  server: { type: 'string' },
  secret: { type: 'string' },
  from: { type: 'string' },
  username: { type: 'string' },
  password: { type: 'string' },
  method: { type: 'string' },
  service: { type: 'string' },
  mac: { type: 'string' },
  'called-station-id': { type: 'string' },
  'nas-identifier': { type: 'string' },
  accounting: { type: 'string' },
  'session-id': { type: 'string' },
  'session-time': { type: 'string' },
  'input-bytes': { type: 'string' },
  'output-bytes': { type: 'string' },
  status: { type: 'boolean' },
  unsigned: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parseFlags<typeof options>>['values'];

/** `gatehouse radtest`: exits with 0 when let in or taken down, 1 when refused, 2 without an answer. */
export async function run(args: readonly string[], { print }: Terminal): Promise<number> {
  const flags = parseFlags(args, options).values;
  if (flags.secret === undefined)
    throw new Refusal('radtest needs --secret, the one this router shares with Gatehouse.');
  const question = readQuestion(flags);
  const port = question.kind === 'accounting' ? 1813 : 1812;
  const asking: Asking = {
    server: readAddress({ name: '--server', value: withPort(flags.server ?? '127.0.0.1', port) }),
    secret: flags.secret,
    from: flags.from ?? null,
    messageAuthenticator: flags.unsigned !== true,
  };
  const { outcome, words } = await askAsNas(question, asking, randomBytes);
  print(words);
  return { yes: 0, no: 1, 'no-answer': 2 }[outcome];
}

function readQuestion(flags: Flags): Question {
  if (flags.status === true) return { kind: 'status' };
  if (flags.username === undefined)
    throw new Refusal('radtest needs --username, or --status to ask only whether the server is there.');
  const who = {
    service: oneOf('--service', ['pppoe', 'hotspot'] as const, flags.service ?? 'pppoe'),
    username: flags.username,
    callingStationId: flags.mac ?? null,
    ...(flags['called-station-id'] !== undefined && { calledStationId: flags['called-station-id'] }),
    nasIdentifier: flags['nas-identifier'] ?? 'radtest',
  };
  if (flags.accounting !== undefined) {
    return {
      kind: 'accounting',
      accounting: {
        ...who,
        event: oneOf<AccountingEvent>('--accounting', accountingEvents, flags.accounting),
        acctSessionId: flags['session-id'] ?? 'radtest',
        sessionSeconds: wholeNumber('--session-time', flags['session-time']),
        inputBytes: wholeNumber('--input-bytes', flags['input-bytes']),
        outputBytes: wholeNumber('--output-bytes', flags['output-bytes']),
      },
    };
  }
  const method = oneOf<LoginMethod>('--method', loginMethods, flags.method ?? 'pap');
  return { kind: 'login', login: { ...who, password: flags.password ?? '', method } };
}

function oneOf<Word extends string>(flag: string, words: readonly Word[], given: string): Word {
  const found = words.find((word) => word.toLowerCase() === given.toLowerCase());
  if (found === undefined) throw new Refusal(`${flag} is "${given}"; it must be one of ${words.join(', ')}.`);
  return found;
}

function wholeNumber(flag: string, given = '0'): number {
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Refusal(`${flag} is "${given}"; it must be a whole number.`);
  return value;
}

/** `192.0.2.1`, `192.0.2.1:1812`, `2001:db8::1`, `[2001:db8::1]:1812`. */
function withPort(address: string, port: number): string {
  if (/^\[.*\]:\d+$|^[^:]*:\d+$/.test(address)) return address;
  return address.includes(':') && !address.startsWith('[') ? `[${address}]:${port}` : `${address}:${port}`;
}
