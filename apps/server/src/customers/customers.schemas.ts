import { customerKinds, customerStatuses, macBindingModes } from '@gatehouse/domain/access/access-facts';
import { z } from 'zod';
import { swapWindowShape } from '../devices/swap/swap.schemas.ts';
import { homeInput, homeShape } from './home/home.schemas.ts';
import {
  countInput,
  idInput,
  idShape,
  optionalTextInput,
  pageShape,
  textInput,
  timeInput,
  timeShape,
} from '../shapes.ts';

const inheritedFrom = z.enum(['customer', 'package', 'default']);

export const customerShape = z
  .object({
    id: idShape,
    name: z.string(),
    username: z.string(),
    kind: z.enum(customerKinds),
    status: z.enum(customerStatuses),
    macBinding: z.enum(macBindingModes).nullable().meta({ description: 'Their own value; `null` inherits' }),
    deviceLimit: z.int().nullable().meta({ description: 'Their own value; `null` inherits' }),
    sessionLimit: z.int().nullable().meta({ description: 'Their own value; `null` inherits' }),
    framedIpAddress: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    createdAt: timeShape,
    home: homeShape,
    effective: z
      .object({
        macBinding: z.object({ value: z.enum(macBindingModes), from: inheritedFrom }),
        deviceLimit: z.object({ value: z.int(), from: inheritedFrom }),
        sessionLimit: z.object({ value: z.int().nullable(), from: inheritedFrom }),
      })
      .meta({ description: 'What is in force, and where it comes from' }),
    subscription: z
      .object({
        id: idShape,
        servicePackageId: idShape,
        servicePackageName: z.string(),
        running: z.boolean(),
        startsAt: timeShape,
        endsAt: timeShape.nullable(),
        waitingSeconds: z.int().nullable(),
        usedBytes: z.int(),
        quotaBytes: z.int().nullable(),
        usedSeconds: z.int(),
        onlineSeconds: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'The running one, else the one that ended last' }),
    hadSubscription: z
      .boolean()
      .meta({ description: 'A package has begun at some time: from then on a line needs a living one' }),
    deviceCount: z.int(),
    openSessionCount: z.int(),
    swapWindow: swapWindowShape.nullable().meta({ description: 'The one that is open now' }),
  })
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof customerShape>;

export const customersShape = pageShape(customerShape);

/** Written as anybody writes it; without digits it is none. */
function isPhone(text: string | null): boolean {
  return text === null || text.replaceAll(/\P{Nd}/gu, '').length >= 3;
}

const emptyIsNull = (typed: unknown) => (typed === '' ? null : typed);

const fields = {
  name: textInput(200),
  // Whether it makes a username is the verb's to say: not empty, no MAC, at most 253 octets.
  username: z.string().max(1000),
  password: z.string().max(1000).meta({ description: 'The network password: what the router logs in with' }),
  macBinding: z.enum(macBindingModes).nullable().optional().meta({ description: '`null`: inherit' }),
  deviceLimit: countInput(0).nullable().optional().meta({ description: '`null`: inherit' }),
  sessionLimit: countInput(1).nullable().optional().meta({ description: '`null`: inherit' }),
  framedIpAddress: z.preprocess(emptyIsNull, z.ipv4('is not an IPv4 address').nullable()).optional(),
  phone: optionalTextInput(50).refine(isPhone, 'is not a telephone number').optional(),
  email: optionalTextInput(254)
    .refine((text) => text === null || /^[^\s@]+@[^\s@]+$/.test(text), 'is not an e-mail address')
    .optional(),
  servicePackageId: idInput.nullable().optional(),
  home: homeInput.optional(),
};

export const addCustomerInput = z.strictObject({ ...fields, kind: z.enum(customerKinds) });
export type AddCustomerInput = z.infer<typeof addCustomerInput>;

export const changeCustomerInput = z.strictObject({
  ...fields,
  name: fields.name.optional(),
  username: fields.username.optional(),
  password: fields.password.optional(),
  kind: z.enum(customerKinds).optional(),
  status: z.enum(customerStatuses).optional(),
  expected: z
    .strictObject({ status: z.enum(customerStatuses), macBinding: z.enum(macBindingModes).nullable() })
    .partial()
    .optional()
    .meta({
      description: 'Only where these are still so: for undoing, which leaves what others have changed since',
    }),
  servicePackageId: idInput.nullable().optional().meta({
    description: 'Another package starts now; `null` ends the running one; the running one changes nothing',
  }),
});
export type ChangeCustomerInput = z.infer<typeof changeCustomerInput>;

export const customerSorts = ['name', 'username', 'createdAt'] as const;
export type CustomerSort = (typeof customerSorts)[number];

export const customerFilters = {
  kind: z.enum(customerKinds).optional(),
  status: z.enum(customerStatuses).optional(),
  servicePackageId: z
    .union([idInput, z.literal('any-hotspot')])
    .optional()
    .meta({
      description: 'Whose running package it is; `any-hotspot`: a hotspot package, whichever',
    }),
  zoneId: idInput.optional().meta({ description: 'With a device that logged in in this hotspot zone' }),
  signedUpSince: timeInput.optional().meta({ description: 'Who registered at the portal since then' }),
  signedUpZoneId: idInput.optional().meta({ description: 'In which hotspot zone they registered' }),
  macBinding: z.enum(macBindingModes).optional().meta({ description: 'In force, wherever it comes from' }),
};
export type CustomerFilters = z.infer<z.ZodObject<typeof customerFilters>>;

export const networkPasswordShape = z.object({ password: z.string() });
export const passwordProposalShape = z.object({ password: z.string() });
