/**
 * Every refusal of the HTTP API and the CLI by name. `message` says what happened, why, and what to
 * do; a verb that knows more (who holds the MAC, which name) may say it in its own words instead.
 */
export const ERROR_CODES = {
  // What was sent cannot be read.
  'bad-json': { status: 400, message: 'The body is not valid JSON. Send an object as application/json.' },
  'bad-request': {
    status: 400,
    message: 'Some of what was sent does not fit this call. See the fields, mend them and send it again.',
  },
  'body-too-large': { status: 400, message: 'The body is larger than this call takes. Send less at once.' },

  // Who is asking, and may they.
  'not-signed-in': {
    status: 401,
    message: 'Nobody is signed in, or the sign-in has ended. Sign in, or send a valid API token.',
  },
  'second-factor-needed': {
    status: 401,
    message: 'The password is right. Send it again, with a code of the authenticator app or a recovery code.',
  },
  'sign-in-refused': { status: 401, message: 'Username or password is wrong. Check both and try again.' },
  'set-up-token-invalid': {
    status: 401,
    message: 'This set-up link has been used or has been replaced. Use the one that the server printed last.',
  },
  'not-permitted': { status: 403, message: 'Your role does not allow this. Ask an owner to do it.' },
  'out-of-reach': {
    status: 403,
    message:
      'This concerns customers or places other than those you look after. Ask somebody who looks after all of them.',
  },
  'step-up-needed': {
    status: 403,
    message:
      'It has been a while since you proved who you are. Prove it again by your second factor, or by your password, and repeat this.',
  },
  'second-factor-due': {
    status: 403,
    message: 'Your role needs a second factor. Set one up first; until then nothing else can be reached.',
  },
  'cross-site': {
    status: 403,
    message: 'The request came from another web site and was refused. Open Gatehouse itself and try again.',
  },
  'not-an-operator': {
    status: 403,
    message: 'This is about an operator, and an API token is none. Sign in with a username and password.',
  },
  'password-link-over': {
    status: 403,
    message: 'This link has been used, has been replaced or is too old. Ask for another one.',
  },
  'password-wrong': { status: 403, message: 'That is not your password. Type it once more.' },
  'second-factor-wrong': {
    status: 403,
    message:
      'This code is not right, or was used already. Wait for the next one of the app, or take a recovery code.',
  },
  'too-many-attempts': { status: 429, message: 'Too many attempts. Wait a few minutes and try again.' },
  'too-many-streams': {
    status: 429,
    message: 'Too many streams are open already. Close some, or go on asking for the lists themselves.',
  },

  // What is asked about.
  'not-found': { status: 404, message: 'There is no such thing (any more). Go back to the list.' },
  'no-such-route': { status: 404, message: 'There is no such call. /api/docs lists those that there are.' },
  'device-already-registered': {
    status: 409,
    message: 'This MAC address is registered to another customer. Move it here, or remove it there first.',
  },
  'mac-blocked': {
    status: 409,
    message: 'This MAC address is blocked: it is refused everywhere. Unblock it first (Devices › Blocked).',
  },
  'device-not-removed': { status: 409, message: 'This device is registered; there is nothing to restore.' },
  'changed-since': {
    status: 409,
    message: 'Somebody has changed it since, so it was left as it is. Look at it once more.',
  },
  'not-the-same-device': {
    status: 409,
    message:
      'These two are not taken for one device: one of them is gone, or the older one was seen since. Look at the list again.',
  },
  'owner-limited': {
    status: 409,
    message: 'An owner looks after everything. Give them another role first, then limit them.',
  },
  'home-needed': {
    status: 422,
    message: 'Choose the zone or router where this customer is at home: one of those you look after.',
  },
  'username-taken': { status: 409, message: 'Another customer has this username. Choose another one.' },
  'name-taken': { status: 409, message: 'Another one has this name already. Choose another name.' },
  'too-many-views': {
    status: 409,
    message:
      'There are as many saved views as a list may have. Delete one that nobody needs, then save again.',
  },
  'address-taken': { status: 409, message: 'Another router has this address already. Each needs its own.' },
  'session-ended': { status: 409, message: 'This session has ended; there is nothing to disconnect.' },
  'in-use': { status: 409, message: 'This is still in use, so it cannot be removed. Free it first.' },
  'clock-agrees': {
    status: 409,
    message: 'The clock of the machine agrees with the time that is trusted; there is nothing to confirm.',
  },
  'clock-changed': {
    status: 409,
    message: 'The clock of the machine has changed again since. Look at it once more, then confirm.',
  },
  'already-without-end': {
    status: 409,
    message:
      'A package without an end runs already, so another one would never begin. Nothing was changed and nothing is to be paid.',
  },
  'renewed-already': {
    status: 409,
    message: 'This package was renewed already. Nothing was given again.',
  },
  'voucher-redeemed': {
    status: 409,
    message: 'This voucher was redeemed already. What it gave can be ended at the customer who redeemed it.',
  },
  'voucher-revoked': { status: 409, message: 'This is revoked already; nothing of it can be redeemed.' },
  'customer-ended': {
    status: 409,
    message: 'This customer has ended, so they are given no package. Make them active again first.',
  },
  'package-sold': {
    status: 409,
    message:
      'Vouchers or payments were sold with this package as it is. Make a new one, or confirm that they give the changed one.',
  },
  'reason-missing': {
    status: 422,
    message: 'Something that was paid for would end sooner. Say why: it stands in the record.',
  },
  'package-over': {
    status: 409,
    message: 'This package is over, so its end cannot be changed any more. Give a new one instead.',
  },
  'package-not-begun': {
    status: 409,
    message:
      'This package begins with its first login, so its end is not known yet. Change it when it has begun.',
  },
  'payment-decided': {
    status: 409,
    message: 'This payment stands otherwise by now, so this cannot be done with it. Look at it once more.',
  },
  'idempotency-key-used': {
    status: 409,
    message: 'This idempotency key stands for another payment already. Take a new one.',
  },
  'reference-taken': {
    status: 409,
    message: 'This transaction reference stands for another payment already. Check it once more, or confirm.',
  },
  'nothing-arrived': {
    status: 409,
    message: 'Nothing has arrived for this payment that could be paid back. Refuse it instead.',
  },
  'payments-open': {
    status: 409,
    message:
      'Payments by this method are still open, and would be asked about at the new place. Add a new method and switch this one off, or confirm.',
  },
  'import-not-ready': {
    status: 409,
    message: 'This import stands otherwise by now, so this cannot be done with it. Look at it once more.',
  },
  'bulk-not-ready': {
    status: 409,
    message: 'This stands otherwise by now, so it cannot be done any more. Look at it once more.',
  },
  'selection-grown': {
    status: 409,
    message: 'More match by now than were shown. Look at the list again, then confirm.',
  },
  'too-many-exports': {
    status: 429,
    message: 'Two lists are being exported already. Wait until one of them has ended, then try again.',
  },
  'selection-empty': { status: 422, message: 'Nothing matches any more, so there is nothing to do.' },
  'import-not-all-good': {
    status: 409,
    message:
      'Some rows cannot be applied, so none was. Mend the file and send it again, or apply the good rows.',
  },
  'second-factor-not-offered': {
    status: 409,
    message: 'There is no key that waits for its first code (any more). Begin again.',
  },
  'second-factor-missing': { status: 409, message: 'There is no second factor that is set up.' },
  'second-factor-required': {
    status: 409,
    message: 'Your role needs a second factor, so it stays on. An owner can change what is required.',
  },
  'email-taken': {
    status: 409,
    message:
      'Another operator has this e-mail address. Each needs their own: links to new passwords go there.',
  },
  'mail-not-set-up': {
    status: 409,
    message: 'Mail is not set up, so nothing can be sent. An owner sets it up under Settings › Mail.',
  },
  'operator-off': {
    status: 409,
    message: 'This operator is switched off, so they cannot sign in. Switch them on first.',
  },
  'last-owner': {
    status: 409,
    message:
      'This is the last owner, and somebody must remain who may do everything. Make another one first.',
  },

  // What was sent can be read, but cannot be.
  'mail-password-needed': {
    status: 422,
    message: 'The password is for the server and the username that it was typed for. Type it again.',
  },
  'device-limit-reached': {
    status: 422,
    message: 'All places for devices are taken. Remove a device, raise the limit, or confirm to go above it.',
  },
  'mac-unreadable': {
    status: 422,
    message: 'This is not a MAC address. It has twelve hex digits, such as AA:BB:CC:DD:EE:FF.',
  },
  'mac-zero': {
    status: 422,
    message: 'This MAC address is all zeros, which no device has. Read it from the device once more.',
  },
  'mac-broadcast': {
    status: 422,
    message: 'This is the broadcast address, which means every device. Enter the address of one.',
  },
  'mac-multicast': {
    status: 422,
    message: 'This is a multicast address, which means a group of devices. Enter the address of one.',
  },
  'username-empty': { status: 422, message: 'A username is needed.' },
  'username-too-long': {
    status: 422,
    message: 'The username is longer than the 253 octets RADIUS can carry.',
  },
  'username-unusable': {
    status: 422,
    message:
      'A username cannot begin or end with a blank, or contain control characters or others that nobody sees, as they come along when something is copied. Type it anew.',
  },
  'username-is-mac': {
    status: 422,
    message: 'This username reads as a MAC address and would be taken for a device. Choose another one.',
  },
  'password-empty': { status: 422, message: 'A password is needed.' },
  'password-too-long': {
    status: 422,
    message: 'The password is longer than the 128 octets RADIUS can carry. Choose a shorter one.',
  },
  'password-weak': {
    status: 422,
    message: 'This password is too easy to guess. Take a longer one that is not a common word.',
  },
  'address-unreadable': {
    status: 422,
    message: 'This is not an IP address or a network, such as 192.0.2.1 or 192.0.2.0/24.',
  },
  'package-of-other-kind': {
    status: 422,
    message: 'This package is not for this kind of customer: one is for lines, the other for hotspots.',
  },
  'reference-unknown': {
    status: 422,
    message:
      'Something that was referred to does not exist (any more). See the fields and choose another one.',
  },
  'package-not-sold': {
    status: 422,
    message: 'This package has no price, so it cannot be paid for. Give it a price, or give it by hand.',
  },
  'payment-method-unusable': {
    status: 422,
    message: 'This way to pay is not offered (any more), or not in this currency. Choose another one.',
  },
  'reference-unreadable': {
    status: 422,
    message: 'This is no transaction reference as it is told when one pays. Read it once more.',
  },
  'payment-provider-refused': {
    status: 422,
    message:
      'The payment provider refused the payment, so nothing is to be paid. Check the telephone number, or choose another way to pay; the payment’s story has what it said.',
  },
  'refund-too-large': { status: 422, message: 'This is more than what was paid. Refund less.' },
  'import-unreadable': {
    status: 422,
    message: 'This cannot be read as a table or as an export of RouterOS. Save it as CSV and send that.',
  },
  'ends-before-start': { status: 422, message: 'The end is not after the start. Choose a later end.' },

  // Not the caller's fault.
  internal: {
    status: 500,
    message: 'Something went wrong in Gatehouse; the log has the cause. Nothing was changed. Try again.',
  },
  'payment-provider-away': {
    status: 503,
    message:
      'The payment provider did not take the payment, so nothing is to be paid. Try again in a moment, or another way to pay.',
  },
  'database-slow': {
    status: 503,
    message:
      'The database did not answer in time. A change may have been stored or not: look before sending it again.',
  },
  'database-away': {
    status: 503,
    message: 'The database cannot be reached, so nothing was changed. Try again in a moment.',
  },
} as const satisfies Record<string, { status: ErrorStatus; message: string }>;

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503;

export type ErrorCode = keyof typeof ERROR_CODES;

export const errorCodes = Object.keys(ERROR_CODES) as ErrorCode[];
