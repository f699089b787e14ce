import { isCurrency, NO_CURRENCY } from '@gatehouse/domain/currencies';
import { z } from 'zod';
import { idInput, idShape, pageShape, textInput, timeShape } from '../shapes.ts';

const kind = z.enum(['hosted', 'reference', 'counter']).meta({
  description:
    '`hosted`: a provider takes the money and can be asked; `reference`: visitors type a reference, an operator looks; `counter`: a person takes it',
});

const providerFieldShape = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'lines', 'secret', 'url', 'choice']),
  required: z.boolean(),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  group: z.string().optional(),
  isWording: z.literal(true).optional().meta({ description: 'Words to visitors; may change at any time' }),
});

export const paymentProviderShape = z
  .object({
    id: z.string(),
    label: z.string(),
    use: z.string(),
    kind,
    fields: z.array(providerFieldShape),
    presets: z
      .array(z.object({ label: z.string(), values: z.record(z.string(), z.string()) }))
      .meta({ description: 'Fillings of the fields for gateways that are known' }),
  })
  .meta({ id: 'PaymentProvider' });
export type PaymentProviderItem = z.infer<typeof paymentProviderShape>;

export const paymentProvidersShape = z.object({ items: z.array(paymentProviderShape) });

export const paymentMethodShape = z
  .object({
    id: idShape,
    provider: z.string(),
    providerLabel: z.string(),
    kind,
    name: z.string().meta({ description: 'As visitors read it' }),
    currencies: z.array(z.string()).meta({ description: 'Empty: any' }),
    enabled: z.boolean(),
    settings: z.record(z.string(), z.string()).meta({
      description: 'What is no secret; empty for roles that may not change it',
    }),
    secretsSet: z.array(z.string()).meta({ description: 'Secret fields that hold something' }),
    callbackUrl: z.string().nullable().meta({
      description:
        'Where the provider’s callbacks go; `null`: there are none, the portal has no public address yet, or the role may not change it',
    }),
    forgedCallbacks: z
      .object({
        count: z.int().meta({ description: 'Within a day' }),
        lastAt: timeShape,
        address: z.string().nullable(),
        why: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          'Callbacks that were refused because their signature was not the provider’s; `null`: none',
      }),
    createdAt: timeShape,
  })
  .meta({ id: 'PaymentMethod' });
export type PaymentMethodItem = z.infer<typeof paymentMethodShape>;

export const paymentMethodsShape = pageShape(paymentMethodShape);

const currency = z.string().refine(isCurrency, NO_CURRENCY);
const currencies = z
  .array(currency)
  .max(20)
  .refine((codes) => new Set(codes).size === codes.length, 'names one twice');

const settings = z.record(z.string().max(60), z.string().max(8000)).meta({
  description: 'A text per field of the provider; a secret left empty stays as it is',
});

export const addPaymentMethodInput = z.strictObject({
  provider: z.string().max(60),
  name: textInput(60),
  currencies: currencies.optional(),
  settings,
  enabled: z.boolean().optional(),
});
export type AddPaymentMethodInput = z.infer<typeof addPaymentMethodInput>;

export const changePaymentMethodInput = z.strictObject({
  name: textInput(60).optional(),
  currencies: currencies.optional(),
  settings: settings.optional(),
  enabled: z.boolean().optional(),
  openPaymentsToo: z.boolean().optional().meta({
    description: 'Settings change though payments are open that would be asked about by them from then on',
  }),
});
export type ChangePaymentMethodInput = z.infer<typeof changePaymentMethodInput>;

export const orderPaymentMethodsInput = z.strictObject({ ids: z.array(idInput).max(200) });

export const paymentMethodTestedShape = z
  .object({
    tried: z.array(
      z.object({
        what: z.string(),
        went: z.enum(['well', 'wrong']),
        said: z.string().nullable().meta({ description: 'What is wrong and what to do, or what it said' }),
      }),
    ),
  })
  .meta({ id: 'PaymentMethodTested' });
export type PaymentMethodTested = z.infer<typeof paymentMethodTestedShape>;
