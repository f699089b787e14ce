import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { networkInterfaces } from 'node:os';
import { hostOf, mayConnect, type OwnPorts } from './may-ask.ts';

export type HttpQuestion = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** Of a longer answer only the beginning is read: `isWhole` is false then. */
export type HttpAnswer = { readonly status: number; readonly text: string; readonly isWhole: boolean };

/** How a name is looked up: as this machine does. */
export type LookUp = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export type AskLimits = {
  /** Until the answer is read. */
  readonly ms: number;
  /** Of an answer so much is read, and no more. */
  readonly octets: number;
};

/** No provider stands there, and somebody else does. */
export class AskedForbidden extends Error {
  override readonly name = 'AskedForbidden';
}

export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
}

/** One request, not led elsewhere by a redirect, and only to where `mayConnect` lets it, whatever its name resolves to. */
export function askOverHttp(
  { method, url, headers, body }: HttpQuestion,
  max: AskLimits,
  own: OwnPorts,
  lookUp: LookUp = lookup,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = new URL(url);
    const { protocol } = asked;
    const host = hostOf(asked);
    const port = Number(asked.port) || (protocol === 'https:' ? 443 : 80);
    const here = ownAddresses();
    const isAllowed = (address: string, name: string | null) =>
      mayConnect({ address, port, name }, own, here);
    const request = protocol === 'https:' ? requestHttps : requestHttp;
    const octets = body === null ? null : Buffer.from(body);
    const options: RequestOptions = {
      method,
      agent: false,
      lookup: lookUpAllowed(lookUp, isAllowed),
      headers: { ...headers, ...(octets !== null && { 'Content-Length': octets.length }) },
    };
    // An address is connected to without looking anything up.
    if (isIP(host) !== 0 && !isAllowed(host, null)) return reject(new AskedForbidden());
    const asking = request(url, options, (answer) => {
      readStart(answer, max.octets).then(
        (read) => resolve({ status: answer.statusCode ?? 0, ...read }),
        reject,
      );
    });
    const timer = setTimeout(() => asking.destroy(new NoAnswerInTime()), max.ms);
    asking.on('error', reject).on('close', () => clearTimeout(timer));
    asking.end(octets ?? undefined);
  });
}

async function readStart(
  answer: IncomingMessage,
  octetsMax: number,
): Promise<Pick<HttpAnswer, 'text' | 'isWhole'>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > octetsMax) break; // leaving the loop closes the connection
  }
  const text = Buffer.concat(parts).subarray(0, octetsMax).toString('utf8');
  return { text, isWhole: length <= octetsMax };
}

/** What a name resolves to is looked at where the connection is made: looked at before, it could change in between. */
export function lookUpAllowed(
  lookUp: LookUp,
  isAllowed: (address: string, name: string) => boolean,
): LookupFunction {
  return (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const allowed = found.filter(({ address }) => isAllowed(address, host));
      const [first] = allowed;
      if (first === undefined) return done(new AskedForbidden(), '', 0);
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
  };
}

/** Of this machine, beside loopback. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
}
