export type ProviderField = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'lines' | 'secret' | 'url' | 'choice';
  readonly required: boolean;
  readonly help?: string;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly group?: string;
};

export type WayKind = 'hosted' | 'reference' | 'counter';

export type Provider = {
  readonly id: string;
  readonly label: string;
  readonly use: string;
  readonly kind: WayKind;
  readonly fields: readonly ProviderField[];
  readonly presets: readonly {
    readonly label: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
};

export type PaymentMethod = {
  readonly id: string;
  readonly provider: string;
  readonly providerLabel: string;
  readonly kind: WayKind;
  readonly name: string;
  readonly currencies: readonly string[];
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly secretsSet: readonly string[];
  readonly callbackUrl: string | null;
  readonly createdAt: string;
};

export type Tried = { readonly what: string; readonly went: 'well' | 'wrong'; readonly said: string | null };
export type MethodTested = { readonly tried: readonly Tried[] };
