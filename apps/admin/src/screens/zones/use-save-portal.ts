import { useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { HotspotZone } from '../../api/types.ts';
import { type PortalEntry, portalChanges, portalEntryOf } from './portal-entry.ts';
import { useChangeZone } from './use-zone.ts';

/** Stores what was typed, then the logo where it is another one. Gives what is stored now. */
export function useSavePortal({ id }: Pick<HotspotZone, 'id'>) {
  const change = useChangeZone(id);
  const queryClient = useQueryClient();
  return async (entry: PortalEntry): Promise<PortalEntry> => {
    const { value } = await change.mutateAsync({ portal: portalChanges(entry) });
    const { picture } = entry;
    if (picture !== undefined) {
      const path = `/hotspot-zones/${id}/logo`;
      if (picture === null) await changeJson('DELETE', path);
      else await changeJson('PUT', path, { image: picture.base64 });
      await queryClient.invalidateQueries({ queryKey: ['hotspot-zones'] });
    }
    return portalEntryOf(value);
  };
}
