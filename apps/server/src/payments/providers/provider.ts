import type { Money } from '@gatehouse/domain/money';
import type { z } from 'zod';

/** One line of a provider's settings, as the admin app draws it. */
export type ProviderField = {
  readonly name: string;
  readonly label: string;
  /** `secret`: never shown again once it is stored. `lines`: several lines of text. */
  readonly kind: 'text' | 'lines' | 'secret' | 'url' | 'choice' | 'switch';
  readonly required: boolean;
  readonly help?: string;
  readonly placeholder?: string;
  /** Of a `choice`. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Fields that belong together stand under one heading. */
  readonly group?: string;
};

/** What a payment is, to a provider. */
export type Intent = {
  readonly paymentId: number;
  /** Ours, unguessable, the same whenever it is asked again: what a provider takes as idempotency key and order number. */
  readonly reference: string;
  readonly amount: Money;
  /** One line for the provider's page. */
  readonly description: string;
  readonly phone: string | null;
  /** Where the browser comes back to. */
  readonly returnUrl: string;
  /** Where the provider may tell us something. */
  readonly callbackUrl: string;
};

export type Begun =
  | { readonly begun: true; readonly payUrl: string | null; readonly providerReference: string | null }
  /** A sentence for operators, without secrets. */
  | { readonly begun: false; readonly why: string };

/** What a provider says about a payment, asked by us over a connection that we opened. */
export type Told =
  | { readonly told: 'paid'; readonly amount: Money; readonly providerReference: string | null }
  | { readonly told: 'pending' | 'failed' }
  /** Nothing is known: unreachable, or an answer that cannot be read. */
  | { readonly told: 'nothing'; readonly why: string };

/** A request at the callback address. The body is whole and in its own octets: signatures are over those. */
export type CallbackRequest = {
  readonly method: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** A hint, and no more: even a signed one only says which payment to ask about. */
export type Callback =
  | { readonly signed: false; readonly why: string }
  | {
      readonly signed: true;
      /** Which payment: our own reference, or the provider's name for it. */
      readonly reference: string | null;
      readonly providerReference: string | null;
      /** Heard once; `null`: the provider numbers nothing. */
      readonly eventId: string | null;
    };

/** What a provider reaches the world by; it opens no connection by itself. */
export type ProviderIo = {
  readonly ask: (question: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  }) => Promise<{ readonly status: number; readonly body: string }>;
  readonly now: () => number;
};

/** Money is on its way by a page of the provider's, or by a question on the visitor's telephone. */
export type HostedWay<Settings> = {
  readonly kind: 'hosted';
  /** Never throws. */
  begin(settings: Settings, intent: Intent, io: ProviderIo): Promise<Begun>;
  /** Never throws. */
  askAbout(
    settings: Settings,
    intent: Intent,
    providerReference: string | null,
    io: ProviderIo,
  ): Promise<Told>;
  readCallback(settings: Settings, request: CallbackRequest): Callback;
  /** Hosts that a phone must reach before it is let through: the walled garden. */
  hosts(settings: Settings): readonly string[];
};

/** The visitor pays somewhere else and types what they got there; an operator looks. */
export type ReferenceWay<Settings> = {
  readonly kind: 'reference';
  /** What to do, in the operator's own words. */
  instructions(settings: Settings, intent: Intent): string;
  /** As it is compared and stored: one payment is not counted twice for a blank. `null`: it is none. */
  readReference(settings: Settings, typed: string): string | null;
};

/** The visitor hands money to a person, who confirms. */
export type CounterWay<Settings> = {
  readonly kind: 'counter';
  instructions(settings: Settings, intent: Intent): string;
};

/** A way to pay: one file, one line in `index.ts`. Declares itself what it needs, so that no screen keeps a second list. */
export type PaymentProvider<Settings = unknown> = {
  readonly id: string;
  readonly label: string;
  /** What it is chosen for, in a sentence. */
  readonly use: string;
  readonly fields: readonly ProviderField[];
  readonly settings: z.ZodType<Settings>;
  /** Fillings of the form for gateways that are known. */
  readonly presets?: readonly {
    readonly label: string;
    readonly values: Readonly<Record<string, string | boolean>>;
  }[];
  readonly way: HostedWay<Settings> | ReferenceWay<Settings> | CounterWay<Settings>;
};
