import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeGateway, FakePayment, Misbehaviour } from './fake-gateway.ts';
import { gatewayMethod, SIGNATURE_HEADER } from './gateway-method.ts';
import { payPage, sentencePage } from './pay-page.ts';

type Kept = { -readonly [K in keyof FakePayment]: FakePayment[K] } & {
  paidMinor: number | null;
  paidCurrency: string | null;
  events: number;
};

type Answer = {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly to?: string;
};

const WELL: Misbehaviour = {
  losesCallbacks: false,
  callbackDelayMs: 0,
  sendsCallbacks: 1,
  takesMinor: null,
  takesCurrency: null,
  hangs: false,
  isInTrouble: false,
  refuses: false,
};

const BODY_MAX = 16 * 1024;

/** Listens on loopback, at a port of its own unless one is given. */
export async function startFakeGateway({ port = 0 } = {}): Promise<FakeGateway> {
  const [apiKey, secret] = [randomBytes(12).toString('hex'), randomBytes(24).toString('hex')];
  const payments = new Map<string, Kept>();
  const answers: number[] = [];
  let how = WELL;
  let origin = '';
  let server = await listen(port);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function listen(at: number): Promise<Server> {
    const opened = createServer((request, response) => {
      handle(request).then(
        (answer) => answer !== null && send(response, answer),
        () => response.writeHead(500).end(),
      );
    });
    return new Promise((resolve, reject) => {
      opened.once('error', reject).listen(at, '127.0.0.1', () => resolve(opened));
      opened.unref();
    });
  }

  /** `null`: it hangs. */
  async function handle(request: IncomingMessage): Promise<Answer | null> {
    const body = await readBody(request);
    if (how.hangs) return null;
    if (how.isInTrouble) return { status: 503, json: { error: 'back soon' } };
    const { pathname } = new URL(request.url ?? '/', origin);
    const called = `${request.method} ${pathname}`;
    if (pathname.startsWith('/v1/')) {
      if (request.headers.authorization !== `Bearer ${apiKey}`)
        return { status: 401, json: { error: 'key' } };
      return called === 'POST /v1/payments' ? create(body) : tell(pathname);
    }
    const [, id = '', step] = /^\/pay\/([a-z0-9_]+)(?:\/(pay|cancel))?$/.exec(pathname) ?? [];
    const payment = payments.get(id);
    if (payment === undefined) return { status: 404, html: sentencePage('There is no such payment.') };
    if (request.method !== 'POST') return { status: 200, html: payPage(payment) };
    void (step === 'pay' ? take(payment) : give(payment, 'cancelled')); // callbacks are not waited for
    return { status: 303, to: payment.returnUrl };
  }

  /** The same reference is the same payment, however often it is sent. */
  function create(body: string): Answer {
    const asked = JSON.parse(body) as Record<string, string>;
    const { reference = '', amount = '', currency = '', return_url = '', callback_url = '' } = asked;
    const known = [...payments.values()].find((each) => each.reference === reference);
    if (known !== undefined) return { status: 200, json: { id: known.id, url: known.payUrl } };
    if (how.refuses) return { status: 400, json: { error: 'Invalid PhoneNumber' } };
    if (!/^\d+$/.test(amount) || reference === '') return { status: 400, json: { error: 'amount' } };
    const id = `pay_${randomBytes(6).toString('hex')}`;
    const payUrl = `${origin}/pay/${id}`;
    payments.set(id, {
      id,
      reference,
      amountMinor: Number(amount),
      currency,
      state: 'pending',
      payUrl,
      returnUrl: return_url,
      callbackUrl: callback_url,
      paidMinor: null,
      paidCurrency: null,
      events: 0,
    });
    return { status: 201, json: { id, url: payUrl } };
  }

  function tell(pathname: string): Answer {
    const name = decodeURIComponent(pathname.split('/').at(-1) ?? '');
    const payment = lookUp(name);
    return payment === undefined
      ? { status: 404, json: { state: 'unknown' } }
      : { status: 200, json: present(payment) };
  }

  const lookUp = (name: string): Kept | undefined =>
    payments.get(name) ?? [...payments.values()].find(({ reference }) => reference === name);

  function find(name: string): Kept {
    const payment = lookUp(name);
    if (payment === undefined) throw new Error(`The fake gateway knows no payment ${name}.`);
    return payment;
  }

  async function take(payment: Kept): Promise<void> {
    payment.paidMinor = how.takesMinor ?? payment.amountMinor;
    payment.paidCurrency = how.takesCurrency ?? payment.currency;
    await give(payment, 'paid');
  }

  async function give(payment: Kept, state: 'paid' | 'cancelled'): Promise<void> {
    if (payment.state === 'paid') return;
    payment.state = state;
    payment.events += 1;
    if (how.losesCallbacks) return;
    await callBack(payment, how).catch(() => undefined);
  }

  async function callBack(payment: Kept, { callbackDelayMs, sendsCallbacks }: Misbehaviour): Promise<void> {
    if (callbackDelayMs > 0) await sleep(callbackDelayMs, undefined, { ref: false });
    await Promise.all(Array.from({ length: sendsCallbacks }, () => sendCallback(payment, secret)));
  }

  async function sendCallback(payment: Kept, key: string): Promise<number> {
    const body = JSON.stringify({ id: `evt_${payment.id}_${payment.events}`, payment: present(payment) });
    const signature = createHmac('sha256', key).update(body).digest('hex');
    const { status } = await fetch(payment.callbackUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [SIGNATURE_HEADER]: `sha256=${signature}` },
      body,
    });
    answers.push(status);
    return status;
  }

  const goAway = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };

  return {
    origin,
    method: (name = 'Fake Pay') => gatewayMethod({ origin, name, apiKey, secret }),
    payments: () => [...payments.values()],
    find,
    pay: (name) => take(find(name)),
    cancel: (name) => give(find(name), 'cancelled'),
    misbehave: (more) => {
      how = { ...how, ...more };
    },
    sendCallback: (name, { forged = false } = {}) => sendCallback(find(name), forged ? 'guessed' : secret),
    callbackAnswers: () => answers,
    goAway,
    comeBack: async () => {
      server = await listen(Number(new URL(origin).port));
    },
    close: goAway,
  };
}

/** As its status call and its callbacks tell it: amounts in the smallest unit. */
function present({ id, reference, state, paidMinor, paidCurrency, amountMinor, currency }: Kept) {
  return { id, reference, state, amount: paidMinor ?? amountMinor, currency: paidCurrency ?? currency };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).subarray(0, BODY_MAX).toString('utf8');
}

function send(response: ServerResponse, { status, json, html, to }: Answer): void {
  if (to !== undefined) response.writeHead(status, { Location: to }).end();
  else if (html !== undefined)
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
}
