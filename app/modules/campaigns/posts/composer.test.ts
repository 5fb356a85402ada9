import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composerAddress } from './composer.ts';
import { platforms } from './platforms.ts';

test('a composer opens with the text', () => {
  const address = new URL(composerAddress('TWITTER', { text: 'Open house & more #homes', link: null }));
  expect(address.host).toBe('x.com');
  expect(address.searchParams.get('text')).toBe('Open house & more #homes');
});

test('Facebook gets the link, and opens without one', () => {
  const link = 'https://example.org/?a=1&b=2';
  expect(new URL(composerAddress('FACEBOOK', { text: 'x', link })).searchParams.get('u')).toBe(link);
  expect(composerAddress('FACEBOOK', { text: 'x', link: null })).toBe('https://www.facebook.com/');
});

test('a text that is too long for an address is left to the clipboard', () => {
  expect(composerAddress('LINKEDIN', { text: 'x'.repeat(3_000), link: null })).toBe('https://www.linkedin.com/feed/');
});

test('whatever the text, the address is one of the platform and none of a script', () => {
  fc.assert(
    fc.property(fc.constantFrom(...platforms), fc.string({ unit: 'grapheme' }), (platform, text) => {
      const address = composerAddress(platform, { text, link: null });
      expect(new URL(address).protocol).toBe('https:');
      expect(address.length).toBeLessThanOrEqual(2_000);
    }),
  );
});
