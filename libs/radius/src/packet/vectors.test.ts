import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseHex } from './attributes/value-types.ts';
import { CODES, hasComputedAuthenticator } from './codes.ts';
import { decodePacket, RadiusPacket } from './decode-packet.ts';
import { describePacket, writeDescribedAttribute } from './describe-packet.ts';
import { rfc2865 } from './dictionary/rfc2865.ts';
import { PacketWriter } from './encode-packet.ts';
import { verifyRequest, verifyResponse, ZERO_AUTHENTICATOR } from './security/authenticator.ts';
import { revealPassword } from './security/hide-password.ts';
import { verifyMessageAuthenticator } from './security/message-authenticator.ts';
import { sharedSecret } from './security/shared-secret.ts';

/** One vector of a file: `key: value` lines, a value of several lines indented; a blank line ends it. */
type Vector = { readonly [key: string]: string };

const FOLDER = new URL('../../vectors/', import.meta.url);

function readVectors(file: string): Vector[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8').replaceAll(/^#.*\n/gm, '');
  return text
    .split(/\n\n+/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const vector: Record<string, string> = {};
      for (const [, key = '', value = ''] of block.matchAll(/^([a-z-]+):(.*(?:\n {2}.*)*)/gm)) {
        vector[key] = value.startsWith('\n') ? value.slice(1).replaceAll(/^ {2}/gm, '') : value.trim();
      }
      return vector;
    });
}

function octets(hex: string | undefined): Buffer {
  const bytes = parseHex(hex ?? '?');
  assert.ok(bytes !== null, 'the vector is not hex');
  return Buffer.from(bytes);
}

function decoded(bytes: Uint8Array): RadiusPacket {
  const packet = decodePacket(bytes);
  assert.ok(packet instanceof RadiusPacket);
  return packet;
}

/** Words back to octets: what was read must be written the same. */
function encode(words: string, authenticator: Uint8Array): Buffer {
  const [head = '', ...lines] = words.split('\n');
  const [name = '', identifier] = head.split(' ');
  const writer = new PacketWriter().begin(CODES[name as keyof typeof CODES], Number(identifier));
  for (const line of lines) assert.equal(writeDescribedAttribute(writer, line), null);
  assert.ok(writer.finish(), writer.problem ?? '');
  writer.bytes.set(authenticator, 4);
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

function checkWords(bytes: Buffer, words: string | undefined, rewritten = bytes): void {
  const packet = decoded(bytes);
  const described = describePacket(packet, { secrets: true });
  assert.equal(described, words);
  assert.deepEqual(encode(described, packet.authenticator), rewritten);
}

/** Each shorter datagram, and each with one bit turned: never a throw, and never longer than it is. */
function checkMutilated(bytes: Buffer): void {
  for (let length = 0; length < bytes.length; length++) {
    assert.equal(decodePacket(bytes, length), 'too-short');
    const cut = Buffer.from(bytes.subarray(0, length));
    if (length >= 20) cut.writeUInt16BE(length, 2);
    const packet = decodePacket(cut);
    if (packet instanceof RadiusPacket) describePacket(packet);
  }
  forEachFlip(bytes, (flipped) => {
    const packet = decodePacket(flipped);
    if (packet instanceof RadiusPacket) describePacket(packet);
  });
}

function forEachFlip(bytes: Buffer, visit: (flipped: Buffer, bit: number) => void): void {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
    visit(flipped, bit);
  }
}

function requestIsSigned(bytes: Buffer, vector: Vector): boolean {
  const packet = decodePacket(bytes);
  if (!(packet instanceof RadiusPacket)) return false;
  const secret = sharedSecret(vector['secret'] ?? '');
  const computed = hasComputedAuthenticator(packet.code);
  if (computed && !verifyRequest(bytes, packet.length, secret)) return false;
  const at = packet.messageAuthenticatorOffset;
  if (at === 0) return computed;
  return verifyMessageAuthenticator(bytes, packet.length, at, secret, computed ? ZERO_AUTHENTICATOR : null);
}

function replyIsSigned(bytes: Buffer, request: RadiusPacket, vector: Vector): boolean {
  const packet = decodePacket(bytes);
  if (!(packet instanceof RadiusPacket) || packet.identifier !== request.identifier) return false;
  const secret = sharedSecret(vector['secret'] ?? '');
  if (!verifyResponse(bytes, packet.length, request.authenticator, secret)) return false;
  const at = packet.messageAuthenticatorOffset;
  return at === 0 || verifyMessageAuthenticator(bytes, packet.length, at, secret, request.authenticator);
}

function checkExchange(vector: Vector): void {
  const request = octets(vector['request']);
  const reply = octets(vector['reply']);
  checkWords(request, vector['request-words']);
  checkWords(reply, vector['reply-words']);
  checkMutilated(request);
  checkMutilated(reply);

  assert.equal(requestIsSigned(request, vector) ? 'valid' : 'none', vector['request-signature']);
  if (vector['request-signature'] === 'valid') {
    forEachFlip(request, (flipped, bit) => {
      // Turned into an Access-Request a packet needs no signature: then it is the policy that refuses it.
      assert.ok(!requestIsSigned(flipped, vector), `bit ${bit} of the request is not covered`);
    });
  }
  const packet = decoded(request);
  assert.equal(replyIsSigned(reply, packet, vector) ? 'valid' : 'wrong', vector['reply-signature']);
  forEachFlip(reply, (flipped, bit) => {
    const restored = vector['reply-signature'] === 'wrong';
    if (!restored)
      assert.ok(!replyIsSigned(flipped, packet, vector), `bit ${bit} of the reply is not covered`);
  });
  if (vector['user-password'] !== undefined) checkPassword(packet, vector);
}

function checkPassword(packet: RadiusPacket, vector: Vector): void {
  const out = new Uint8Array(128);
  const at = packet.find(rfc2865['User-Password']);
  const secret = sharedSecret(vector['secret'] ?? '');
  const length = revealPassword(packet.bytes, at, packet.foundLength, packet.bytes, 4, secret, out);
  assert.equal(Buffer.from(out.subarray(0, length)).toString(), vector['user-password']);
}

function checkAttribute(vector: Vector): void {
  const packet = packetOf(octets(vector['attribute']));
  const rewritten = vector['rewritten'] === undefined ? packet : packetOf(octets(vector['rewritten']));
  const means = (vector['means'] ?? '').replaceAll(/^/gm, '  ');
  checkWords(packet, `Access-Request 0\n${means}`, rewritten);
  checkMutilated(packet);
}

function packetOf(attributes: Buffer): Buffer {
  const length = 20 + attributes.length;
  return Buffer.concat([Buffer.from([1, 0, length >> 8, length & 255]), new Uint8Array(16), attributes]);
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
  for (const vector of readVectors(file)) {
    test(`${file}: ${vector['vector']} (${vector['source']})`, () => {
      if (vector['request'] !== undefined) checkExchange(vector);
      else if (vector['attribute'] !== undefined) checkAttribute(vector);
      else assert.equal(decodePacket(octets(vector['datagram'])), vector['discard']);
    });
  }
}
