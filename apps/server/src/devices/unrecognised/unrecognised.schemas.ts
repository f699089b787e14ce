import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { z } from 'zod';
import { idInput, idShape, macShape, pageShape, timeInput, timeShape } from '../../shapes.ts';

const namedShape = z.object({ id: idShape, name: z.string() });

export const unrecognisedDeviceShape = z
  .object({
    id: idShape,
    customerId: idShape,
    customerName: z.string(),
    username: z.string(),
    mac: macShape,
    vendor: z.string().nullable().meta({ description: '`null`: not in the registry, or a private address' }),
    private: z.boolean().meta({ description: 'Locally administered: made up by the device' }),
    firstAt: timeShape,
    lastAt: timeShape,
    count: z.int().meta({ description: 'Attempts with the right password, refused or observed' }),
    refusedCount: z.int(),
    observedCount: z.int().meta({ description: 'Let in, where strict would have refused (observe)' }),
    reason: z.enum(rejectReasons).nullable().meta({ description: 'Of the last attempt' }),
    nas: namedShape
      .nullable()
      .meta({ description: 'The router that asked last; `null` once it was removed' }),
    holder: z
      .object({ deviceId: idShape, customerId: idShape, customerName: z.string() })
      .nullable()
      .meta({ description: 'To whom the device is registered, if to another' }),
    ignoredAt: timeShape.nullable(),
    ignoredBy: z.string().nullable(),
    countSinceIgnored: z.int().meta({ description: '0 where it is not ignored' }),
    place: z
      .object({
        deviceCount: z.int(),
        deviceLimit: z.int(),
        devices: z
          .array(z.object({ id: idShape, name: z.string(), mac: macShape, lastSeenAt: timeShape.nullable() }))
          .meta({ description: "The customer's, the one unseen longest first, three at most" }),
      })
      .meta({ description: 'What the customer has registered' }),
  })
  .meta({ id: 'UnrecognisedDevice' });
export type UnrecognisedDevice = z.infer<typeof unrecognisedDeviceShape>;

export const unrecognisedDevicesShape = pageShape(unrecognisedDeviceShape);

export const unrecognisedSorts = ['lastAt', 'firstAt', 'count', 'customerName', 'mac'] as const;
export type UnrecognisedSort = (typeof unrecognisedSorts)[number];

export const unrecognisedFilters = {
  customerId: idInput.optional(),
  ignored: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: '`true`: those that somebody said to ignore; else all others' }),
  outcome: z
    .enum(['refused', 'observed'])
    .optional()
    .meta({ description: '`observed`: never refused, only let in by observe' }),
  private: z.enum(['true', 'false']).optional(),
  nasId: idInput.optional(),
  since: timeInput.optional().meta({ description: 'Tried since then' }),
};
export type UnrecognisedFilters = z.infer<z.ZodObject<typeof unrecognisedFilters>>;

export const ignoreInput = z.strictObject({
  ids: z.array(idInput).min(1).max(500),
  ignored: z.boolean().meta({ description: '`false` undoes it' }),
});
export type IgnoreInput = z.infer<typeof ignoreInput>;
