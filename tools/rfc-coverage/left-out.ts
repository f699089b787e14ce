/** What is left out on purpose: why, by RFC and section. An entry for a section that does not exist is an error. */
export const leftOut: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2865: {
    '2': 'An overview; what it says is under the sections that follow.',
    '2.1': 'No method that is served needs a challenge: a login is one request and one reply.',
    '2.3': 'Gatehouse passes nothing on. A proxy in front of it is served: §5.33.',
    '2.4': 'A rationale.',
    '2.6': 'For clients; Status-Server is the way that was found since (RFC 5997).',
    '4.4': 'Never sent, see §2.1.',
    '7': 'A heading; see its examples.',
    '8': 'Answered by RFC 3579 §3.2 and by SECURITY.md.',
  },
  2866: {
    '2': 'An overview; what it says is under the sections that follow.',
    '2.1': 'Gatehouse passes nothing on.',
  },
  2869: {
    '2.2': 'Apple’s remote access is not served; its attributes are known by name.',
    '2.3': 'EAP is refused with EAP-Failure (RFC 3579).',
  },
  3579: {
    '2.1':
      'EAP is not served. A request with EAP is refused with EAP-Failure, so that the peer need not wait.',
    '2.2': 'See §2.1.',
    '2.3': 'See §2.1.',
    '2.4': 'See §2.1.',
    '2.5': 'About servers behind a RADIUS server; there is none.',
    '2.6.1':
      'No EAP conversation is kept, so none can be taken for another: a refusal has the identifier of what it answers.',
    '2.6.4': 'For the router’s side: in which order it reads what a reply carries.',
  },
  5080: {
    '2.1.1': 'No State is ever sent: there are no challenges.',
    '2.1.2':
      'For clients with more than 256 requests under way; the server tells them apart by port and authenticator.',
    '2.3.1': 'For the router’s side. An Interim-Update is read as a Start and a Stop are.',
    '2.3.5': 'There is no management information base.',
    '2.4': 'At most one Filter-Id is sent.',
    '2.5': 'For the router’s side.',
    '2.6.1': 'Access-Reject is sent only to who is not let in.',
    '2.6.2': 'For the router’s side.',
    '2.7.1': 'No addresses are chosen here: Framed-IP-Address is what an operator entered.',
    '2.7.2': 'See §2.7.1.',
    '2.8': 'Idle-Timeout is not sent.',
    '2.9': 'Of EAP, which is not served.',
    '2.10': 'For clients. Ours repeats the same octets, so that there is one answer.',
    '2.11': 'No IPv6 prefixes are given.',
  },
  5176: {
    '3.1': 'For the router’s side: requests go to it directly.',
    '3.2': 'Sessions are ended or changed by what the request says; no router is told to ask again.',
    '3.3': 'Only with Authorize Only, §3.2.',
    '6.1': 'For the router’s side.',
    '6.2': 'A matter of the network.',
  },
  5997: {
    '4.1': 'For clients.',
    '4.3': 'For clients.',
    '4.4': 'Gatehouse passes nothing on.',
  },
  2759: { '7': 'Passwords are changed in the portal or by an operator, not by PPP.' },
  8908: {
    '3': 'An overview; what it says is under the sections that follow.',
    '4.1':
      'Checking the certificate is the phone’s part. No OCSP response is stapled: authorities give it up.',
    '6': 'An example.',
  },
  8910: {
    '2.2': 'Hotspots are IPv4 with both makes of router.',
    '2.3': 'See §2.2.',
    '3': 'For phones.',
    '5': 'A matter of the network: who can forge DHCP can forge the way out too.',
  },
  1994: { '4.2': 'Between the router and its peer.' },
};
