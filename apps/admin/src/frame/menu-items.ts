import {
  IconActivity,
  IconActivityHeartbeat,
  IconAccessPoint,
  IconChartBar,
  IconChecklist,
  IconDevices,
  IconHistory,
  IconHome,
  IconListDetails,
  IconPackage,
  IconPlugConnectedX,
  IconReceipt2,
  IconRouter,
  IconSettings,
  IconTicket,
  IconUsers,
  IconWifi,
} from '@tabler/icons-react';

export type MenuItem = {
  readonly to: string;
  readonly label: string;
  readonly icon: typeof IconHome;
  /** `g`, then this key. */
  readonly key: string;
  /** The pages that belong to it, where its own path is only one of them. */
  readonly within?: string;
  /** Only where there is a hotspot zone. */
  readonly ofHotspots?: true;
  /** Only where something is sold: where there is a hotspot zone, or a way to pay. */
  readonly ofSelling?: true;
  /** Only for whoever holds it. */
  readonly permission?: string;
};

export type MenuGroup = { readonly title: string | null; readonly items: readonly MenuItem[] };

/** The side menu, in its order. */
export const MENU: readonly MenuGroup[] = [
  { title: null, items: [{ to: '/', label: 'Home', icon: IconHome, key: 'h' }] },
  {
    title: 'Customers',
    items: [
      { to: '/customers', label: 'Customers', icon: IconUsers, key: 'c' },
      { to: '/devices', label: 'Devices', icon: IconDevices, key: 'd' },
      { to: '/review', label: 'Review', icon: IconChecklist, key: 'e' },
    ],
  },
  {
    title: 'Activity',
    items: [
      { to: '/sessions', label: 'Sessions', icon: IconActivity, key: 's' },
      { to: '/access-log', label: 'Access log', icon: IconListDetails, key: 'a' },
      { to: '/disconnects', label: 'Disconnects', icon: IconPlugConnectedX, key: 'x' },
      {
        to: '/audit-log',
        label: 'Audit log',
        icon: IconHistory,
        key: 'u',
        permission: 'audit-log.read',
      },
    ],
  },
  {
    title: 'Service',
    items: [
      { to: '/hotspot', label: 'Hotspot', icon: IconAccessPoint, key: 'o', ofHotspots: true },
      { to: '/packages', label: 'Packages', icon: IconPackage, key: 'p' },
      { to: '/zones', label: 'Zones', icon: IconWifi, key: 'z' },
    ],
  },
  {
    title: 'Sales',
    items: [
      { to: '/payments', label: 'Payments', icon: IconReceipt2, key: 'b', ofSelling: true },
      { to: '/vouchers', label: 'Vouchers', icon: IconTicket, key: 'v', ofSelling: true },
      { to: '/sales', label: 'Sales', icon: IconChartBar, key: 'l', ofSelling: true },
    ],
  },
  {
    title: 'Network',
    items: [
      { to: '/routers', label: 'Routers', icon: IconRouter, key: 'r' },
      { to: '/system', label: 'System', icon: IconActivityHeartbeat, key: 'y' },
    ],
  },
  {
    title: null,
    items: [
      { to: '/settings/my-account', label: 'Settings', icon: IconSettings, key: 'm', within: '/settings/' },
    ],
  },
];
