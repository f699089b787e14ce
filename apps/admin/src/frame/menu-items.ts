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
import { say } from './texts.ts';

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
  { title: null, items: [{ to: '/', label: say('home'), icon: IconHome, key: 'h' }] },
  {
    title: say('customers'),
    items: [
      { to: '/customers', label: say('customers'), icon: IconUsers, key: 'c' },
      { to: '/devices', label: say('devices'), icon: IconDevices, key: 'd' },
      { to: '/review', label: say('review'), icon: IconChecklist, key: 'e' },
    ],
  },
  {
    title: say('activity'),
    items: [
      { to: '/sessions', label: say('sessions'), icon: IconActivity, key: 's' },
      { to: '/access-log', label: say('accessLog'), icon: IconListDetails, key: 'a' },
      { to: '/disconnects', label: say('disconnects'), icon: IconPlugConnectedX, key: 'x' },
      {
        to: '/audit-log',
        label: say('auditLog'),
        icon: IconHistory,
        key: 'u',
        permission: 'audit-log.read',
      },
    ],
  },
  {
    title: say('service'),
    items: [
      { to: '/hotspot', label: say('hotspot'), icon: IconAccessPoint, key: 'o', ofHotspots: true },
      { to: '/packages', label: say('packages'), icon: IconPackage, key: 'p' },
      { to: '/zones', label: say('zones'), icon: IconWifi, key: 'z' },
    ],
  },
  {
    title: say('sales'),
    items: [
      { to: '/payments', label: say('payments'), icon: IconReceipt2, key: 'b', ofSelling: true },
      { to: '/vouchers', label: say('vouchers'), icon: IconTicket, key: 'v', ofSelling: true },
      { to: '/sales', label: say('sales'), icon: IconChartBar, key: 'l', ofSelling: true },
    ],
  },
  {
    title: say('network'),
    items: [
      { to: '/routers', label: say('routers'), icon: IconRouter, key: 'r' },
      { to: '/system', label: say('system'), icon: IconActivityHeartbeat, key: 'y' },
    ],
  },
  {
    title: null,
    items: [
      {
        to: '/settings/my-account',
        label: say('settings'),
        icon: IconSettings,
        key: 'm',
        within: '/settings/',
      },
    ],
  },
];
