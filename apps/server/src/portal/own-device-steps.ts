import { isPrivateMac } from '@gatehouse/domain/mac-address';
import { applyChange } from '../db/apply-change.ts';
import { changeDevice } from '../devices/change-device.ts';
import { readDeviceMac } from '../devices/read-mac.ts';
import { removeDevice } from '../devices/remove-device.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { isRefused } from '../outcome.ts';
import { optionalTextInput } from '../shapes.ts';
import { customerActor } from './customer-actor.ts';
import { type OwnDevice, readOwnDevices } from './customer-overview.ts';
import { endProofsOfDevice } from './end-proofs.ts';
import { addOwnDevice, type MayAdd, mayAddDevice, restoreOwnDevice, waitingHere } from './own-devices.ts';
import { addDevicePage, confirmDevicePage, devicePage, NAME_LENGTH_MAX } from './pages/device-pages.ts';
import { addressOf, type PortalContext, type ProvedVisit, readForm, readId, show } from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket } from './portal-tickets.ts';
import { isShutOut } from './take-free-package.ts';
import { type TextKey, textsIn } from './texts/translate.ts';
import { wayOnward } from './way-onward.ts';

type OwnPage = (
  c: PortalContext,
  visit: ProvedVisit,
  home: string,
  fault?: string | null,
) => Promise<Response>;

const NOT_ADDED: Readonly<Record<Exclude<MayAdd, 'yes' | 'no'>, TextKey>> = {
  full: 'deviceNoPlace',
  trial: 'deviceNotInTrial',
  unseen: 'deviceNotYet',
};

const nameInput = optionalTextInput(NAME_LENGTH_MAX);

