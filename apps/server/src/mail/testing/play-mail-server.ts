import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket, createServer as createTlsServer } from 'node:tls';
import { makeSelfSignedCertificate } from '../../tls/self-signed-certificate.ts';

/** A mail as it came: the envelope, and what stands between DATA and the dot. */
export type PlayedMail = { readonly from: string; readonly to: string; readonly data: string };

export type MailServerPlay = {
  /** From the beginning, after STARTTLS, or never. */
  readonly tls: 'from-the-beginning' | 'starttls' | 'none';
  /** What is right; absent: nobody is asked. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** What is answered to a command, by how it begins, in place of yes: `{ 'RCPT TO': '550 5.1.1 No such mailbox' }`. */
  readonly answers?: Record<string, string>;
  /** Whom the certificate is for; absent: 127.0.0.1 and localhost. */
  readonly certifiedFor?: readonly string[];
  /** Its certificate is over. */
  readonly isOver?: boolean;
};

export type PlayedMailServer = {
  readonly port: number;
  readonly certificate: string;
  readonly mails: readonly PlayedMail[];
  /** Commands as they came, those in plain text marked. */
  readonly heard: readonly string[];
  answers: Record<string, string>;
  /** The mail number `index`, as soon as it is there. */
  mail(index: number): Promise<PlayedMail>;
  close(): Promise<void>;
};

const DAY_MS = 24 * 60 * 60_000;

/** A mail server on loopback (RFC 5321, RFC 3207, RFC 4954) that keeps what it takes. Made for tests. */
export async function playMailServer(play: MailServerPlay): Promise<PlayedMailServer> {
  const until = Date.now() + (play.isOver ? -DAY_MS : DAY_MS);
  const hosts = play.certifiedFor ?? ['127.0.0.1', 'localhost'];
  const { key, cert } = makeSelfSignedCertificate(hosts, new Date(until - 10 * DAY_MS), new Date(until));
  const mails: PlayedMail[] = [];
  const heard: string[] = [];
  const waiting = new Map<number, (mail: PlayedMail) => void>();
  const sockets = new Set<Socket>();
  const take = (mail: PlayedMail) => {
    mails.push(mail);
    waiting.get(mails.length - 1)?.(mail);
  };
  const played: PlayedMailServer = {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    certificate: cert,
    mails,
    heard,
    answers: { ...play.answers },
    mail: (index) =>
      new Promise((resolve) => {
        const mail = mails[index];
        if (mail !== undefined) resolve(mail);
        else waiting.set(index, resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  const serve = (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy()));
    converse(socket, { play, played, take, heard, upgrade: { key, cert } });
  };
  const server: Server =
    play.tls === 'from-the-beginning' ? createTlsServer({ key, cert }, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return played;
}

type Conversation = {
  readonly play: MailServerPlay;
  readonly played: PlayedMailServer;
  readonly take: (mail: PlayedMail) => void;
  readonly heard: string[];
  readonly upgrade: { readonly key: string; readonly cert: string };
  readonly isUpgraded?: boolean;
};

function converse(socket: Socket, talk: Conversation): void {
  const { play, played, take, heard, upgrade, isUpgraded = false } = talk;
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const isSecret = play.tls === 'from-the-beginning' || isUpgraded;
  let [from, to, data] = ['', '', ''];
  let isData = false;
  let rest = '';

  const offer = () => {
    const offers = ['played', ...(play.tls === 'starttls' && !isUpgraded ? ['STARTTLS'] : [])];
    if (play.credentials) offers.push('AUTH PLAIN');
    for (const [at, each] of offers.entries()) say(`250${at === offers.length - 1 ? ' ' : '-'}${each}`);
  };
  const steps: readonly [string, (line: string) => void][] = [
    ['EHLO', offer],
    ['STARTTLS', () => (play.tls === 'starttls' ? startTls() : say('502 5.5.1 No such command'))],
    ['AUTH PLAIN', (line) => say(judge(line))],
    ['MAIL FROM', (line) => ((from = addressOf(line)), say('250 2.1.0 Ok'))],
    ['RCPT TO', (line) => ((to = addressOf(line)), say('250 2.1.5 Ok'))],
    ['DATA', () => ((isData = true), say('354 Go on'))],
    ['QUIT', () => (say('221 2.0.0 Bye'), socket.end())],
  ];
  const judge = (line: string) => {
    if (!play.credentials) return '503 5.5.1 AUTH is not available';
    const [, username, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
      .toString()
      .split('\0');
    const isRight = username === play.credentials.username && password === play.credentials.password;
    return isRight ? '235 2.7.0 Welcome' : '535 5.7.8 Authentication failed';
  };
  const startTls = () => {
    say('220 2.0.0 Ready');
    socket.removeAllListeners('data');
    const secured = new TLSSocket(socket, { isServer: true, ...upgrade });
    secured.on('error', () => socket.destroy());
    converse(secured, { ...talk, isUpgraded: true });
  };
  const hear = (line: string) => {
    if (isData) {
      if (line !== '.') data += `${line}\r\n`;
      else {
        isData = false;
        const refusal = played.answers['.'];
        if (refusal === undefined) take({ from, to, data });
        say(refusal ?? '250 2.0.0 Queued as 4711');
      }
      return;
    }
    heard.push(isSecret ? line : `in plain text: ${line}`);
    const refusal = Object.entries(played.answers).find(([command]) =>
      line.toUpperCase().startsWith(command),
    );
    if (refusal) return say(refusal[1]);
    const step = steps.find(([command]) => line.toUpperCase().startsWith(command));
    if (step) step[1](line);
    else say('500 5.5.2 What?');
  };
  socket.on('data', (octets) => {
    const lines = `${rest}${octets.toString('utf8')}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  if (!isUpgraded) say(played.answers[''] ?? '220 played ESMTP');
}

function addressOf(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

/** What a mail says as plain text, decoded. */
export function plainTextOf({ data }: PlayedMail): string {
  const part = data.split(/^--/m).find((each) => /Content-Type: text\/plain/i.test(each)) ?? data;
  const [head = '', ...body] = part.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return text;
  const octets = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}

/** The token of the link in a mail. */
export function linkTokenOf(mail: PlayedMail): string {
  return /\/set-password#(\S+)/.exec(plainTextOf(mail))?.[1] ?? '';
}
