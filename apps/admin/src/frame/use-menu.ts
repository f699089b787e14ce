import { useMethods } from '../screens/payment-methods/use-methods.ts';
import { useZones } from '../screens/zones/use-zones.ts';
import { MENU, type MenuGroup } from './menu-items.ts';

/** The menu of this house: what is about hotspots and about selling, only where there is either. */
export function useMenu(): readonly MenuGroup[] {
  const hasHotspots = useZones().length > 0;
  const { data: methods } = useMethods();
  const sells = hasHotspots || (methods?.length ?? 0) > 0;
  return MENU.map((group) => ({
    ...group,
    items: group.items.filter(
      ({ ofHotspots, ofSelling }) => (hasHotspots || !ofHotspots) && (sells || !ofSelling),
    ),
  })).filter(({ items }) => items.length > 0);
}
