import { useZones } from '../screens/zones/use-zones.ts';
import { MENU, type MenuGroup } from './menu-items.ts';

/** The menu of this house: what is about hotspots, only where there is one. */
export function useMenu(): readonly MenuGroup[] {
  const hasHotspots = useZones().length > 0;
  return MENU.map((group) => ({
    ...group,
    items: group.items.filter(({ ofHotspots }) => hasHotspots || ofHotspots === undefined),
  }));
}
