import { languages } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { previewPages } from '@gatehouse/domain/hotspot-zones/preview-pages';
import { z } from 'zod';
import { logoInput, portalInput } from '../hotspot-zones/portal-look.schemas.ts';

export const previewInput = z.strictObject({
  portal: portalInput.optional().meta({ description: 'What differs from what is stored' }),
  image: logoInput.shape.image.nullable().optional().meta({
    description: 'A logo in the place of the one that is stored, in base64; `null`: none',
  }),
  registration: z.enum(['off', 'code', 'open']).optional(),
  page: z.enum(previewPages),
  language: z.enum(languages),
  scheme: z.enum(['light', 'dark']),
});

export const previewShape = z
  .object({
    html: z.string().meta({ description: 'The page as a phone gets it, without its style' }),
    style: z.string(),
  })
  .meta({ id: 'PortalPreview' });
export type PortalPreview = z.infer<typeof previewShape>;
