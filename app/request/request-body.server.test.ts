import { expect, test } from 'vitest';
import { readRest } from './request-body.server.ts';

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
