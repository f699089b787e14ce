import type { Said } from '@gatehouse/domain/said/said';

/** One text message. */
export type Sms = { readonly phone: string; readonly text: string };

export type SmsOutcome =
  | { readonly sent: true; readonly said: string | null }
  | { readonly sent: false; readonly why: Said; readonly said: string | null };

/** What sends text messages: one file, one line in `index.ts`. */
export type SmsSender = {
  /**
   * Whether it was handed on; never throws. What went wrong is a sentence for operators, without the message; `said` is
   * how the provider's own answer begins.
   */
  send(sms: Sms): Promise<SmsOutcome>;
};
