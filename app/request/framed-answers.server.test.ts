import { expect, test } from 'vitest';
import { writeFramedAnswer } from './framed-answers.server.ts';

const plain = (text: string, status: number, headers: Record<string, string> = {}) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers } });

test('a refusal in plain text becomes a page with a heading, which says that nothing was saved', async () => {
  const answer = await writeFramedAnswer(plain('Wait <a minute>.\n\nRequest 1.', 429, { 'Retry-After': '60' }));
  expect(answer.status).toBe(429);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'retry-after': '60',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
  const text = await answer.text();
  expect(text).toContain('<h1>Nothing was saved</h1><p>Wait &lt;a minute&gt;.</p><p>Request 1.</p>');
});

test('pages, and texts that are no refusal, stay as they are', async () => {
  const page = new Response('<h1>Mail</h1>', { status: 400, headers: { 'Content-Type': 'text/html' } });
  expect(await writeFramedAnswer(page)).toBe(page);
  const text = plain('All is well.', 200);
  expect(await writeFramedAnswer(text)).toBe(text);
});
