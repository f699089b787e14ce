import { z } from 'zod';
import { idShape, macShape, optionalTextInput, pageShape, timeShape } from '../../shapes.ts';

export const blockedMacShape = z
  .object({
    mac: macShape,
    vendor: z.string().nullable(),
    private: z.boolean(),
    reason: z.string().nullable(),
    blockedBy: z.string(),
    blockedAt: timeShape,
    holder: z
      .object({
        deviceId: idShape,
        customerId: idShape,
        customerName: z.string(),
        label: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Whose device it is; it stays registered and is refused' }),
  })
  .meta({ id: 'BlockedMac' });
export type BlockedMac = z.infer<typeof blockedMacShape>;

/** The answer to blocking one. */
export const blockedNowShape = blockedMacShape.extend({
  before: z
    .object({ reason: z.string().nullable() })
    .nullable()
    .meta({ description: 'It was blocked already, for this reason; `null`: it was not' }),
});
export type BlockedNow = z.infer<typeof blockedNowShape>;

export const blockedMacsShape = pageShape(blockedMacShape);

export const blockedMacSorts = ['blockedAt', 'mac'] as const;
export type BlockedMacSort = (typeof blockedMacSorts)[number];

export const blockMacInput = z.strictObject({
  mac: z
    .string()
    .max(100)
    .meta({ description: 'In any format', examples: ['c4e9.841f.220a'] }),
  reason: optionalTextInput(200)
    .optional()
    .meta({ description: 'Why; it stands beside it for whoever looks' }),
});
