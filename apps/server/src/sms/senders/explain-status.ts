/** A refusal by its status (RFC 9110 §15). */
export function explainStatus(status: number, { host }: URL): string {
  const [happened, way] = words(status);
  return `${host} answered ${status}: ${happened}. ${way}`;
}

function words(status: number): readonly [string, string] {
  if (status >= 300 && status < 400)
    return ['it leads elsewhere', 'Use the address that it leads to; redirects are not followed.'];
  if (status === 401 || status === 403)
    return ['it refuses the key', 'Check the Authorization header, or the key in the address or body.'];
  if (status === 404 || status === 405 || status === 410)
    return [
      'there is nothing that takes messages',
      'Check the path of the address, and whether it wants a body.',
    ];
  if (status === 402) return ['it wants to be paid', 'Top up the account with the provider.'];
  if (status === 429) return ['too many messages', 'Wait, or ask the provider for more.'];
  if (status >= 400 && status < 500)
    return [
      'it did not understand the request',
      'Compare address, body and content type with the provider’s manual.',
    ];
  return ['it has trouble of its own', 'Try again later, or ask the provider.'];
}
