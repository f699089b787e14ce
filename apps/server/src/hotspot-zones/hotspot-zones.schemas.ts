import { z } from 'zod';
import { idInput, idShape, macShape, optionalTextInput, pageShape, textInput, timeShape } from '../shapes.ts';
import { logoShape, portalInput, portalShape } from './portal-look.schemas.ts';

const registrations = ['off', 'code', 'open'] as const;

export const hotspotZoneShape = z
  .object({
    id: idShape,
    name: z.string(),
    ssid: z.string(),
    macLogin: z.boolean().meta({ description: 'Whether a known device gets online without a login' }),
    roamingGroup: z.string().nullable().meta({
      description:
        'A device that is remembered in one zone of a group is known in all of them; `null`: in no group',
    }),
    hasMacPassword: z.boolean().meta({ description: 'Whether routers send a fixed password in MAC logins' }),
    hasUamSecret: z.boolean().meta({ description: 'Whether CoovaChilli mixes a secret into its challenges' }),
    uamPap: z.boolean().meta({ description: 'Whether CoovaChilli asks RADIUS by PAP; else by CHAP' }),
    registration: z.enum(registrations).meta({
      description:
        'Whether visitors register by a mobile number: by a code sent to it, on their word, or not',
    }),
    phoneCountryCode: z.string().nullable(),
    gatewayHosts: z.array(z.string()).meta({
      description:
        'Names and addresses to which alone the portal hands visitors over; empty: to any inside the network',
    }),
    portal: portalShape,
    logo: logoShape.nullable(),
    createdAt: timeShape,
    nasCount: z.int(),
    waitingCount: z.int().meta({ description: 'Unknown devices heard there within a quarter of an hour' }),
  })
  .meta({ id: 'HotspotZone' });
export type HotspotZone = z.infer<typeof hotspotZoneShape>;

export const hotspotZonesShape = pageShape(hotspotZoneShape);

export const waitingDeviceShape = z
  .object({
    mac: macShape,
    vendor: z.string().nullable(),
    private: z.boolean(),
    nas: z.object({ id: idShape, name: z.string() }).nullable(),
    firstAt: timeShape,
    lastAt: timeShape,
    count: z.int().meta({ description: 'How often routers asked about it since `firstAt`' }),
  })
  .meta({ id: 'WaitingDevice' });
export type WaitingDevice = z.infer<typeof waitingDeviceShape>;

export const waitingDevicesShape = pageShape(waitingDeviceShape);

export const waitingInZoneShape = waitingDeviceShape
  .extend({ zone: z.object({ id: idShape, name: z.string() }) })
  .meta({ id: 'WaitingInZone' });
export type WaitingInZone = z.infer<typeof waitingInZoneShape>;

export const waitingInZonesShape = pageShape(waitingInZoneShape);

export const waitingQuery = z.object({
  zoneId: idInput.optional().meta({ description: 'Without it those of all zones' }),
  search: z.string().max(200).optional().meta({ description: 'Part of MAC, vendor, router or zone' }),
});

export const toldSsidShape = z
  .object({
    ssid: z.string(),
    isOfZone: z.boolean().meta({ description: 'Whether it is the zone’s own' }),
    nas: z.object({ id: idShape, name: z.string() }),
    lastAt: timeShape,
  })
  .meta({ id: 'ToldSsid' });
export type ToldSsid = z.infer<typeof toldSsidShape>;

export const toldSsidsShape = pageShape(toldSsidShape);

/** IEEE 802.11: an SSID has 32 octets at most. */
const ssidInput = textInput(32).refine(
  (ssid) => new TextEncoder().encode(ssid).length <= 32,
  'may have 32 octets at most',
);

const fields = {
  macLogin: z.boolean().optional(),
  roamingGroup: optionalTextInput(100)
    .optional()
    .meta({ description: 'Zones with the same name here are one group' }),
  macPassword: z.string().min(1).max(128).nullable().optional().meta({
    description: 'What the routers send as the password of a MAC login; `null`: nothing, or the MAC',
  }),
  uamSecret: z.string().min(1).max(128).nullable().optional().meta({
    description: "CoovaChilli's `uamsecret`; `null`: it has none",
  }),
  uamPap: z.boolean().optional(),
  registration: z.enum(registrations).optional(),
  phoneCountryCode: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a country code, like 880')
    .nullable()
    .optional()
    .meta({ description: 'Of mobile numbers that visitors type without one; `null`: they must' }),
  gatewayHosts: z
    .array(
      z
        .string()
        .max(253)
        .regex(
          /^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/i,
          'must be a host name or an address, without http:// and port',
        ),
    )
    .max(20)
    .optional(),
  portal: portalInput.optional(),
};

export const addHotspotZoneInput = z.strictObject({ ...fields, name: textInput(100), ssid: ssidInput });
export type AddHotspotZoneInput = z.infer<typeof addHotspotZoneInput>;

export const changeHotspotZoneInput = z.strictObject({
  ...fields,
  name: textInput(100).optional(),
  ssid: ssidInput.optional(),
});
export type ChangeHotspotZoneInput = z.infer<typeof changeHotspotZoneInput>;

export const hotspotZoneSorts = ['name', 'createdAt'] as const;
export type HotspotZoneSort = (typeof hotspotZoneSorts)[number];
