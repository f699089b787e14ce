import { z } from 'zod';
import { countInput, idInput, idShape, pageShape, saidShape, textInput, timeShape } from '../shapes.ts';

export const messageAuthenticatorPolicies = ['required', 'learn', 'off'] as const;

const hotspotServerShape = z.object({ serverName: z.string(), zoneId: idShape });

const signingShape = z
  .object({
    sources: z.array(z.object({ address: z.string(), since: timeShape })).meta({
      description: 'Its addresses that always signed their logins, and since when they must',
    }),
    unsignedUntil: timeShape
      .nullable()
      .meta({ description: 'Until then unsigned logins pass, and nothing is learned' }),
  })
  .meta({ description: 'What `messageAuthenticator: "learn"` has come to' });

export const nasShape = z
  .object({
    id: idShape,
    name: z.string(),
    address: z
      .string()
      .meta({ description: 'An IP address or a network', examples: ['192.0.2.1', '2001:db8::/64'] }),
    vendor: z.string().meta({ description: 'An id of `GET /nas-vendors`' }),
    zoneId: idShape.nullable(),
    zoneName: z.string().nullable(),
    hotspotServers: z
      .array(hotspotServerShape)
      .meta({ description: "Zones by the hotspot server's name (Called-Station-Id)" }),
    messageAuthenticator: z.enum(messageAuthenticatorPolicies),
    proxy: z.boolean().meta({ description: 'It passes on requests of other routers' }),
    coaPort: z.int(),
    signing: signingShape,
    hasPreviousSecret: z
      .boolean()
      .meta({ description: 'The secret before the last change is still accepted' }),
    createdAt: timeShape,
  })
  .meta({ id: 'Nas' });
export type Nas = z.infer<typeof nasShape>;

export const nasListShape = pageShape(nasShape);

export const nasVendorShape = z
  .object({
    id: z.string(),
    label: z.string(),
    labelSaid: saidShape.nullable().meta({ description: '`null`: a name, the same in every language' }),
    use: z.string().meta({ description: 'What it is chosen for' }),
    useSaid: saidShape,
    coaPort: z.int().meta({ description: 'Where it listens for disconnects unless told otherwise' }),
  })
  .meta({ id: 'NasVendor' });
export const nasVendorsShape = z.object({ items: z.array(nasVendorShape) });

const secretInput = z
  .string()
  .min(1)
  .max(200)
  .refine((secret) => secret === secret.trim(), 'begins or ends with a blank')
  .refine((secret) => !/\p{Cc}/u.test(secret), 'must not contain control characters')
  .meta({ description: 'Shared with the router; never shown again' });

const fields = {
  zoneId: idInput
    .nullable()
    .optional()
    .meta({ description: 'The hotspot zone of requests that no server name tells apart' }),
  hotspotServers: z
    .array(z.strictObject({ serverName: textInput(253), zoneId: idInput }))
    .max(100)
    .optional(),
  messageAuthenticator: z.enum(messageAuthenticatorPolicies).optional(),
  proxy: z.boolean().optional(),
  coaPort: countInput(1, 65_535).optional().meta({ description: "Default: the vendor's" }),
};

export const addNasInput = z.strictObject({
  ...fields,
  name: textInput(100),
  address: z.string().max(100),
  secret: secretInput,
  vendor: z.string().max(100),
});
export type AddNasInput = z.infer<typeof addNasInput>;

export const changeNasInput = z.strictObject({
  ...fields,
  name: textInput(100).optional(),
  address: z.string().max(100).optional(),
  secret: secretInput
    .optional()
    .meta({ description: 'The old one is accepted beside it until `previousSecret: null`' }),
  previousSecret: z
    .null()
    .optional()
    .meta({ description: '`null`: accept only the present secret from now on' }),
  vendor: z.string().max(100).optional(),
});
export type ChangeNasInput = z.infer<typeof changeNasInput>;

export const nasSorts = ['name', 'address', 'createdAt'] as const;
export type NasSort = (typeof nasSorts)[number];
export const nasFilters = { zoneId: idInput.optional(), vendor: z.string().max(100).optional() };
export type NasFilters = z.infer<z.ZodObject<typeof nasFilters>>;
