import { isCurrency, NO_CURRENCY } from '@gatehouse/domain/currencies';
import {
  CODE_LENGTH_DEFAULT,
  CODE_LENGTH_MAX,
  CODE_LENGTH_MIN,
} from '@gatehouse/domain/vouchers/voucher-code';
import { VOUCHERS_OF_BATCH_MAX, voucherStates } from '@gatehouse/domain/vouchers/voucher-words';
import { z } from 'zod';
import {
  countInput,
  idInput,
  idShape,
  moneyInput,
  pageShape,
  textInput,
  timeInput,
  timeShape,
  timeZoneInput,
} from '../shapes.ts';

export const voucherBatchShape = z
  .object({
    id: idShape,
    name: z.string(),
    servicePackageId: idShape,
    servicePackageName: z.string(),
    codeLength: z.int(),
    count: z.int().meta({ description: 'Made in all' }),
    redeemed: z.int(),
    open: z.int().meta({ description: 'Can still be redeemed' }),
    revoked: z.int(),
    expired: z.int(),
    amountMinor: z.int().nullable().meta({ description: 'What one is sold for; `null`: not said' }),
    currency: z.string().nullable(),
    redeemedMinor: z.int().nullable().meta({ description: 'What the redeemed ones were sold for together' }),
    validUntil: timeShape.nullable().meta({ description: 'To be redeemed before; `null`: for ever' }),
    madeBy: z.string(),
    createdAt: timeShape,
    revokedAt: timeShape.nullable(),
    revokedBy: z.string().nullable(),
    revokeReason: z.string().nullable(),
  })
  .meta({ id: 'VoucherBatch' });
export type VoucherBatch = z.infer<typeof voucherBatchShape>;
export const voucherBatchesShape = pageShape(voucherBatchShape);

export const madeVouchersShape = z
  .object({
    batch: voucherBatchShape,
    vouchers: z
      .array(z.object({ serial: z.int(), code: z.string() }))
      .meta({ description: 'The codes, this once: only a keyed hash of each is kept' }),
  })
  .meta({ id: 'MadeVouchers' });
export type MadeVouchers = z.infer<typeof madeVouchersShape>;

export const voucherShape = z
  .object({
    id: idShape,
    batchId: idShape,
    batchName: z.string(),
    servicePackageName: z.string(),
    serial: z.int().meta({ description: 'Printed beside the code, from 1' }),
    state: z.enum(voucherStates),
    redeemedAt: timeShape.nullable(),
    customer: z
      .object({ id: idShape, name: z.string(), username: z.string() })
      .nullable()
      .meta({ description: 'Who redeemed it' }),
    zone: z.object({ id: idShape, name: z.string() }).nullable().meta({ description: 'Where' }),
    revokedAt: timeShape.nullable().meta({ description: 'By itself or with its batch' }),
    validUntil: timeShape.nullable(),
  })
  .meta({ id: 'Voucher' });
export type Voucher = z.infer<typeof voucherShape>;
export const vouchersShape = pageShape(voucherShape);

export const voucherSheetShape = z
  .object({
    portalName: z.string(),
    ssid: z.string().meta({ description: 'Of the Wi-Fi; it stands in `howTo`' }),
    portalUrl: z.string().nullable().meta({
      description: 'What QR codes begin with; `null`: the portal has no address, they hold the code',
    }),
    texts: z.array(
      z.object({
        language: z.string(),
        direction: z.enum(['ltr', 'rtl']),
        howTo: z.string(),
        package: z.string().meta({ description: 'What the package grants' }),
        price: z.string().nullable(),
        validUntil: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'VoucherSheet' });
export type VoucherSheet = z.infer<typeof voucherSheetShape>;

export const addVoucherBatchInput = z
  .strictObject({
    name: textInput(100),
    servicePackageId: idInput,
    count: countInput(1, VOUCHERS_OF_BATCH_MAX),
    codeLength: countInput(CODE_LENGTH_MIN, CODE_LENGTH_MAX)
      .optional()
      .meta({ description: `Default ${CODE_LENGTH_DEFAULT}` }),
    amountMinor: moneyInput()
      .nullable()
      .optional()
      .meta({ description: "What one is sold for. Default: the package's price; `null`: not said" }),
    currency: z.string().refine(isCurrency, NO_CURRENCY).nullable().optional(),
    validUntil: timeInput
      .nullable()
      .optional()
      .meta({ description: 'To be redeemed before; default: for ever' }),
  })
  .refine(({ amountMinor, currency }) => typeof amountMinor !== 'number' || typeof currency === 'string', {
    path: ['currency'],
    message: 'must be said with an amount',
  });
export type AddVoucherBatchInput = z.infer<typeof addVoucherBatchInput>;

export const revokeInput = z.strictObject({ reason: textInput(300) });
export type RevokeInput = z.infer<typeof revokeInput>;

export const findVoucherInput = z.strictObject({ code: z.string().max(200) });

export const voucherSheetQuery = z.object({
  zoneId: idInput,
  timeZone: timeZoneInput.optional().meta({ description: 'In which the last day is told' }),
});

export const voucherBatchSorts = ['createdAt', 'name'] as const;
export type VoucherBatchSort = (typeof voucherBatchSorts)[number];
export const voucherBatchFilters = { servicePackageId: idInput.optional() };
export type VoucherBatchFilters = z.infer<z.ZodObject<typeof voucherBatchFilters>>;

export const voucherSorts = ['serial'] as const;
export type VoucherSort = (typeof voucherSorts)[number];
export const voucherFilters = { state: z.enum(voucherStates).optional() };
export type VoucherFilters = z.infer<z.ZodObject<typeof voucherFilters>>;
