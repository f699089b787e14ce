import { z } from 'zod';
import { idInput, idShape, timeShape, timeZoneInput } from '../shapes.ts';

const DAYS_MAX = 400;
const count = z.int();
const minor = z.int().meta({ description: 'In the smallest unit of the currency' });

export const salesQuery = z.object({
  days: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(DAYS_MAX))
    .default(30)
    .meta({ description: `Today and the days before: 1–${DAYS_MAX}, default 30` }),
  zoneId: idInput.optional().meta({ description: 'This hotspot zone; without it, all together' }),
  timeZone: timeZoneInput
    .default('UTC')
    .meta({ description: "The reader's: days begin at their midnight. Default: UTC" }),
});
export type SalesQuery = z.output<typeof salesQuery>;

const soldShape = {
  payments: count.meta({ description: 'Payments that were paid' }),
  paidMinor: minor.meta({ description: 'What has arrived' }),
  refundedMinor: minor.meta({ description: 'Given back, on the day it was' }),
  vouchers: count.meta({ description: 'Vouchers that were redeemed, of those with a price' }),
  vouchersMinor: minor.meta({ description: 'At what they were sold for' }),
  totalMinor: minor.meta({ description: 'Paid and redeemed, without what was given back' }),
};

export const salesShape = z
  .object({
    from: timeShape,
    to: timeShape,
    timeZone: z.string(),
    vouchersWithoutPrice: count.meta({ description: 'Redeemed, and nobody said what for' }),
    currencies: z
      .array(
        z.object({
          currency: z.string(),
          ...soldShape,
          days: z
            .array(z.object({ at: timeShape, ...soldShape }))
            .meta({ description: 'The earliest first' }),
          packages: z.array(
            z.object({
              id: idShape,
              name: z.string(),
              ...soldShape,
              days: z.array(minor).meta({ description: '`totalMinor` of each day' }),
            }),
          ),
          zones: z.array(
            z.object({
              id: idShape.nullable().meta({ description: '`null`: at no hotspot' }),
              name: z.string().nullable(),
              ...soldShape,
              days: z.array(minor).meta({ description: '`totalMinor` of each day' }),
            }),
          ),
        }),
      )
      .meta({ description: 'What is never added together' }),
  })
  .meta({ id: 'Sales' });
export type Sales = z.infer<typeof salesShape>;
