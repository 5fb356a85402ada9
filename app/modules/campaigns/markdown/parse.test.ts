import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { deepestNesting } from './limits.ts';
import { MarkdownHtml } from './markdown-html.tsx';
import { type MarkdownBlock, type MarkdownInline, parseMarkdown } from './parse.ts';
import { writeMarkdownText } from './text.ts';

const html = (text: string) => renderToStaticMarkup(MarkdownHtml({ blocks: parseMarkdown(text) }));
const plain = (text: string, columns?: number) => writeMarkdownText(parseMarkdown(text), columns);

test.each([
  ['Hello **there**, *you*.', '<p>Hello <strong>there</strong>, <em>you</em>.</p>'],
  ['One\\\ntwo', '<p>One<br/>two</p>'],
  ['One\ntwo', '<p>One\ntwo</p>'],
  ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
  ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['- a\n\n  b', '<ul><li>a<p>b</p></li></ul>'],
  ['> said', '<blockquote><p>said</p></blockquote>'],
  ['`a < b`', '<p><code>a &lt; b</code></p>'],
  ['```\na\n```', '<pre><code>a</code></pre>'],
  ['# One\n\n### Three', '<h2>One</h2><h3>Three</h3>'],
  ['[Site](https://example.org/?a=1&b=2)', '<p><a href="https://example.org/?a=1&amp;b=2">Site</a></p>'],
  ['<https://example.org>', '<p><a href="https://example.org">https://example.org</a></p>'],
  ['[Write](mailto:a@b.test) [call](tel:+1)', '<p><a href="mailto:a@b.test">Write</a> <a href="tel:+1">call</a></p>'],
  ['one\n\n---\n\ntwo', '<p>one</p><hr/><p>two</p>'],
  ['    four spaces', '<p>four spaces</p>'],
])('%j is %s', (text, expected) => {
  expect(html(text)).toBe(expected);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- a --><b>bold</b>',
  '[a](javascript:alert(1))',
  '[a](JAVASCRIPT:alert(1))',
  '[a](java&#10;script:alert(1))',
  '[a](data:text/html,x)',
  '[a](//elsewhere.test)',
  '[a](https:///elsewhere.test)',
  '[a](https://a&#10;b.test)',
  '<javascript:alert(1)>',
  '![a](https://example.org/a.png)',
])('%j makes no tag and no link that runs', (text) => {
  const written = html(text);
  expect(written).not.toMatch(/<(?!\/?(?:p|a)\b)/);
  expect([...written.matchAll(/href="([^"]*)"/g)].every(([, url = '']) => url.startsWith('https://example.org'))).toBe(
    true,
  );
});

test('plain text has labels with addresses, marks of lists and quotes, and lines of 72 characters', () => {
  const long = Array.from({ length: 30 }, () => 'house').join(' ');
  const text = plain(
    `${long}\n\n- See [our site](https://example.org/${'a'.repeat(80)})\n- two\n\n> ${long}\n\n1. one`,
  );
  expect(text.split('\n').filter((line) => line.length > 72)).toEqual([`  (https://example.org/${'a'.repeat(80)})`]);
  expect(text).toContain('\n\n- See our site\n  (https');
  expect(text).toContain('\n- two\n\n> house');
  expect(text.endsWith('\n\n1. one')).toBe(true);
  expect(plain('<https://example.org/>')).toBe('https://example.org/');
});

const inlineSize = (parts: readonly MarkdownInline[]): number =>
  parts.reduce((size, part) => size + 1 + ('children' in part ? inlineSize(part.children) : 0), 0);
const measure = (blocks: readonly MarkdownBlock[]): { size: number; depth: number } =>
  blocks.reduce(
    (sum, block) => {
      const inner =
        block.type === 'list'
          ? measure(block.items.flat())
          : block.type === 'quote'
            ? measure(block.children)
            : { size: 'children' in block ? inlineSize(block.children) : 0, depth: 0 };
      return { size: sum.size + 1 + inner.size, depth: Math.max(sum.depth, 1 + inner.depth) };
    },
    { size: 0, depth: 0 },
  );

test.each([
  ['items', '- a\n'],
  ['items in each other', '- '],
  ['quotes in each other', '>'],
  ['numbers in each other', '1. '],
  ['asterisks', '*'],
  ['asterisks that open', '*a '],
  ['brackets', '['],
  ['links that are not closed', '[a](<'],
  ['links', '[a](b) '],
  ['backticks', '`a``'],
  ['empty lines', '\n'],
  ['signs', '&lt;'],
  ['comments', '<!--'],
  ['tabs', '\t- a\n'],
])('60,000 bytes of %s are few parts, not deep', (_, sign) => {
  const whole = sign.repeat(Math.ceil(60_000 / sign.length));
  for (const length of [60_000, 20_000, 4_000]) {
    const { size, depth } = measure(parseMarkdown(whole.slice(0, length)));
    expect(size).toBeLessThan(5_000);
    expect(depth).toBeLessThanOrEqual(2 * deepestNesting);
  }
});

test('lists that go in by spaces end at the deepest level', () => {
  const text = Array.from({ length: 60 }, (_, index) => `${'  '.repeat(index)}- a`).join('\n');
  expect(measure(parseMarkdown(text)).depth).toBeLessThanOrEqual(deepestNesting + 1);
  expect(plain(text).match(/a/g)).toHaveLength(60);
});

test('a text beyond the limits keeps its words', () => {
  expect(plain('*a '.repeat(4_000)).match(/a/g)).toHaveLength(4_000);
});
