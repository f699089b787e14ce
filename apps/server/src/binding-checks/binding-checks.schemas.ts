import { macBindingModes } from '@gatehouse/domain/access/access-facts';
import { z } from 'zod';
import { countInput, idInput, idShape, macShape, timeShape } from '../shapes.ts';

const CUSTOMERS_MAX = 500;

export const bindingCheckInput = z
  .strictObject({
    customerIds: z.array(idInput).min(1).max(CUSTOMERS_MAX).optional(),
    servicePackageId: idInput.optional().meta({
      description: 'All who have it now and whose binding is the package’s',
    }),
    days: countInput(1, 90)
      .default(30)
      .meta({ description: 'How far back; the access log goes back 90 days' }),
    cursor: idInput.optional().meta({ description: '`nextCursor` of the part before' }),
  })
  .refine(
    ({ customerIds, servicePackageId }) => (customerIds === undefined) !== (servicePackageId === undefined),
    { message: 'needs either customerIds or servicePackageId', path: ['customerIds'] },
  );
export type BindingCheckInput = z.output<typeof bindingCheckInput>;

const usedDeviceShape = z.object({
  mac: macShape.nullable().meta({ description: '`null`: the router told none that could be read' }),
  vendor: z.string().nullable(),
  private: z.boolean(),
  passedCount: z.int().meta({ description: 'Logins and sessions that strict would have refused' }),
  refusedCount: z.int().meta({ description: 'Logins with the right password that were refused anyway' }),
  firstAt: timeShape,
  lastAt: timeShape,
  nas: z.object({ id: idShape, name: z.string() }).nullable(),
  holder: z
    .object({ customerId: idShape, customerName: z.string() })
    .nullable()
    .meta({ description: 'To whom it is registered, if to another: it cannot be adopted, only moved' }),
  blocked: z.boolean(),
  adoptable: z.boolean().meta({ description: 'Registering it would let it in' }),
});

export const checkedCustomerShape = z
  .object({
    customerId: idShape,
    customerName: z.string(),
    username: z.string(),
    macBinding: z.enum(macBindingModes).meta({ description: 'What is in force now' }),
    deviceCount: z.int(),
    devices: z
      .array(usedDeviceShape)
      .meta({ description: 'What was used and is not registered; the last used first' }),
  })
  .meta({ id: 'CheckedCustomer' });
export type CheckedCustomer = z.infer<typeof checkedCustomerShape>;

export const bindingCheckShape = z
  .object({
    customers: z.int().meta({ description: 'Looked at in this part' }),
    ready: z.int().meta({ description: 'Strict would have refused nothing of theirs' }),
    wouldBeRefused: z.int().meta({ description: 'Customers of whom strict would have refused something' }),
    withoutDevice: z.int().meta({
      description:
        'Customers with no registered device who were not let in either: strict refuses their next login',
    }),
    items: z.array(checkedCustomerShape).meta({ description: 'All but those who are ready' }),
    nextCursor: z.string().nullable().meta({ description: 'For the next part; `null` on the last one' }),
  })
  .meta({ id: 'BindingCheck' });
export type BindingCheck = z.infer<typeof bindingCheckShape>;

export const adoptInput = z.strictObject({
  devices: z
    .array(z.strictObject({ customerId: idInput, mac: z.string().max(100) }))
    .min(1)
    .max(CUSTOMERS_MAX),
});
export type AdoptInput = z.infer<typeof adoptInput>;

const leftShape = z.object({
  customerId: idShape,
  mac: z.string(),
  message: z.string().meta({ description: 'Why it was left as it is' }),
});

export const adoptedShape = z.object({
  devices: z.array(z.object({ deviceId: idShape, customerId: idShape, mac: macShape })),
  left: z.array(leftShape),
});
export type Adopted = z.infer<typeof adoptedShape>;

export const undoAdoptInput = z.strictObject({
  devices: z
    .array(z.strictObject({ deviceId: idInput, customerId: idInput }))
    .min(1)
    .max(CUSTOMERS_MAX),
});
export type UndoAdoptInput = z.infer<typeof undoAdoptInput>;

export const setBindingInput = z.strictObject({
  customers: z
    .array(
      z.strictObject({
        customerId: idInput,
        macBinding: z.enum(macBindingModes).nullable().meta({ description: '`null`: the package’s' }),
        expected: z
          .enum(macBindingModes)
          .nullable()
          .optional()
          .meta({ description: 'Left as it is where it is not this any more: for undoing' }),
      }),
    )
    .min(1)
    .max(CUSTOMERS_MAX),
});
export type SetBindingInput = z.infer<typeof setBindingInput>;

export const bindingSetShape = z.object({
  before: z
    .array(z.object({ customerId: idShape, macBinding: z.enum(macBindingModes).nullable() }))
    .meta({ description: 'Of those that were changed, as it was: what undoing sends' }),
  left: z.array(z.object({ customerId: idShape, customerName: z.string() })),
});
export type BindingSet = z.infer<typeof bindingSetShape>;
