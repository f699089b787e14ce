import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { Money } from '@gatehouse/domain/money';
import type { z } from 'zod';
import type { HttpQuestion } from '../../outgoing/ask-over-http.ts';

/** One line of a provider's settings, as the admin app draws it. */
export type ProviderField = {
  readonly name: string;
  readonly label: string;
  /** `secret`: never shown again once it is stored. `lines`: several lines of text. */
  readonly kind: 'text' | 'lines' | 'secret' | 'url' | 'choice';
  readonly required: boolean;
  readonly help?: string;
  readonly placeholder?: string;
  /** Of a `choice`. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Fields that belong together stand under one heading. */
  readonly group?: string;
  /** Says something to visitors, and leads no money anywhere: it may change while payments are open. */
  readonly isWording?: true;
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
  /** `refused`: it answered, and would not. Else it could not be asked. `why` is a sentence for operators, without secrets. */
  | { readonly begun: false; readonly refused?: true; readonly why: string };

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
  /** Rejects where nothing came back whole: `explainFault` has the words for it. */
  readonly ask: (question: HttpQuestion) => Promise<{ readonly status: number; readonly body: string }>;
  /** What a provider hands out for a while: found once, and kept for so long, or until it is forgotten. */
  readonly keep: (key: string, seconds: number, find: () => Promise<string>) => Promise<string>;
  readonly forget: (key: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** One thing that was tried with what an operator set up, in words. */
export type Tried = {
  readonly what: string;
  readonly went: 'well' | 'wrong';
  /** What is wrong and what to do; of what went well, what it said. `null`: nothing to say. */
  readonly said: string | null;
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
  /** Hosts that a phone must reach before it is let through, the walled garden: `pay.example`, `*.pay.example`. */
  hosts(settings: Settings): readonly string[];
  /** It asks the visitor on their telephone, and cannot begin without its number. */
  asksOnPhone(settings: Settings): boolean;
  /** The only currency that it takes; `null`: it takes several. */
  onlyCurrency(settings: Settings): string | null;
  /** Some take whole units only: no price with cents is asked for there. */
  takesAmount(settings: Settings, amount: Money): boolean;
  /** Asks the provider what costs nothing. Never throws. */
  tryOut(settings: Settings, intent: Intent, io: ProviderIo): Promise<readonly Tried[]>;
};

/** The visitor pays somewhere else and types what they got there; an operator looks. */
export type ReferenceWay<Settings> = {
  readonly kind: 'reference';
  /** What to do, in the operator's own words and the visitor's language where they wrote it; empty: they left it to ours. */
  instructions(settings: Settings, intent: Intent, language: Language): string;
  /** As it is compared and stored: one payment is not counted twice for a blank. `null`: it is none. */
  readReference(settings: Settings, typed: string): string | null;
};

/** The visitor hands money to a person, who confirms. */
export type CounterWay<Settings> = {
  readonly kind: 'counter';
  /** In the operator's own words and the visitor's language where they wrote it; empty: they left it to ours. */
  instructions(settings: Settings, intent: Intent, language: Language): string;
};

/** A way to pay: one file, one line in `index.ts`. Declares itself what it needs, so that no screen keeps a second list. */
export type PaymentProvider<Settings = unknown> = {
  readonly id: string;
  readonly label: string;
  /** What it is chosen for, in a sentence. */
  readonly use: string;
  readonly fields: readonly ProviderField[];
  /** Of what the form holds: a text per field. A field left empty is an empty text. */
  readonly settings: z.ZodType<Settings>;
  /** Fillings of the form for gateways that are known. */
  readonly presets?: readonly {
    readonly label: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
  readonly way: HostedWay<Settings> | ReferenceWay<Settings> | CounterWay<Settings>;
};
