import { z } from 'zod';
import { fillInstructions, instructionsField, instructionsSetting } from './instructions.ts';
import type { PaymentProvider } from './provider.ts';

const settings = z.strictObject({ instructions: instructionsSetting });

/** Money in the hand of a person, who confirms it. */
export const cash: PaymentProvider<z.output<typeof settings>> = {
  id: 'cash',
  label: 'Cash',
  use: 'Visitors pay a person, and an operator confirms it in Payments.',
  fields: [{ ...instructionsField, placeholder: 'Pay at the counter and say your number.' }],
  settings,
  way: {
    kind: 'counter',
    instructions: ({ instructions }, intent) => fillInstructions(instructions, intent),
  },
};
