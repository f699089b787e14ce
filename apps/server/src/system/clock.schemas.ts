import { z } from 'zod';
import { timeInput, timeShape } from '../shapes.ts';

export const clockShape = z
  .object({
    time: timeShape.meta({ description: 'The time that packages, sessions and sign-ins follow' }),
    jump: z
      .object({
        foundAt: timeShape,
        machineTime: timeShape.meta({ description: 'What the clock of the machine says' }),
        aheadSeconds: z.int().meta({ description: 'Negative: it is behind' }),
        packagesEnding: z.int().meta({ description: 'Packages that would end at once if it was confirmed' }),
        packagesRunningAgain: z.int(),
      })
      .nullable()
      .meta({ description: 'The clock of the machine jumped by over 5 minutes, and nobody confirmed it' }),
  })
  .meta({ id: 'Clock' });
export type ClockShown = z.infer<typeof clockShape>;

export const confirmClockInput = z.strictObject({
  time: timeInput.meta({ description: '`machineTime` as it was shown, to 5 minutes' }),
});
