import { expect, test } from 'vitest';
import { leadTo, sendPixel } from './answers.server.ts';

test('the picture is a GIF of one pixel that nobody keeps', async () => {
  const answer = sendPixel();
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
  expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([1, 1]);
  expect(answer.headers.get('content-type')).toBe('image/gif');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
});

test.each([
  ['https://example.org/a?b=1#c', 'https://example.org/a?b=1#c'],
  ['http://example.org', 'http://example.org/'],
  ['https://example.org/häuser', 'https://example.org/h%C3%A4user'],
  ['https://example.org/\r\nSet-Cookie: a=b', 'https://example.org/Set-Cookie:%20a=b'],
])('a link to %j leads there', (address, location) => {
  const answer = leadTo(address);
  expect(answer?.status).toBe(302);
  expect(answer?.headers.get('location')).toBe(location);
  expect(answer?.headers.get('referrer-policy')).toBe('no-referrer');
});

test.each(['', 'example.org', 'javascript:alert(1)', 'data:text/html,x', 'mailto:a@example.org'])(
  'nothing leads to %j',
  (address) => {
    expect(leadTo(address)).toBeUndefined();
  },
);
