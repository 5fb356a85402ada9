/** A block of addresses: its first address and how many leading bits it fixes. */
interface Block {
  first: bigint;
  fixedBits: number;
}

/** The blocks of the IANA IPv4 Special-Purpose Address Registry, and multicast (RFC 5771). */
const specialBlocks4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(readBlock);

/** The only part of IPv6 that is given out for the public Internet (RFC 4291). */
const globalUnicast = readBlock('2000::/3');

/** The blocks of the IANA IPv6 Special-Purpose Address Registry inside it, 6to4 among them. */
const specialBlocks6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'].map(readBlock);

/** IPv6 addresses whose last 32 bits are the IPv4 address that is reached: mapped ones and those of NAT64 (RFC 6052). */
const blocksAroundIpv4 = ['::ffff:0:0/96', '64:ff9b::/96'].map(readBlock);

/**
 * Whether an address belongs to the public Internet: none of a private network, of a machine itself, of a link, of
 * documentation or of any other special purpose, and none that stands for such a one.
 * @param text  an IPv4 or IPv6 address as DNS answers write it; anything else is not public
 */
export function isPublicAddress(text: string): boolean {
  const ipv4 = readIpv4(text);
  if (ipv4 !== undefined) return isPublicIpv4(ipv4);
  const ipv6 = readIpv6(text);
  if (ipv6 === undefined) return false;
  if (blocksAroundIpv4.some((block) => holds(block, ipv6, 128))) return isPublicIpv4(ipv6 & 0xffff_ffffn);
  return holds(globalUnicast, ipv6, 128) && !specialBlocks6.some((block) => holds(block, ipv6, 128));
}

const isPublicIpv4 = (address: bigint) => !specialBlocks4.some((block) => holds(block, address, 32));

function holds({ first, fixedBits }: Block, address: bigint, bits: 32 | 128): boolean {
  const rest = BigInt(bits - fixedBits);
  return address >> rest === first >> rest;
}

function readBlock(text: string): Block {
  const [first = '', fixedBits] = text.split('/');
  const address = readIpv4(first) ?? readIpv6(first);
  if (address === undefined) throw new Error(`${text} is no block of addresses.`);
  return { first: address, fixedBits: Number(fixedBits) };
}

/** Four decimal numbers without leading zeros, which some programs read as octal. */
function readIpv4(text: string): bigint | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.some((byte) => byte > 255) ? undefined : BigInt(bytes.reduce((sum, byte) => sum * 256 + byte, 0));
}

function readIpv6(text: string): bigint | undefined {
  const address = `http://[${text}]/`;
  if (!/^[\da-f:.]+$/i.test(text) || !URL.canParse(address)) return undefined;
  // In its canonical form only hexadecimal groups are left, and at most one run of zeros is left out.
  const [left = '', right] = new URL(address).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(left), groups(right ?? '')];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