/** What a customer does with the own devices. `ownPage` is where every step leads back to. */
export function openOwnDevices({ db, now }: PortalParts, limits: PortalLimits, ownPage: OwnPage) {
  async function showDevice(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    fault: string | null = null,
  ): Promise<Response> {
    const device = await findOwn(c, visit);
    if (device === null) return c.redirect(`${home}/devices`, 303);
    const ticket = await lastTicket(db, visit.id);
    const shown = { device, macHint: ticket?.usedMac ?? visit.macHint, fault, now: now() };
    return show(c, devicePage(textsIn(visit.language), home, shown), fault === null ? 200 : 422);
  }

  async function rename(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const device = await findOwn(c, visit);
    const name = nameInput.safeParse((await readForm(c)).get('name') ?? '');
    if (!name.success) return showDevice(c, visit, home, textsIn(visit.language).say('badName'));
    if (device !== null) {
      const actor = await customerActor(db, c, visit.customerId);
      await applyChange(db, actor, (change) => changeDevice(change, device.id, { label: name.data }));
    }
    return c.redirect(`${home}/devices`, 303);
  }

  async function remove(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const device = await findOwn(c, visit);
    // A place is made for nobody who does not get in all the same.
    const makesPlace = c.req.query('then') === 'go';
    if (makesPlace && (await isShutOut(db, visit.customerId))) return c.redirect(`${home}/devices`, 303);
    if (device !== null) {
      const actor = await customerActor(db, c, visit.customerId);
      await applyChange(db, actor, async (change) => {
        await removeDevice(change, device.id);
        await endProofsOfDevice(change, visit.customerId, device.mac, visit.id);
      });
    }
    // A place was made for the device that waits; from the own page there is nowhere to go.
    if (makesPlace) return c.redirect(await wayOnward(db, now(), visit, visit.customerId, home), 303);
    return c.redirect(`${home}/devices${device === null ? '' : `?removed=${device.id}`}`, 303);
  }

  /** Undo, for as long as the page offers it. */
  async function restore(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const id = readId(c.req.param('id'));
    if (id === null) return c.redirect(`${home}/devices`, 303);
    const actor = await customerActor(db, c, visit.customerId);
    const { value } = await applyChange(db, actor, (change) =>
      restoreOwnDevice(change, visit.customerId, id),
    );
    const why = isRefused(value) ? refusalOf(visit, value.refused) : null;
    return why === null ? c.redirect(`${home}/devices`, 303) : ownPage(c, visit, home, why);
  }

  async function askNew(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    fault: string | null = null,
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    const may = await mayAddDevice(db, visit.customerId, visit.zoneId);
    if (may === 'no') return c.redirect(`${home}/devices`, 303);
    if (may !== 'yes') return ownPage(c, visit, home, texts.say(NOT_ADDED[may]));
    const typed = (c.req.query('mac') ?? '').slice(0, 60);
    const read = typed.trim() === '' ? null : readDeviceMac(typed);
    if (fault === null && read !== null && !isRefused(read)) return showConfirm(c, visit, home, read.text);
    const why = fault ?? (read === null ? null : texts.say('badMac'));
    const waiting = await waitingHere(db, visit.zoneId, visit.macHint);
    const shown = { waiting, typed, fault: why, now: now() };
    return show(c, addDevicePage(texts, home, shown), why === null ? 200 : 422);
  }

  function showConfirm(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    typed: string,
    name = '',
    fault: string | null = null,
  ): Response | Promise<Response> {
    const read = readDeviceMac(typed);
    if (isRefused(read)) return askNew(c, visit, home, textsIn(visit.language).say('badMac'));
    const isPrivate = isPrivateMac(read.mac);
    const shown = { mac: read.text, vendor: isPrivate ? null : vendorOf(read.mac), isPrivate, name, fault };
    const page = confirmDevicePage(textsIn(visit.language), home, shown);
    return show(c, page, fault === null ? 200 : 422);
  }

  async function addNew(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const form = await readForm(c);
    const [mac, typedName] = [(form.get('mac') ?? '').slice(0, 60), form.get('name') ?? ''];
    const name = nameInput.safeParse(typedName);
    if (!name.success) return showConfirm(c, visit, home, mac, typedName.slice(0, 200), texts.say('badName'));
    const { customerId, zoneId } = visit;
    // Before anything is looked up: each answer tells whether somebody has that address.
    if ((await limits.takeDeviceTry(customerId, addressOf(c))) !== null)
      return ownPage(c, visit, home, texts.say('tooManyDevices'));
    const may = await mayAddDevice(db, customerId, zoneId);
    if (may === 'trial' || may === 'unseen') return ownPage(c, visit, home, texts.say(NOT_ADDED[may]));
    const actor = await customerActor(db, c, customerId);
    const { value } = await applyChange(db, actor, (change) =>
      addOwnDevice(change, { customerId, zoneId, mac, label: name.data }),
    );
    if (!isRefused(value)) return c.redirect(`${home}/devices?added=${value.id}`, 303);
    if (value.refused.startsWith('mac-')) return askNew(c, visit, home, texts.say('badMac'));
    const isOwn = (await readOwnDevices(db, customerId)).some((device) => sameMac(device, mac));
    const why = isOwn ? texts.say('deviceOwn') : refusalOf(visit, value.refused);
    return why === null ? c.redirect(`${home}/devices`, 303) : ownPage(c, visit, home, why);
  }

  /** One that may be changed here; of others there is no page. */
  async function findOwn(c: PortalContext, { customerId }: ProvedVisit): Promise<OwnDevice | null> {
    const id = readId(c.req.param('id'));
    const devices = await readOwnDevices(db, customerId);
    return devices.find((device) => device.id === id && device.mayChange) ?? null;
  }

  return { showDevice, rename, remove, restore, askNew, addNew };
}

/**
 * Nobody's name is in it: who has a device is the operators' to know. `null`: the own page, as it is now, says enough;
 * what was asked for is not offered there.
 */
function refusalOf({ language }: ProvedVisit, refused: string): string | null {
  const texts = textsIn(language);
  if (refused === 'device-already-registered') return texts.say('deviceTaken');
  return refused === 'device-limit-reached' ? texts.say('deviceNoPlace') : null;
}

function sameMac(device: OwnDevice, typed: string): boolean {
  const read = readDeviceMac(typed);
  return !isRefused(read) && read.text === device.mac.toUpperCase();
}
