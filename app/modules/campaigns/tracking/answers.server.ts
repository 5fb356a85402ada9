/** The address of such an answer is a secret of one recipient: no other site is told it, and neither a search engine nor a cache keeps it. */
export const secretAddressHeaders = {
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** A transparent picture of one pixel. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The picture that tells of opening. */
export function sendPixel(): Response {
  return new Response(pixel, { headers: { ...secretAddressHeaders, 'Content-Type': 'image/gif' } });
}

/**
 * Leads to the target of a link.
 * @returns undefined for an address that is none of the web
 */
export function leadTo(address: string): Response | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  // Written by `URL` it is ASCII and holds no line break.
  return new Response(null, { status: 302, headers: { ...secretAddressHeaders, Location: href } });
}
