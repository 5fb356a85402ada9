import { expect, test } from 'vitest';
import { writeSnippet } from './snippet.ts';

const form = { heading: 'News', introduction: null, consentWording: 'I agree.', asksName: false };

test('a snippet is a plain form that is sent to us, without script or style', () => {
  const snippet = writeSnippet('https://lotline.test/f/harbor/news', form);
  expect(snippet).toContain('<form action="https://lotline.test/f/harbor/news" method="post">');
  expect(snippet).toContain('name="email" type="email"');
  expect(snippet).not.toContain('name="name"');
  expect(snippet).not.toMatch(/<script|style=|on\w+=/);
  expect(writeSnippet('https://lotline.test/f/harbor/news', { ...form, asksName: true })).toContain('name="name"');
});

test('what was typed into a form is text in its snippet', () => {
  const payload = '"><script>alert(1)</script>';
  const texts = { heading: payload, introduction: `${payload}\nmore`, consentWording: payload };
  const snippet = writeSnippet('https://lotline.test/f/harbor/news', { ...form, ...texts });
  expect(snippet).not.toContain('<script');
  expect(snippet).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;<br>more');
});
