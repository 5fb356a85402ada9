import { expect, test } from 'vitest';
import { readBuiltLink } from './built-link.ts';

const build = (fields: Record<string, string>) => readBuiltLink(new URLSearchParams(fields), 'open-house');

test('an address and where its visitors come from make a link of the campaign', () => {
  const built = build({ url: ' https://example.org/homes#map ', source: 'Flyer', medium: 'print' });
  expect(built.link).toBe('https://example.org/homes?utm_source=Flyer&utm_medium=print&utm_campaign=open-house#map');
  expect(built.errors).toEqual({});
});

test('nothing typed is no mistake', () => {
  expect(build({})).toEqual({ url: '', source: '', medium: '', link: null, errors: {} });
});

test.each(['example.org', 'javascript:alert(1)', 'mailto:a@example.org', 'https://', 'https://exa mple.org'])(
  '%j is no address to build a link of',
  (url) => {
    const built = build({ url, source: 'flyer' });
    expect(built.link).toBeNull();
    expect(built.errors.url).toContain('whole address');
    expect(built.url).toBe(url);
  },
);

test('a link without a source is refused, because it would tell nothing', () => {
  expect(build({ url: 'https://example.org' })).toMatchObject({
    link: null,
    errors: { source: expect.stringContaining('where') },
  });
});
