import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Answer = { readonly code: string; readonly text: string };
export type Attributes = Readonly<Record<string, string>>;

/** Debian's radclient sends one request, from 127.0.0.1; `code` is the reply's name, or 'none'. */
export async function radclient(
  to: { readonly address: string; readonly port: number },
  command: 'auth' | 'acct' | 'status',
  secret: string,
  attributes: Attributes,
  { tries = 2 }: { readonly tries?: number } = {},
): Promise<Answer> {
  const target = `${to.address}:${to.port}`;
  const child = spawn('radclient', ['-x', '-r', String(tries), '-t', '2', target, command, secret]);
  const lines = Object.entries(attributes).map(([name, value]) => `${name} = ${value}`);
  child.stdin.end(`${lines.join('\n')}\n`);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (said: string) => (text += said));
  await once(child, 'close');
  return { code: /Received (\S+) Id/.exec(text)?.[1] ?? 'none', text };
}

export const quoted = (text: string): string => `"${text}"`;
