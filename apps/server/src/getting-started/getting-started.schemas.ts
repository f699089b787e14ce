import { z } from 'zod';

export const gettingStartedSteps = ['account', 'router', 'package', 'customer', 'login'] as const;
export type GettingStartedStep = (typeof gettingStartedSteps)[number];

const stepShape = z.object({
  step: z.enum(gettingStartedSteps),
  state: z.enum(['open', 'begun', 'done']).meta({
    description:
      'As the data has it. begun: the account has no second factor, the router was never heard, the customer has no device',
  }),
  thingId: z.string().nullable().meta({
    description: 'With which to go on: the router that was never heard, the customer without a device',
  }),
});

export const gettingStartedShape = z.object({
  steps: z.array(stepShape),
  done: z.boolean().meta({ description: 'Nothing is left but what is only recommended' }),
  left: z.boolean().meta({ description: 'I do not want to be led to it' }),
});
export type GettingStarted = z.infer<typeof gettingStartedShape>;

export const leaveInput = z.strictObject({ left: z.boolean() });
