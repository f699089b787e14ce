import { useQueryClient } from '@tanstack/react-query';
import { changeJson, getBlob } from '../../api/call-api.ts';
import type { HotspotZone } from '../../api/types.ts';
import { type Picture, type PortalEntry, portalChanges, portalEntryOf } from './portal-entry.ts';
import { readPicture } from './prepare-logo.ts';
import { useChangeZone } from './use-zone.ts';

/** What is stored now, and what was before: enough to store that again. */
export type SavedPortal = { readonly after: PortalEntry; readonly before: PortalEntry };

/** Stores what was typed, then the logo where it is another one. */
export function useSavePortal(zone: HotspotZone) {
  const change = useChangeZone(zone.id);
  const queryClient = useQueryClient();
  const path = `/hotspot-zones/${zone.id}/logo`;
  return async (entry: PortalEntry): Promise<SavedPortal> => {
    const { picture } = entry;
    const before = portalEntryOf(zone);
    const replaced = picture === undefined ? undefined : await readStoredLogo(zone.logo !== null, path);
    const { value } = await change.mutateAsync({ portal: portalChanges(entry) });
    if (picture === null) await changeJson('DELETE', path);
    else if (picture !== undefined) await changeJson('PUT', path, { image: picture.base64 });
    if (picture !== undefined) await queryClient.invalidateQueries({ queryKey: ['hotspot-zones'] });
    return { after: portalEntryOf(value), before: { ...before, picture: replaced } };
  };
}

async function readStoredLogo(isThere: boolean, path: string): Promise<Picture | null> {
  return isThere ? readPicture(await getBlob(path)) : null;
}
