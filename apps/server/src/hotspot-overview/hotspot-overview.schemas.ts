import { z } from 'zod';
import { idInput, idShape, timeInput, timeShape } from '../shapes.ts';

const count = z.int();

export const hotspotPointShape = z.object({
  at: timeShape.meta({ description: 'When the point begins' }),
  signUps: count.meta({ description: 'Customers who registered at the portal' }),
  packagesBegun: count.meta({ description: 'Hotspot packages that were given or taken' }),
  online: count.nullable().meta({ description: 'Most at once; `null`: nobody counted' }),
  packagesInUse: count.nullable().meta({ description: 'Most at once; `null`: nobody counted' }),
});
export type HotspotPoint = z.infer<typeof hotspotPointShape>;

export const OVERVIEW_SPANS = ['day', 'week', 'month'] as const;
export type OverviewSpan = (typeof OVERVIEW_SPANS)[number];

export const hotspotOverviewQuery = z.object({
  zoneId: idInput.optional().meta({ description: 'This hotspot zone; without it, all together' }),
  span: z.enum(OVERVIEW_SPANS).default('day').meta({ description: 'How far back' }),
  dayStart: timeInput.optional().meta({
    description:
      "When the reader's day began: what is called today, and where points begin. Default: midnight UTC",
  }),
});
export type HotspotOverviewQuery = z.output<typeof hotspotOverviewQuery>;

const nowShape = z.object({
  online: count.meta({ description: 'Open sessions of hotspot customers' }),
  packagesInUse: count.meta({
    description:
      'Hotspot customers who hold a running package; of a zone, those with a device that logged in there',
  }),
  waiting: count.meta({ description: 'Unknown devices heard just now' }),
  signUpsToday: count,
});

export const hotspotOverviewShape = z
  .object({
    from: timeShape,
    to: timeShape,
    pointSeconds: z.number().meta({ description: 'What one point stands for' }),
    dayStart: timeShape,
    now: nowShape,
    points: z.array(hotspotPointShape),
    packages: z
      .array(
        z.object({
          id: idShape,
          name: z.string(),
          trial: z.boolean(),
          inUse: count.meta({ description: 'Customers who hold it now' }),
          online: count.meta({ description: 'Open sessions under it' }),
        }),
      )
      .meta({ description: 'Hotspot packages, the most used first' }),
    zones: z.array(nowShape.extend({ id: idShape, name: z.string() })),
  })
  .meta({ id: 'HotspotOverview' });
export type HotspotOverview = z.infer<typeof hotspotOverviewShape>;
