import { z } from 'zod';
import { idInput, idShape, macShape, optionalTextInput, pageShape, timeShape } from '../shapes.ts';

export const deviceSources = ['operator', 'api-token', 'import', 'hotspot', 'learned', 'customer'] as const;

export const deviceShape = z
  .object({
    id: idShape,
    customerId: idShape,
    customerName: z.string(),
    username: z.string(),
    mac: macShape,
    type: z
      .string()
      .nullable()
      .meta({ examples: ['Router'] }),
    label: z
      .string()
      .nullable()
      .meta({ examples: ['Home Router'] }),
    vendor: z.string().nullable().meta({ description: '`null`: not in the registry, or a private address' }),
    guessedType: z
      .string()
      .nullable()
      .meta({ description: 'Where no type is set: what its maker mostly makes; a guess, never stored' }),
    private: z.boolean().meta({ description: 'Locally administered: made up by the device' }),
    source: z.enum(deviceSources),
    addedBy: z.string().meta({
      description: "The operator's or the token's name; `Automatic (hotspot)`, `Automatic (learned)`",
    }),
    addedAt: timeShape,
    lastSeenAt: timeShape.nullable(),
    overLimit: z.boolean().meta({ description: 'Added above the device limit, knowingly' }),
    macLoginPaused: z
      .boolean()
      .meta({ description: 'Someone else logged in from it; MAC login waits for its holder' }),
    blocked: z.boolean().meta({ description: 'Its MAC is refused everywhere' }),
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof deviceShape>;

export const devicesShape = pageShape(deviceShape);

/** Longer than any way to write a MAC; whether it is one is the verb's to say (422). */
const macInput = z
  .string()
  .max(100)
  .meta({ description: 'In any format', examples: ['c4e9.841f.220a'] });

export const addDeviceInput = z.strictObject({
  mac: macInput,
  type: optionalTextInput(40).optional(),
  label: optionalTextInput(100).optional(),
  overLimit: z.boolean().optional().meta({ description: 'Add it although the device limit is reached' }),
});
export type AddDeviceInput = z.infer<typeof addDeviceInput>;

export const changeDeviceInput = z.strictObject({
  type: optionalTextInput(40).optional(),
  label: optionalTextInput(100).optional(),
});
export type ChangeDeviceInput = z.infer<typeof changeDeviceInput>;

export const moveDeviceInput = z.strictObject({ customerId: idInput, overLimit: z.boolean().optional() });
export const restoreDeviceInput = z.strictObject({ overLimit: z.boolean().optional() });

export const deviceSorts = [
  'addedAt',
  'lastSeenAt',
  'customerName',
  'username',
  'mac',
  'type',
  'label',
  'addedBy',
] as const;
export type DeviceSort = (typeof deviceSorts)[number];

export const deviceFilters = {
  customerId: idInput.optional(),
  type: z.string().max(40).optional(),
  addedBy: z.string().max(200).optional(),
  source: z.enum(deviceSources).optional(),
  private: z.enum(['true', 'false']).optional(),
  seenBefore: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Last seen before this time, or never' }),
  lastSeen: z
    .string()
    .regex(/^(never|(over-)?[1-9]\d{0,3}d)$/, 'must be never, 30d or over-30d')
    .optional()
    .meta({
      description: '`30d`: within the last 30 days; `over-30d`: not for 30 days, or never; `never`',
      examples: ['over-30d'],
    }),
  zoneId: idInput.optional().meta({ description: 'Logged in in this hotspot zone' }),
};
export type DeviceFilters = z.infer<z.ZodObject<typeof deviceFilters>>;

export const macLookupShape = z
  .object({
    mac: macShape.nullable().meta({ description: 'What was understood; `null` when it is no MAC' }),
    vendor: z.string().nullable(),
    private: z.boolean(),
    usable: z.boolean().meta({ description: 'Whether a device may have it' }),
    reason: z.string().nullable().meta({ description: 'Why it is not usable' }),
    holder: z
      .object({
        deviceId: idShape,
        customerId: idShape,
        customerName: z.string(),
        username: z.string(),
        label: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Whose device it is' }),
  })
  .meta({ id: 'MacLookup' });
export type MacLookup = z.infer<typeof macLookupShape>;
