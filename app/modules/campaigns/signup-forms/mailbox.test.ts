import { expect, test } from 'vitest';
import { readMailbox, toAsciiDomain } from './mailbox.ts';

test.each([
  ['  Ada@Example.COM ', 'ada@example.com'],
  ['ada+news@mail.example.org', 'ada+news@mail.example.org'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
])('%j is the mailbox %s', (text, mailbox) => {
  expect(readMailbox(text)).toBe(mailbox);
});

test.each([
  '',
  'ada',
  '@example.org',
  'ada@',
  'ada@localhost',
  'ada@127.0.0.1',
  'ada@[::1]',
  'ada@example.org:25',
  'ada@example.org/x',
  'a da@example.org',
  'ada@exa mple.org',
  'ada@example.org\r\nBcc: x@example.org',
  `${'a'.repeat(250)}@example.org`,
  'ada@@example.org',
])('%j is no mailbox', (text) => {
  expect(readMailbox(text)).toBeUndefined();
});

test.each([
  ['Example.ORG', 'example.org'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['example', undefined],
  ['10.0.0.1', undefined],
  ['example.org.', undefined],
  ['-a.example', undefined],
  [`${'a'.repeat(64)}.example`, undefined],
])('the domain of %j is %s', (text, domain) => {
  expect(toAsciiDomain(text)).toBe(domain);
});
