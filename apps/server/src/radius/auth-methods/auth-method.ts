import type { CredentialMethod } from '@gatehouse/domain/access/attempt-record';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { NetworkPasswords } from '../access-directory/network-passwords.ts';
import type { AccessRequest } from '../known-nas.ts';

/** How a login proves itself. */
export type AuthMethod = {
  readonly id: CredentialMethod;
  /** Whether the request carries this method's credential. */
  readonly isUsedIn: (packet: RadiusPacket) => boolean;
  /** Holds the credential against the password in this row; takes as long for a wrong one. Never throws. */
  readonly verify: (request: AccessRequest, passwords: NetworkPasswords, row: number) => Verification;
  /** Its Reject says what there is to say, and must not carry a sentence. */
  readonly hasOwnWords?: true;
  /** What a Reject must carry besides. `sentence` is public. */
  readonly writeReject?: (
    writer: PacketWriter,
    request: AccessRequest,
    sentence: string,
    random: RandomBytes,
  ) => void;
};

export type Verification = Verified | 'wrong' | 'unsupported';

/** `writeAccept` is what an Accept must carry besides, as the proof of our side. */
export type Verified = { readonly writeAccept: ((writer: PacketWriter) => void) | null };

export const VERIFIED: Verified = { writeAccept: null };

export type RandomBytes = (size: number) => Uint8Array;
