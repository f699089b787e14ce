import type { Logger } from 'pino';
import type { SmsSender } from './sms-sender.ts';

/** Sends nothing: the message stands in the log. For trying things out, and where no gateway is set up. */
export function logSender(log: Logger): SmsSender {
  return {
    async send({ phone, text }) {
      log.info({ phone, text }, 'a text message, only logged: no SMS gateway is set up');
      return { sent: true, said: null };
    },
  };
}
