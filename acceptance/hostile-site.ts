import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's web site, which an operator is lured to. */
export type HostileSite = {
  /** Another site than Gatehouse on 127.0.0.1, to a browser. */
  readonly elsewhere: string;
  /** The same site to a browser, though another origin: SameSite cookies come along. */
  readonly nextDoor: string;
  /** What the page at `/` does. */
  serve(html: string): void;
  close(): Promise<void>;
};

export async function openHostileSite(): Promise<HostileSite> {
  let page = '';
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    elsewhere: `http://localhost:${port}/`,
    nextDoor: `http://127.0.0.1:${port}/`,
    serve: (html) => void (page = html),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page that makes the browser of whoever opens it ask Gatehouse to add a zone, in all ways that a browser has. */
export function forgingPage(adminUrl: string): string {
  const url = `${adminUrl}/api/v1/hotspot-zones`;
  const body = JSON.stringify({ name: 'Forged', ssid: 'Forged' });
  const parameters = JSON.stringify({ url, body });
  // A form whose one field makes JSON of its name and value.
  const field = `${body.slice(0, -1)},"x":"`.replaceAll('"', '&quot;');
  return `<!doctype html><title>waiting</title>
<iframe name="sink"></iframe>
<form id="form" target="sink" method="post" enctype="text/plain" action="${url}"><input name="${field}" value='"}'></form>
<script>
const { url, body } = ${parameters};
const send = (type, mode, method = 'POST') =>
  fetch(url, { method, mode, body, credentials: 'include', headers: { 'Content-Type': type } })
    .then((answer) => answer.type + ' ' + answer.status, (error) => error.name);
const read = () => fetch(url, { credentials: 'include' }).then((answer) => answer.text(), () => 'unread');
const loaded = new Promise((done) => document.querySelector('iframe').addEventListener('load', done, { once: true }));
document.querySelector('form').submit();
Promise.all([
  send('text/plain', 'no-cors'), send('application/x-www-form-urlencoded', 'no-cors'),
  send('application/json', 'cors'), send('application/json', 'cors', 'PUT'),
  navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' })), read(), loaded,
]).then((heard) => { document.body.dataset.heard = JSON.stringify(heard); document.title = 'done'; });
</script>`;
}
