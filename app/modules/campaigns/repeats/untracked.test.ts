import { expect, test } from 'vitest';
import type { CompiledEmail } from '../emails/compiled.ts';
import { withoutTracking } from './untracked.ts';

const tag = { tag: 'first_name', fallback: 'there', as: 'html' } as const;
const compiled: CompiledEmail = {
  version: 1,
  variants: {
    A: {
      subject: ['Homes'],
      html: ['<a href="', { link: 2 }, '">Look, ', tag, '</a>', { pixel: true }],
      text: ['Look: ', { link: 1 }],
    },
  },
};
const links = ['https://example.org/a?b=1&c=2', 'https://example.org/?q="x"&y'];

test('links lead where they lead, written for where they stand, and nothing tells of opening', () => {
  expect(withoutTracking(compiled, links).variants.A).toEqual({
    subject: ['Homes'],
    html: ['<a href="', 'https://example.org/?q=&quot;x&quot;&amp;y', '">Look, ', tag, '</a>', ''],
    text: ['Look: ', 'https://example.org/a?b=1&c=2'],
  });
});

test('both groups of a test lose it', () => {
  const { A } = compiled.variants;
  const { variants } = withoutTracking({ version: 1, variants: { A, B: A } }, links);
  expect(variants.B).toEqual(variants.A);
  expect(JSON.stringify(variants)).not.toMatch(/"link"|"pixel"/);
});
