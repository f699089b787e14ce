import { isIP } from 'node:net';
import type { Sms, SmsSender } from './sms-sender.ts';

/** How a provider of text messages wants to be asked. `{{phone}}` and `{{text}}` stand for the message. */
export type HttpSms = {
  readonly url: string;
  /** `null`: a GET, with everything in the address. */
  readonly body: string | null;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  /** The header `Authorization`, whole. */
  readonly authorization: string | null;
};

const ANSWER_MS_MAX = 10_000;

/** Any provider that takes a message by one HTTP request, and answers 2xx when it took it. */
export function httpSender(gateway: HttpSms): SmsSender {
  return {
    async send(sms) {
      try {
        const answer = await fetch(fillIn(gateway.url, sms, encodeURIComponent), {
          method: gateway.body === null ? 'GET' : 'POST',
          // Followed, it could lead into our own network.
          redirect: 'error',
          signal: AbortSignal.timeout(ANSWER_MS_MAX),
          headers: {
            ...(gateway.body !== null && { 'Content-Type': gateway.contentType }),
            ...(gateway.authorization !== null && { Authorization: gateway.authorization }),
          },
          ...(gateway.body !== null && { body: fillIn(gateway.body, sms, escapeFor(gateway.contentType)) }),
        });
        await answer.body?.cancel();
        return answer.ok ? { sent: true } : { sent: false, why: `it answered ${answer.status}` };
      } catch (error) {
        return { sent: false, why: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** Addresses that no provider has: the machine's own link, where clouds keep their secrets. */
export function mayAsk(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isLinkLocal = isIP(host) === 4 ? host.startsWith('169.254.') : /^fe[89ab][0-9a-f]:/.test(host);
  return /^https?:$/.test(url.protocol) && !isLinkLocal && url.username === '' && url.password === '';
}

function fillIn(template: string, sms: Sms, escape: (text: string) => string): string {
  return template.replace(/\{\{(phone|text)\}\}/g, (_, name: 'phone' | 'text') => escape(sms[name]));
}

function escapeFor(contentType: HttpSms['contentType']): (text: string) => string {
  return contentType === 'application/json'
    ? (text) => JSON.stringify(text).slice(1, -1)
    : encodeURIComponent;
}
