import type { PreviewPage } from '@gatehouse/domain/hotspot-zones/preview-pages';
import type { PortalLook } from '../../hotspot-zones/portal-look.ts';
import type { CustomerOverview, OwnDevice } from '../customer-overview.ts';
import type { Offered, OfferedPackage } from '../offered-packages.ts';
import type { Texts } from '../texts/translate.ts';
import { devicesPage } from './device-pages.ts';
import type { Page } from './frame.ts';
import { buyPage, type ShownMethod } from './pay-pages.ts';
import {
  accountPage,
  choosePage,
  codePage,
  numberPage,
  onlinePage,
  sentencePage,
  termsPage,
  welcomePage,
} from './pages.ts';

export type PreviewFacts = {
  readonly look: PortalLook;
  /** What the zone really offers. */
  readonly offered: Offered;
  /** One of them that can be paid for, and how; `null`: there is none yet. */
  readonly sold: OfferedPackage | null;
  readonly methods: readonly ShownMethod[];
  readonly registration: 'off' | 'code' | 'open';
  readonly numberExample: string;
  readonly now: number;
};

/** Leads nowhere. */
const HOME = '#';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One of the portal's own pages, as a visitor who does not exist would see it. */
export function previewPage(page: PreviewPage, texts: Texts, facts: PreviewFacts): Page {
  const { look, offered, registration, now } = facts;
  const { packages } = offered;
  const visitor = sampleVisitor(packages, now);
  switch (page) {
    case 'welcome': {
      const mayRegister = registration !== 'off';
      return welcomePage(texts, HOME, { look, offered, packageOver: null, mayRegister });
    }
    case 'log-in':
      return accountPage(texts, HOME, { username: '', fault: null });
    case 'number': {
      const byCode = registration !== 'open';
      return numberPage(texts, HOME, { number: '', example: facts.numberExample, byCode, fault: null });
    }
    case 'code':
      return codePage(texts, HOME, { own: true, sentTo: '\u2066+8801712345678\u2069' });
    case 'packages':
      return choosePage(texts, HOME, offered);
    case 'pay': {
      const { sold, methods } = facts;
      const shown = { offered: sold ?? SAMPLE_PACKAGE, methods: sold === null ? SAMPLE_METHODS : methods };
      return buyPage(texts, HOME, { ...shown, start: { kind: 'now' }, key: '', fault: null });
    }
    case 'online':
      return onlinePage(texts, visitor.left, { url: HOME });
    case 'limit':
    case 'own-page':
      return devicesPage(texts, HOME, {
        overview: visitor,
        devices: sampleDevices(now),
        macHint: page === 'limit' ? null : SAMPLE_MACS[0],
        limitReached: page === 'limit' ? SAMPLE_MACS.length : null,
        maybeThis: [],
        online: page === 'own-page',
        mayAdd: true,
        renewal: {
          same: packages.findLast(({ mayBuy }) => mayBuy) ?? null,
          hasOthers: packages.filter(({ mayBuy }) => mayBuy).length > 1,
        },
        notice: null,
        now,
      });
    case 'terms':
      return termsPage(texts, HOME, look) ?? sentencePage(texts, 'termsTitle', 'termsNone');
  }
}

function sampleVisitor(offered: readonly OfferedPackage[], now: number): CustomerOverview {
  const sold = offered.at(-1);
  const secondsLeft = Math.round((sold?.validitySeconds ?? 86_400) * 0.8);
  const left = {
    servicePackageId: sold?.id ?? 0,
    packageName: sold?.name ?? '1 GB',
    running: true,
    waitingSeconds: null,
    endsAt: new Date(now + secondsLeft * 1000),
    secondsLeft,
    onlineSecondsLeft: sold?.onlineSeconds ?? null,
    bytesLeft: sold === undefined ? 1_000_000_000 : sold.quotaBytes,
    quotaBytes: sold === undefined ? 1_000_000_000 : sold.quotaBytes,
    zoneIds: [],
  };
  return { name: 'Rahima', hasHadPackage: true, left, next: null };
}

/** Until there is one that can be paid for. */
const SAMPLE_PACKAGE: OfferedPackage = {
  id: 0,
  name: '1 GB',
  rateDownKbps: null,
  rateUpKbps: null,
  validitySeconds: 86_400,
  onlineSeconds: null,
  quotaBytes: 1_000_000_000,
  deviceLimit: null,
  priceMinor: 5000,
  currency: 'BDT',
  trial: false,
  mayBuy: true,
};
const SAMPLE_METHODS: readonly ShownMethod[] = [
  { id: 1, name: 'bKash' },
  { id: 2, name: 'M-Pesa' },
];

const SAMPLE_MACS = ['9a:3b:c4:10:22:5e', 'c4:e9:84:1f:22:0a'] as const;

function sampleDevices(now: number): readonly OwnDevice[] {
  const [phone, laptop] = SAMPLE_MACS;
  return [
    {
      id: 1,
      mac: phone,
      label: 'Galaxy',
      name: 'Galaxy',
      isPrivate: true,
      lastSeenAt: new Date(now - HOUR),
      isAsleep: false,
      mayChange: true,
    },
    {
      id: 2,
      mac: laptop,
      label: null,
      name: 'TP-Link',
      isPrivate: false,
      lastSeenAt: new Date(now - 9 * DAY),
      isAsleep: true,
      mayChange: true,
    },
  ];
}
