/** What a payment is to the fake gateway. */
export type FakePayment = {
  /** The gateway's name for it. */
  readonly id: string;
  /** Ours. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: 'pending' | 'paid' | 'cancelled';
  readonly payUrl: string;
  readonly returnUrl: string;
  readonly callbackUrl: string;
};

/** How it misbehaves; nothing of it at first. */
export type Misbehaviour = {
  /** Callbacks never leave. */
  readonly losesCallbacks: boolean;
  /** How long a callback waits. */
  readonly callbackDelayMs: number;
  /** How often each callback is sent. */
  readonly sendsCallbacks: number;
  /** Taken instead of what was asked for; `null`: what was asked for. */
  readonly takesMinor: number | null;
  readonly takesCurrency: string | null;
  /** Calls are taken and never answered. */
  readonly hangs: boolean;
  /** Every call is answered 503. */
  readonly isInTrouble: boolean;
  /** What it is asked to begin is answered 400. */
  readonly refuses: boolean;
};

/**
 * A payment gateway with a page of its own, for tests and the demo: a real HTTP server. Its page has *Pay* and *Cancel*
 * and works without JavaScript; its callbacks are signed; it can be asked how a payment stands.
 */
export type FakeGateway = {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  /** The body of `POST /payment-methods` that sets it up. */
  readonly method: (name?: string) => {
    readonly provider: 'hosted-page';
    readonly name: string;
    readonly settings: Readonly<Record<string, string>>;
  };
  readonly payments: () => readonly FakePayment[];
  /** The one with this reference of ours, or with this id of its own. Throws where there is none. */
  readonly find: (name: string) => FakePayment;
  /** The money is taken, and the callback leaves, as if somebody had pressed *Pay*; resolves when the callbacks are answered. */
  readonly pay: (name: string) => Promise<void>;
  readonly cancel: (name: string) => Promise<void>;
  readonly misbehave: (how: Partial<Misbehaviour>) => void;
  /** Sends the callback of this payment again; with a signature of somebody else's if `forged`. Answers the status it got. */
  readonly sendCallback: (name: string, how?: { readonly forged?: boolean }) => Promise<number>;
  /** The statuses that callbacks were answered with, in order. */
  readonly callbackAnswers: () => readonly number[];
  /** Nothing listens any more; `comeBack` listens at the same port, and knows all that it knew. */
  readonly goAway: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
};
