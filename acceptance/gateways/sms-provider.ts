import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiClient } from '../api-client.ts';

export type Sms = { readonly to: string; readonly text: string };

/** A provider of text messages that the portal sends by. */
export type SmsProvider = {
  /** What it took, the oldest first. */
  readonly sent: readonly Sms[];
  /** The status of its answers; what it does not answer with 200 it has not taken. */
  answers: number;
  /** The code in the last message to this number. */
  codeFor(phone: string): string;
  countTo(phone: string): number;
  close(): void;
};

export async function openSmsProvider(api: ApiClient): Promise<SmsProvider> {
  const sent: Sms[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      if (provider.answers === 200) sent.push(JSON.parse(body) as Sms);
      response.writeHead(provider.answers).end();
    });
  });
  const provider: SmsProvider = {
    sent,
    answers: 200,
    codeFor: (phone) =>
      /\d{6}/.exec(sent.findLast(({ to }) => to === phone)?.text ?? '')?.[0] ??
      assert.fail(`no code for ${phone}`),
    countTo: (phone) => sent.filter(({ to }) => to === phone).length,
    close: () => server.close(),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await api.ask('PUT', '/sms-gateway', {
    kind: 'http',
    url: `http://127.0.0.1:${port}/send?key=secret`,
    body: '{"to":"{{phone}}","text":"{{text}}"}',
    authorization: 'Bearer a-secret-key',
  });
  return provider;
}

/** What a stranger can take without paying: *Free hour*, and *Trial day* once. */
export async function sellForNothing(api: ApiClient): Promise<void> {
  const free = { kind: 'hotspot', validitySeconds: 3600, priceMinor: 0, deviceLimit: 2 };
  await api.post('/service-packages', { ...free, name: 'Free hour' });
  await api.post('/service-packages', { ...free, name: 'Trial day', trial: true });
}
