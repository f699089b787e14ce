"""Sends one request by pyrad and prints what it made of the reply.

stdin: {"authPort", "acctPort", "secret", "kind": "pap" | "chap" | "acct" | "status", "password", "signed",
        "timeoutSeconds", "attributes": {name: value}}
stdout: {"code": number | null, "attributes": {name: [value]}, "signature": "valid" | "wrong" | "absent"}

pyrad verifies the Response Authenticator itself. Message-Authenticator it knows only as octets, so that it is computed
here, by Python's own hmac (RFC 3579 §3.2).
"""
import hashlib
import hmac
import json
import os
import sys

from pyrad import client, dictionary, packet

MESSAGE_AUTHENTICATOR = 80
CHAP_PASSWORD = 3


def main():
    asked = json.load(sys.stdin)
    here = os.path.dirname(os.path.abspath(__file__))
    radius = client.Client(
        server="127.0.0.1",
        authport=asked["authPort"],
        acctport=asked["acctPort"],
        secret=asked["secret"].encode(),
        dict=dictionary.Dictionary(os.path.join(here, "dictionary")),
    )
    radius.timeout = asked.get("timeoutSeconds", 3)
    radius.retries = 1 if "timeoutSeconds" in asked else 2
    request = make_request(radius, asked)
    received = keep_received(request)
    try:
        reply = radius.SendPacket(request)
    except client.Timeout:
        print(json.dumps({"code": None, "attributes": {}, "signature": "absent"}))
        return
    attributes = {name: [show(value) for value in reply[name]] for name in reply.keys() if isinstance(name, str)}
    signature = judge_signature(radius.secret, request, reply, received[-1])
    print(json.dumps({"code": reply.code, "attributes": attributes, "signature": signature}))


def make_request(radius, asked):
    if asked["kind"] == "acct":
        request = radius.CreateAcctPacket()
    else:
        code = packet.StatusServer if asked["kind"] == "status" else packet.AccessRequest
        request = radius.CreateAuthPacket(code=code)
        request.authenticator = request.CreateAuthenticator()
    for name, value in asked["attributes"].items():
        request[name] = value
    password = asked.get("password", "").encode()
    if asked["kind"] == "pap":
        request["User-Password"] = request.PwCrypt(password)
    if asked["kind"] == "chap":
        # RFC 2865 §2.2: the challenge is the Request Authenticator.
        response = hashlib.md5(b"\x07" + password + request.authenticator).digest()
        request[CHAP_PASSWORD] = [b"\x07" + response]
    if asked.get("signed"):
        request[MESSAGE_AUTHENTICATOR] = [bytes(16)]
        signature = hmac.new(radius.secret, request.RequestPacket(), "md5").digest()
        request[MESSAGE_AUTHENTICATOR] = [signature]
    return request


def keep_received(request):
    """The reply's octets, which pyrad shows only while it verifies them."""
    received = []
    verify = request.VerifyReply

    def keep(reply, rawreply=None):
        received.append(rawreply)
        return verify(reply, rawreply)

    request.VerifyReply = keep
    return received


def judge_signature(secret, request, reply, raw):
    if MESSAGE_AUTHENTICATOR not in dict.keys(reply):
        return "absent"
    signature = dict.__getitem__(reply, MESSAGE_AUTHENTICATOR)[0]
    signed = bytearray(raw)
    signed[4:20] = request.authenticator
    at = signed.index(bytes([MESSAGE_AUTHENTICATOR, 18]) + signature)
    signed[at + 2 : at + 18] = bytes(16)
    computed = hmac.new(secret, bytes(signed), "md5").digest()
    return "valid" if hmac.compare_digest(computed, signature) else "wrong"


def show(value):
    return value.hex() if isinstance(value, bytes) else value


main()
