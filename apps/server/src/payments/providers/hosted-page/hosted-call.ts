import { fillTemplate } from '../fill-template.ts';
import type { ProviderIo } from '../provider.ts';
import { type CallTemplate, tokenCall } from './calls-of.ts';
import { asksFor, type PlaceFacts, placeValue } from './places.ts';
import type { HostedSettings } from './hosted-settings.ts';
import { readJson, readText } from './read-document.ts';

export type Answered = {
  readonly status: number;
  readonly text: string;
  /** `undefined`: it is no JSON. */
  readonly document: unknown;
};

/** The gateway gave no token. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
  readonly answered: Answered;
  constructor(answered: Answered) {
    super('no token');
    this.answered = answered;
  }
}

type Facts = Omit<PlaceFacts, 'token' | 'now'>;

/** Makes a call, with a token where it asks for one; a token that is refused is replaced once. */
export async function makeCall(template: CallTemplate, facts: Facts, io: ProviderIo): Promise<Answered> {
  const { settings } = facts;
  if (!asksFor('token', [template.url, template.headers, template.body]))
    return send(template, { ...facts, token: '', now: io.now() }, io);
  const first = await send(template, { ...facts, token: await findToken(settings, io), now: io.now() }, io);
  if (first.status !== 401 && first.status !== 403) return first;
  io.forget(tokenKey(settings));
  return send(template, { ...facts, token: await findToken(settings, io), now: io.now() }, io);
}

const TOKEN_SECONDS = 3000;

/** @throws NoToken */
export function findToken(settings: HostedSettings, io: ProviderIo): Promise<string> {
  const seconds = settings.tokenSeconds === '' ? TOKEN_SECONDS : Number(settings.tokenSeconds);
  return io.keep(tokenKey(settings), seconds, async () => {
    const call = tokenCall(settings);
    const facts = { settings, intent: null, providerReference: null, token: '', now: io.now() };
    const answered = await send(call, facts, io);
    const token = isGood(answered) ? readText(answered.document, settings.tokenPath) : null;
    if (token === null) throw new NoToken(answered);
    return token;
  });
}

function tokenKey(settings: HostedSettings): string {
  const { account, username, password, key, secret } = settings;
  return JSON.stringify([tokenCall(settings), account, username, password, key, secret]);
}

export function isGood({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

async function send(template: CallTemplate, facts: PlaceFacts, io: ProviderIo): Promise<Answered> {
  const { status, body } = await io.ask(fillCall(template, facts));
  return { status, text: body, document: readJson(body) };
}

/** @throws Unfillable */
export function fillCall(template: CallTemplate, facts: PlaceFacts) {
  const valueOf = (name: string) => placeValue(name, facts);
  const hasBody = template.method === 'POST';
  const isJson = isJsonTemplate(template.body);
  return {
    method: template.method,
    url: fillTemplate(template.url, valueOf, encodeURIComponent),
    headers: {
      Accept: 'application/json',
      ...(hasBody && { 'Content-Type': isJson ? 'application/json' : 'application/x-www-form-urlencoded' }),
      ...Object.fromEntries(
        headerLines(template.headers).map(([name, value]) => [
          name,
          fillTemplate(value, valueOf, plainAscii),
        ]),
      ),
    },
    body: hasBody ? fillBody(template.body, valueOf) : null,
  };
}

export function isJsonTemplate(body: string): boolean {
  return body.startsWith('{') || body.startsWith('[');
}

/** JSON with values put into its strings, or a form with `name=value` on each line. */
export function fillBody(body: string, valueOf: (name: string) => string): string {
  if (isJsonTemplate(body)) return fillTemplate(body, valueOf, (text) => JSON.stringify(text).slice(1, -1));
  return linesOf(body)
    .map((line) => {
      const [name, value] = cut(line, '=');
      return `${encodeURIComponent(name)}=${encodeURIComponent(fillTemplate(value, valueOf))}`;
    })
    .join('&');
}

/** `Name: value` on each line. */
export function headerLines(text: string): readonly (readonly [string, string])[] {
  return linesOf(text).map((line) => cut(line, ':'));
}

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function cut(line: string, sign: string): readonly [string, string] {
  const at = line.indexOf(sign);
  return at === -1 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

/** What stands in a header has no line breaks. */
function plainAscii(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}
