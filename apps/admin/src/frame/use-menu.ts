import { useMe } from '../api/use-me.ts';
import { useMethods } from '../screens/payment-methods/use-methods.ts';
import { useZones } from '../screens/zones/use-zones.ts';
import { MENU, type MenuGroup } from './menu-items.ts';

/** The menu of this house: what is about hotspots and about selling, only where there is either. */
export function useMenu(): readonly MenuGroup[] {
  const permissions = useMe().data?.permissions ?? [];
  const hasHotspots = useZones().length > 0;
  const { data: methods } = useMethods();
  const sells = hasHotspots || (methods?.length ?? 0) > 0;
  return MENU.map((group) => ({
    ...group,
    items: group.items.filter(
      ({ ofHotspots, ofSelling, permission }) =>
        (hasHotspots || !ofHotspots) &&
        (sells || !ofSelling) &&
        (permission === undefined || permissions.includes(permission)),
    ),
  })).filter(({ items }) => items.length > 0);
}
