import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFacets } from './facets.ts';

/** The text that a facet covers, by its bytes. */
const cover = (text: string, { start, end }: { start: number; end: number }) =>
  Buffer.from(text).subarray(start, end).toString();

test.each([
  ['Hi https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['👨‍👩‍👧‍👦 é https://example.org/é, more', ['https://example.org/é']],
  [
    '(https://example.org/a) and (see https://example.org/a_(b))',
    ['https://example.org/a', 'https://example.org/a_(b)'],
  ],
  ['ask @Zoe.bsky.social! or a@example.org or @zoe', ['@Zoe.bsky.social']],
  ['#homes #2 #2b #été. a#b #', ['#homes', '#2b', '#été']],
  ['#https://example.org', ['#https://example.org']],
  ['https://example.org/#homes #homes', ['https://example.org/#homes', '#homes']],
  ['nothing here', []],
])('of %j these lead elsewhere', (text, covered) => {
  expect(findFacets(text).map((facet) => cover(text, facet))).toEqual(covered);
});

test('a facet says what it is', () => {
  expect(findFacets('é #homes @Zoe.bsky.social https://a.example/')).toEqual([
    { start: 3, end: 9, feature: { type: 'tag', tag: 'homes' } },
    { start: 10, end: 26, feature: { type: 'mention', handle: 'zoe.bsky.social' } },
    { start: 27, end: 45, feature: { type: 'link', uri: 'https://a.example/' } },
  ]);
});

test('facets of any text lie in it, apart from each other, and cut no letter', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('https://a.example/', '#tag', '@a.example', '👨‍👩‍👧‍👦', ' ', '\n', '('),
  );
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const facet of findFacets(text)) {
        expect(facet.start).toBeGreaterThanOrEqual(last);
        expect(facet.end).toBeGreaterThan(facet.start);
        expect(text).toContain(cover(text, facet));
        last = facet.end;
      }
      expect(last).toBeLessThanOrEqual(Buffer.byteLength(text));
    }),
  );
});
