import { plainDigits } from '@gatehouse/domain/customers/phone-number';
import { z } from 'zod';
import { fillInstructions, instructionsFields, instructionsSettings } from './instructions.ts';
import type { PaymentProvider } from './provider.ts';

const LENGTH_MIN = 6;
const LENGTH_MAX = 30;

const settings = z.strictObject({
  account: z.string().trim().min(1, 'is needed: where visitors send the money').max(60),
  ...instructionsSettings,
  referenceLength: z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || isLength(text), `must be a number from ${LENGTH_MIN} to ${LENGTH_MAX}`)
    .transform((text) => (text === '' ? null : Number(text))),
});

function isLength(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= LENGTH_MIN && Number(text) <= LENGTH_MAX;
}

/** The visitor sends money by telephone to the operator's own account, and types the number that the message names. */
export const mobileMoney: PaymentProvider<z.output<typeof settings>> = {
  id: 'mobile-money',
  label: 'Mobile money, by hand',
  use: 'Visitors send money to your number and type the transaction’s reference; an operator compares it and approves. Needs no contract with a gateway.',
  fields: [
    {
      name: 'account',
      label: 'Number that money is sent to',
      kind: 'text',
      required: true,
      placeholder: '01712 345678',
    },
    {
      name: 'referenceLength',
      label: 'Characters of a reference',
      kind: 'text',
      required: false,
      help: 'Where all have the same length, a slip of the finger is noticed at once. bKash and M-Pesa: 10.',
      placeholder: '10',
    },
    ...instructionsFields(
      'bKash › Send Money › 01712 345678, {{amount}} taka. Then type the TrxID of the message here.',
    ),
  ],
  settings,
  way: {
    kind: 'reference',
    instructions: (written, intent, language) =>
      fillInstructions(written, intent, language) || written.account,
    readReference: ({ referenceLength }, typed) => {
      const plain = plainDigits(typed.normalize('NFKC'))
        .toUpperCase()
        .replaceAll(/[\s\p{Pd}\p{Cf}._#]/gu, '');
      if (!/^[A-Z0-9]+$/.test(plain) || !isLength(String(plain.length))) return null;
      return referenceLength === null || plain.length === referenceLength ? plain : null;
    },
  },
};
