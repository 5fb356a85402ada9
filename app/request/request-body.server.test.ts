import { expect, test } from 'vitest';
import { readRest, withoutOrigin } from './request-body.server.ts';

/** Something sent piece by piece, and how much of it was taken. */
function createSending(pieces: number, fail = false) {
  const sending = { pieces: 0 };
  const body = new ReadableStream(
    {
      pull(controller) {
        if (sending.pieces === pieces) return fail ? controller.error(new Error('gone')) : controller.close();
        sending.pieces += 1;
        controller.enqueue(new Uint8Array(10_000));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, duplex: 'half' };
  return { sending, request: new Request('https://lotline.test/', init) };
}

test('what nobody has read is read to its end', async () => {
  const { sending, request } = createSending(90);
  await readRest(request);
  expect(sending.pieces).toBe(90);
  expect((await request.body?.getReader().read())?.done).toBe(true);
});

test('what somebody has begun to read is read to its end', async () => {
  const { sending, request } = createSending(5);
  const reader = request.body?.getReader();
  await reader?.read();
  reader?.releaseLock();
  await readRest(request);
  expect(sending.pieces).toBe(5);
});

test('of what is much too large the rest stays unread', async () => {
  const { sending, request } = createSending(1_000);
  await readRest(request);
  expect(sending.pieces).toBe(100);
});

test('nothing happens without a body, after all of it was read, or when whoever sent it is gone', async () => {
  await readRest(new Request('https://lotline.test/'));
  const { request } = createSending(3);
  await request.text();
  await readRest(request);
  await readRest(createSending(3, true).request);
});

test('a form of another site goes on without its origin, and with all that was typed', async () => {
  const send = (path: string) => {
    const body = new URLSearchParams({ email: 'ada@example.org' });
    return new Request(`https://lotline.test${path}`, { method: 'POST', body, headers: { origin: 'https://a.test' } });
  };
  const passed = withoutOrigin(send('/f/harbor/news'));
  expect(passed.headers.get('origin')).toBeNull();
  expect(passed.method).toBe('POST');
  expect((await passed.formData()).get('email')).toBe('ada@example.org');
  const other = send('/login');
  expect(withoutOrigin(other)).toBe(other);
});

test('a form that may come from anywhere says no origin any more, and keeps the rest', async () => {
  const sent = new Request('https://lotline.test/u/token', {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { origin: 'https://mail.example', 'content-type': 'application/x-www-form-urlencoded' },
  });
  const request = withoutOrigin(sent);
  expect(request.headers.has('origin')).toBe(false);
  expect(request.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
  expect([request.method, request.url, await request.text()]).toEqual([
    'POST',
    'https://lotline.test/u/token',
    'List-Unsubscribe=One-Click',
  ]);
});

test('every other request is left as it is', () => {
  const form = new Request('https://lotline.test/login', {
    method: 'POST',
    headers: { origin: 'https://mail.example' },
  });
  const page = new Request('https://lotline.test/u/token', { headers: { origin: 'https://mail.example' } });
  expect([withoutOrigin(form), withoutOrigin(page)]).toEqual([form, page]);
});
