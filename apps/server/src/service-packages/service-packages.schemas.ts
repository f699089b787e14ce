import { customerKinds, macBindingModes, privateMacPolicies } from '@gatehouse/domain/access/access-facts';
import { isCurrency, NO_CURRENCY } from '@gatehouse/domain/currencies';
import { validFroms } from '@gatehouse/domain/service-packages/validity';
import { z } from 'zod';
import {
  bigCountInput,
  countInput,
  idInput,
  idShape,
  moneyInput,
  optionalTextInput,
  pageShape,
  textInput,
  timeShape,
} from '../shapes.ts';

export const servicePackageShape = z
  .object({
    id: idShape,
    name: z.string(),
    kind: z.enum(customerKinds),
    rateDownKbps: z.int().nullable(),
    rateUpKbps: z.int().nullable(),
    validitySeconds: z.int().nullable().meta({ description: '`null`: runs until someone ends it' }),
    validFrom: z.enum(validFroms).meta({
      description: 'Its validity begins when it is given, or with the first login',
    }),
    onlineSeconds: z.int().nullable().meta({
      description: 'Time online that is used up, all devices together; `null`: not counted',
    }),
    quotaBytes: z.int().nullable(),
    deviceLimit: z.int().nullable(),
    sessionLimit: z.int().nullable(),
    macBinding: z.enum(macBindingModes).nullable(),
    zoneIds: z.array(idShape).meta({ description: 'Hotspot zones where it is good; none: all of them' }),
    framedPool: z.string().nullable(),
    privateMacPolicy: z.enum(privateMacPolicies).meta({
      description: 'Of unregistered devices with a private address: `warn` lets them pass and lists them',
    }),
    priceMinor: z.int().nullable().meta({ description: 'In the smallest unit of the currency' }),
    currency: z.string().nullable(),
    trial: z.boolean().meta({ description: 'Taken in the portal once per number and per device' }),
    createdAt: timeShape,
    customerCount: z.int().meta({ description: 'Customers for whom it runs now' }),
  })
  .meta({ id: 'ServicePackage' });
export type ServicePackage = z.infer<typeof servicePackageShape>;

export const servicePackagesShape = pageShape(servicePackageShape);

/** A century: beyond it "no end" is what was meant. */
const VALIDITY_SECONDS_MAX = 100 * 365 * 24 * 60 * 60;

const ZONES_MAX = 1000;

const fields = {
  name: textInput(100),
  rateDownKbps: countInput(1).nullable().optional(),
  rateUpKbps: countInput(1).nullable().optional(),
  validitySeconds: countInput(1, VALIDITY_SECONDS_MAX).nullable().optional(),
  validFrom: z.enum(validFroms).optional().meta({ description: 'Default: `purchase`' }),
  onlineSeconds: countInput(1, VALIDITY_SECONDS_MAX).nullable().optional(),
  quotaBytes: bigCountInput(1).nullable().optional(),
  deviceLimit: countInput(0).nullable().optional(),
  sessionLimit: countInput(1).nullable().optional(),
  macBinding: z.enum(macBindingModes).nullable().optional(),
  zoneIds: z.array(idInput).max(ZONES_MAX).optional().meta({
    description: 'Hotspot zones where it is good; none: all of them',
  }),
  framedPool: optionalTextInput(200).optional(),
  privateMacPolicy: z.enum(privateMacPolicies).optional().meta({ description: 'Default: `allow`' }),
  priceMinor: moneyInput().nullable().optional().meta({
    description: 'Hotspot packages with a price are shown in the portal; those for 0 are taken there at once',
  }),
  trial: z.boolean().optional(),
  currency: z.string().refine(isCurrency, NO_CURRENCY).nullable().optional(),
};

export const addServicePackageInput = z.strictObject({ ...fields, kind: z.enum(customerKinds) });
export type AddServicePackageInput = z.infer<typeof addServicePackageInput>;

export const changeServicePackageInput = z.strictObject({
  ...fields,
  name: fields.name.optional(),
  alsoForSold: z.boolean().optional().meta({
    description: 'Also where vouchers and payments were sold with it that then give less than was paid for',
  }),
});
export type ChangeServicePackageInput = z.infer<typeof changeServicePackageInput>;

export const servicePackageSorts = ['name', 'createdAt'] as const;
export type ServicePackageSort = (typeof servicePackageSorts)[number];
export const servicePackageFilters = { kind: z.enum(customerKinds).optional() };
export type ServicePackageFilters = z.infer<z.ZodObject<typeof servicePackageFilters>>;
