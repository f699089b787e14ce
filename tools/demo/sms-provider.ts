import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commandLineActor } from '@gatehouse/server/actor';
import { makeChange } from '@gatehouse/server/db/make-change';
import type { Db } from '@gatehouse/server/db/open-database';
import type { SecretBox } from '@gatehouse/server/secrets';
import { putSmsGateway } from '@gatehouse/server/sms/sms-gateway';

export type SmsMessage = { readonly to: string; readonly text: string };

/** The demo's provider of text messages: it takes what the portal sends, over HTTP, as any provider does. */
export type SmsProvider = {
  /** From now on the portal sends by it. */
  takeOver(parts: { readonly db: Db; readonly secretBox: SecretBox }): Promise<void>;
  /** Hears every message; one at a time may listen. */
  onMessage(hear: (message: SmsMessage) => void): void;
  close(): void;
};

const BODY_MAX = 4096;

export async function startSmsProvider(): Promise<SmsProvider> {
  let hear: (message: SmsMessage) => void = () => undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      if (body.length < BODY_MAX) body += part;
    });
    request.on('end', () => {
      const message = readMessage(body);
      if (message === null) return response.writeHead(400).end('{"error":"to and text are needed"}');
      hear(message);
      return response.writeHead(202).end('{"state":"queued","by":"the demo"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`;
  return {
    takeOver: async ({ db, secretBox }) => {
      await makeChange(db, commandLineActor('demo'), (change) =>
        putSmsGateway(change, secretBox, {
          kind: 'http',
          url,
          body: '{"to":"{{phone}}","text":"{{text}}"}',
          contentType: 'application/json',
          authorization: null,
        }),
      );
    },
    onMessage: (listen) => {
      hear = listen;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function readMessage(body: string): SmsMessage | null {
  try {
    const { to, text } = JSON.parse(body) as Partial<SmsMessage>;
    return typeof to === 'string' && typeof text === 'string' ? { to, text } : null;
  } catch {
    return null;
  }
}
