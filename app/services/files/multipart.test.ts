import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findBoundary, MalformedMultipart, readMultipart } from './multipart.ts';

const encoder = new TextEncoder();

/** The bytes as a network might cut them. */
async function* cut(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (let index = 0; offset < bytes.length; index++) {
    const length = lengths[index % lengths.length] ?? 1;
    yield bytes.slice(offset, offset + length);
    offset += length;
  }
}

async function collect(bytes: Uint8Array, lengths: readonly number[], boundary: string) {
  const parts: { name: string; fileName: string | undefined; content: Buffer }[] = [];
  for await (const { name, fileName, content } of readMultipart(cut(bytes, lengths), boundary)) {
    const pieces: Buffer[] = [];
    // Copied: a piece is only a view of what arrived.
    for await (const piece of content) pieces.push(Buffer.from(piece));
    parts.push({ name, fileName, content: Buffer.concat(pieces) });
  }
  return parts;
}

/** A form as the platform itself writes it. */
async function write(form: FormData) {
  const response = new Response(form);
  const boundary = findBoundary(response.headers.get('content-type'));
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary: boundary ?? '' };
}

const simple = (headers: string, content = 'x', boundary = 'b') =>
  encoder.encode(`--${boundary}\r\n${headers}\r\n\r\n${content}\r\n--${boundary}--\r\n`);

test('a form is read as it was written, wherever the network cuts it', async () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 40 });
  const bytes = fc.uint8Array({ maxLength: 300 });
  const nearMarks = fc.constantFrom('\r\n--', '\r\n', '--', '\r', '-').map((text) => encoder.encode(text));
  const files = fc.array(fc.oneof(bytes, nearMarks), { maxLength: 6 }).map((pieces) => Buffer.concat(pieces));
  const fields = fc.array(fc.tuple(fc.constantFrom('a', 'receipts', 'lines[3].name'), fc.oneof(texts, files)), {
    maxLength: 6,
  });
  const lengths = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fields, lengths, async (given, cuts) => {
      const form = new FormData();
      for (const [name, value] of given)
        form.append(name, typeof value === 'string' ? value : new File([new Uint8Array(value)], 'a;b="c" é.pdf'));
      const { bytes: body, boundary } = await write(form);
      const expected = await Promise.all(
        [
          ...(await new Response(body, {
            headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
          }).formData()),
        ].map(async ([name, value]) => ({
          name,
          fileName: typeof value === 'string' ? undefined : value.name,
          content: typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer()),
        })),
      );
      expect(await collect(body, cuts, boundary)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('every beginning of a form that is not all of it is a broken form', async () => {
  const form = new FormData();
  form.append('merchant', 'Café');
  form.append('receipts', new File(['%PDF-1.4 …'], 'taxi.pdf'));
  const { bytes, boundary } = await write(form);
  const whole = bytes.length - '\r\n'.length;
  for (let length = 0; length < whole; length++)
    await expect(collect(bytes.slice(0, length), [7], boundary), `${length} bytes`).rejects.toThrow(MalformedMultipart);
  expect(await collect(bytes.slice(0, whole), [7], boundary)).toHaveLength(2);
});

test('a part that nobody reads is skipped', async () => {
  const form = new FormData();
  form.append('first', new File(['a'.repeat(1_000)], 'a.txt'));
  form.append('second', 'b');
  const { bytes, boundary } = await write(form);
  const names: string[] = [];
  for await (const { name, content } of readMultipart(cut(bytes, [64]), boundary)) {
    names.push(name);
    for await (const _ of content) break;
  }
  expect(names).toEqual(['first', 'second']);
});

test.each([
  ['form-data; name="f"; filename="a;b=c.pdf"', 'a;b=c.pdf'],
  ['form-data; name="f"; filename="say \\"hi\\".pdf"', 'say "hi".pdf'],
  ['form-data; name="f"; filename="say %22hi%22.pdf"', 'say "hi".pdf'],
  ['form-data; name="f"; filename="C:\\fakepath\\a.pdf"', 'C:\\fakepath\\a.pdf'],
  ['form-data; name=f; filename=a.pdf', 'a.pdf'],
  ['form-data; filename="a.pdf"; name="f"', 'a.pdf'],
  ['form-data; name="f"; filename=""', ''],
  ['form-data; name="f"', undefined],
])('the file of %s is called %s', async (disposition, fileName) => {
  expect(await collect(simple(`Content-Disposition: ${disposition}`), [9], 'b')).toMatchObject([
    { name: 'f', fileName },
  ]);
});

test.each([
  ['no name', simple('Content-Disposition: form-data; filename="a.pdf"')],
  ['no disposition', simple('Content-Type: text/plain')],
  ['another disposition', simple('Content-Disposition: attachment; name="f"')],
  ['headers without end', encoder.encode(`--b\r\nContent-Disposition: form-data; name="f"; x="${'y'.repeat(20_000)}`)],
  ['long headers', simple(`Content-Disposition: form-data; name="f"\r\nX: ${'y'.repeat(9_000)}`)],
  [
    'something behind a delimiter',
    encoder.encode('--bx\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--b--'),
  ],
  ['nothing', new Uint8Array()],
])('a form with %s is broken', async (_, bytes) => {
  await expect(collect(bytes, [1_000], 'b')).rejects.toThrow(MalformedMultipart);
});

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data;boundary="a b:c"', 'a b:c'],
  ['Multipart/Form-Data; charset=utf-8; boundary=abc', 'abc'],
  ['multipart/form-data; boundary=', undefined],
  ['multipart/form-data', undefined],
  ['multipart/mixed; boundary=abc', undefined],
  [`multipart/form-data; boundary=${'a'.repeat(71)}`, undefined],
  ['application/x-www-form-urlencoded', undefined],
  [null, undefined],
])('the boundary of %s is %s', (type, boundary) => {
  expect(findBoundary(type)).toBe(boundary);
});
