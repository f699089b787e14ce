/** One text message. */
export type Sms = { readonly phone: string; readonly text: string };

/** What sends text messages: one file, one line in `index.ts`. */
export type SmsSender = {
  /** Whether it was handed on; never throws. What went wrong is for the log. */
  send(sms: Sms): Promise<{ readonly sent: true } | { readonly sent: false; readonly why: string }>;
};
