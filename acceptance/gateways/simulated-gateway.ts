import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GatewayRadius, openGatewayRadius } from './ask-radius.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/**
 * A captive gateway on loopback, as its maker documents it: whoever sits at it gets its pages until RADIUS lets them
 * through. One phone sits there at a time.
 */
export type SimulatedGateway = {
  /** Where a phone that opens any page ends up. */
  readonly url: string;
  /** A phone joins: the gateway asks by its MAC first. True: online, without any page. */
  join(mac: string): Promise<boolean>;
  isOnline(mac: string): boolean;
  close(): Promise<void>;
};

export type GatewayOptions = {
  readonly address: string;
  readonly secret: string;
  readonly server: Pick<Gatehouse, 'auth'>;
  readonly portalUrl: string;
  readonly nasId: string;
  /** What the router calls itself. */
  readonly nasName: string;
  readonly hotspotName: string;
  /** By CHAP, unless told otherwise. */
  readonly pap?: boolean;
  readonly uamSecret?: string;
};

export type Sitting = {
  readonly radius: GatewayRadius;
  readonly url: string;
  /** Who sits there. */
  mac: string;
  readonly online: Set<string>;
};

/** What one make does with a request of the phone's browser. */
export type GatewayPages = (request: URL, sitting: Sitting, response: ServerResponse) => Promise<void>;

export async function startGateway(
  options: GatewayOptions,
  pages: GatewayPages,
  joinBy: (sitting: Sitting) => Promise<boolean>,
): Promise<SimulatedGateway> {
  const radius = await openGatewayRadius(options);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    pages(new URL(request.url ?? '/', sitting.url), sitting, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sitting: Sitting = { radius, url, mac: '', online: new Set() };
  return {
    url,
    join: async (mac) => {
      sitting.mac = mac;
      sitting.online.delete(mac);
      const online = await joinBy(sitting);
      if (online) sitting.online.add(mac);
      return online;
    },
    isOnline: (mac) => sitting.online.has(mac),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await radius.close();
    },
  };
}

export function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
}

export function sendOnward(response: ServerResponse, url: string): void {
  response.writeHead(302, { Location: url }).end();
}

export const INTERNET = '<!doctype html><title>The internet</title><p>You got out.</p>';
