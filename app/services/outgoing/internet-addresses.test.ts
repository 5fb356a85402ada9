import { BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from './internet-addresses.ts';

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
  '2001:200::1',
  '2a00:1450:4001:82b::200e',
  '3ffe::1',
  '::ffff:8.8.8.8',
  '::FFFF:0808:0808',
  '64:ff9b::808:808',
  '64:ff9b::8.8.8.8',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  // Private, of the machine itself, of a link, of carriers, and where clouds keep their secrets.
  '0.0.0.0',
  '0.255.255.255',
  '10.0.0.0',
  '10.255.255.255',
  '100.64.0.0',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.0.0',
  '169.254.169.254',
  '172.16.0.0',
  '172.31.255.255',
  '192.168.0.0',
  '192.168.255.255',
  // Of protocols, documentation, measuring, multicast and the future.
  '192.0.0.1',
  '192.0.0.171',
  '192.0.2.1',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.175.48.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::127.0.0.1',
  '::8.8.8.8',
  '100::1',
  '100:0:0:1::1',
  '1fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '2001::1',
  '2001:2::1',
  '2001:10::1',
  '2001:20::1',
  '2001:1ff:ffff::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '2002:808:808::1',
  '2620:4f:8000::1',
  '3fff::1',
  '3fff:fff::1',
  // Those that stand for an IPv4 address.
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::c0a8:101',
  '64:ff9b:1::808:808',
  '64:ff9b:0:0:0:1:808:808',
  // No addresses, or spelled so that programs differ about them.
  '',
  'localhost',
  '08.8.8.8',
  '8.8.8.08',
  '010.8.8.8',
  '0x8.8.8.8',
  '8.8.8',
  '134744072',
  '8.8.8.8.8',
  '8.8.8.256',
  '8.8.8.8 ',
  '８.8.8.8',
  '[2606:4700::1]',
  '2606:4700::1%eth0',
  '2606:4700::1::1',
  '2606:4700',
  '12606:4700::1',
  '2606:4700::1]/[',
])('%j is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

// Node has its own reader of addresses: another hand, another notation.
const private4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  private4.addSubnet(net, bits);

test('nothing that Node finds in a private block is public, alone, mapped or by NAT64', () => {
  const privateFirst = fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 224, 250);
  const byte = fc.integer({ min: 0, max: 255 });
  const likelySecond = fc.oneof(byte, fc.constantFrom(64, 127, 254, 16, 31, 168));
  fc.assert(
    fc.property(privateFirst, likelySecond, byte, byte, (...bytes) => {
      const address = bytes.join('.');
      fc.pre(private4.check(address));
      expect(isPublicAddress(address)).toBe(false);
      expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
      expect(isPublicAddress(`64:ff9b::${address}`)).toBe(false);
    }),
  );
});

test('an address is the same in its short and its long form', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const [, host = ''] = /^\[(.*)\]$/.exec(new URL(`http://[${address}]`).hostname) ?? [];
      expect(isPublicAddress(host)).toBe(isPublicAddress(address));
    }),
  );
});
