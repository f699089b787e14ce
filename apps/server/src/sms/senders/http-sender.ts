import { askOverHttp } from '../../outgoing/ask-over-http.ts';
import { explainFault } from '../../outgoing/explain-fault.ts';
import type { OwnPorts } from '../../outgoing/may-ask.ts';
import { oneLine } from '../../outgoing/one-line.ts';
import { explainStatus } from './explain-status.ts';
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

/** Less than a call of our own API may take. */
const ANSWER_MS_MAX = 8_000;
const READ_OCTETS_MAX = 4096;

/** Any provider that takes a message by one HTTP request, and answers 2xx when it took it. */
export function httpSender(gateway: HttpSms, own: OwnPorts, answerMsMax = ANSWER_MS_MAX): SmsSender {
  return {
    async send(sms) {
      const url = fillIn(gateway.url, sms, encodeURIComponent);
      const host = new URL(gateway.url);
      try {
        const { status, text } = await askOverHttp(
          {
            method: gateway.body === null ? 'GET' : 'POST',
            url,
            headers: {
              Accept: '*/*',
              ...(gateway.body !== null && { 'Content-Type': gateway.contentType }),
              ...(gateway.authorization !== null && { Authorization: gateway.authorization }),
            },
            body: gateway.body && fillIn(gateway.body, sms, escapeFor(gateway.contentType)),
          },
          { ms: answerMsMax, octets: READ_OCTETS_MAX },
          own,
        );
        const said = oneLine(text);
        const taken = status >= 200 && status < 300;
        return taken ? { sent: true, said } : { sent: false, why: explainStatus(status, host), said };
      } catch (error) {
        return { sent: false, why: explainFault(error, host), said: null };
      }
    },
  };
}

function fillIn(template: string, sms: Sms, escape: (text: string) => string): string {
  return template.replace(/\{\{(phone|text)\}\}/g, (_, name: 'phone' | 'text') => escape(sms[name]));
}

function escapeFor(contentType: HttpSms['contentType']): (text: string) => string {
  return contentType === 'application/json'
    ? (text) => JSON.stringify(text).slice(1, -1)
    : encodeURIComponent;
}
