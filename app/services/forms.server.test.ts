import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseForm, refuseUnkeepable } from './forms.server.ts';

const schema = z.object({ email: z.string({ error: 'Enter an email.' }).max(20, 'Too long.'), password: z.string() });

function post(body: BodyInit, contentType?: string) {
  const headers = contentType ? { 'Content-Type': contentType } : undefined;
  return new Request('https://lotline.test/', { method: 'POST', body, headers });
}

async function refusal(request: Request) {
  const form = await parseForm(request, schema);
  if (form.ok) throw new Error('The form was not refused.');
  return { status: form.answer.init?.status, reply: form.answer.data };
}

test('a good form gives its value', async () => {
  const form = await parseForm(post(new URLSearchParams({ email: 'a', password: 'b' })), schema);
  expect(form.ok && form.value).toEqual({ email: 'a', password: 'b' });
});

test('a refused form keeps what was typed, but never the password', async () => {
  const { status, reply } = await refusal(post(new URLSearchParams({ email: 'a'.repeat(21), password: 'secret' })));
  expect(status).toBe(400);
  expect(reply.error).toEqual({ email: ['Too long.'] });
  expect(reply.initialValue).toEqual({ email: 'a'.repeat(21) });
  expect(JSON.stringify(reply)).not.toContain('secret');
});

test('a form can be refused after all, by field or as a whole', async () => {
  const form = await parseForm(post(new URLSearchParams({ email: 'a', password: 'secret' })), schema);
  if (!form.ok) throw new Error('The form was refused.');
  const byField = form.refuse({ email: 'Taken.' });
  expect(byField).toMatchObject({ init: { status: 400 }, data: { error: { email: ['Taken.'] } } });
  expect(form.refuse('Wait.', 429)).toMatchObject({ init: { status: 429 }, data: { error: { '': ['Wait.'] } } });
  expect(JSON.stringify(byField)).not.toContain('secret');
});

test.each([
  ['JSON', post('{"email":"a"}', 'application/json')],
  ['text', post('email=a', 'text/plain')],
  ['no type', post(new Uint8Array([0, 255, 1]))],
  ['multipart without a boundary', post('--x', 'multipart/form-data')],
  [
    'multipart cut short',
    post('--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na', 'multipart/form-data; boundary=x'),
  ],
  ['no body', new Request('https://lotline.test/', { method: 'POST' })],
  ['a field that would fill an array', post(new URLSearchParams({ 'email[4294967294]': 'a' }))],
  ['a field of a deep path', post(new URLSearchParams({ 'a.b.c.d.e.f.g': 'a' }))],
  ['too many fields', post(new URLSearchParams(Array.from({ length: 501 }, (_, index) => [`f${index}`, ''])))],
  ['a broken intent', post(new URLSearchParams({ email: 'a', password: 'b', __intent__: '{' }))],
  ['an intent of nothing', post(new URLSearchParams({ email: 'a', password: 'b', __intent__: 'null' }))],
  [
    'an intent out of bounds',
    post(new URLSearchParams({ __intent__: '{"type":"insert","payload":{"name":"email.__proto__"}}' })),
  ],
  ['a broken state', post(new URLSearchParams({ email: 'a', password: 'b', __state__: '{' }))],
])('%s is answered, not thrown', async (_name, request) => {
  const { status, reply } = await refusal(request);
  expect(status).toBe(400);
  expect(reply.error).toMatchObject({ '': [expect.any(String)] });
});

test.each(['a\0b', '\0'])('a text with a NUL is refused beside its field, and given back without it: %j', async (email) => {
  const sent = new URLSearchParams({ email, password: 'secret\0' });
  const { status, reply } = await refusal(post(sent));
  expect(status).toBe(400);
  expect(reply.error).toMatchObject({ email: [expect.stringContaining('cannot be kept')] });
  expect(reply.initialValue?.email ?? '').toBe(email.replace('\0', ''));
  expect(JSON.stringify(reply)).not.toContain('secret');
});

test('a file whose name cannot be kept is refused, and any other text is not', () => {
  const form = new FormData();
  form.set('note', 'Zoë 🏡\n');
  form.set('file', new File([''], 'plan.pdf'));
  expect(refuseUnkeepable(form)).toBeUndefined();
  form.set('file', new File([''], 'plan\0.pdf'));
  expect(refuseUnkeepable(form)?.answer.data.error).toEqual({ file: [expect.stringContaining('Rename it')] });
});

test('a body over 100 kB is not read to its end, whatever length it announces', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 10_000;
      controller.enqueue(new Uint8Array(10_000));
    },
  });
  const init = { method: 'POST', body: endless, duplex: 'half' };
  const request = new Request('https://lotline.test/', init);
  expect((await refusal(request)).status).toBe(413);
  expect(sent).toBeLessThan(200_000);
  expect((await refusal(post(new URLSearchParams({ email: 'a'.repeat(100_001) })))).status).toBe(413);
});

test.each(['password[]', 'password[0]', 'password.a', 'password[0].a'])(
  '%s is refused, and not sent back',
  async (name) => {
    const { status, reply } = await refusal(post(new URLSearchParams({ email: 'a', [name]: 'secret' })));
    expect(status).toBe(400);
    expect(JSON.stringify(reply)).not.toContain('secret');
  },
);
