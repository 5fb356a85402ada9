import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeAddress } from './address.ts';

test.each([
  ['  Ann.Buyer@Example.COM ', 'ann.buyer@example.com'],
  ['ann+news@example.co.uk', 'ann+news@example.co.uk'],
  ['jürgen@müller.de', 'jürgen@xn--mller-kva.de'],
  ['e\u0301mile@example.org', 'émile@example.org'],
  ['用户@例子.公司', '用户@xn--fsqu00a.xn--55qx5d'],
  ["o'neill_{x}@a-b.example", "o'neill_{x}@a-b.example"],
])('%s is kept as %s', (written, kept) => {
  expect(normalizeAddress(written)).toBe(kept);
});

test.each([
  '',
  'ann',
  '@example.com',
  'ann@',
  'ann@localhost',
  'ann@example',
  'ann@127.0.0.1',
  'ann@1.2.3',
  'ann@[::1]',
  'a b@example.com',
  'ann@exa mple.com',
  'ann@example.com/x',
  'ann@example.com:25',
  'ann@example.com?x',
  'Ann <ann@example.com>',
  'ann@example.com, bob@example.com',
  '.ann@example.com',
  'ann..b@example.com',
  'ann.@example.com',
  'ann\r\nBcc: x@example.com',
  'ann@b@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ann@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.com`,
])('%j is no address', (written) => {
  expect(normalizeAddress(written)).toBeNull();
});

test('what is kept has one spelling, and the form that the database asks for', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme', maxLength: 40 })), (written) => {
      const kept = normalizeAddress(written);
      if (kept === null) return;
      expect(kept).toMatch(/^[^@\s]+@[^@\s]+$/);
      expect(normalizeAddress(kept)).toBe(kept);
      expect(normalizeAddress(` ${kept} `)).toBe(kept);
    }),
  );
});
