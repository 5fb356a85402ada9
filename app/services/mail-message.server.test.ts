import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { composeMessage } from './mail-message.server.ts';

const sender = { name: 'Lotline – Märkte', address: 'mail@lotline.test' };
const message = {
  id: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  to: 'ada@example.com',
  subject: 'Größe ändern – 日本語 '.repeat(8).trim(),
  text: 'Grüße, Zoë.\n.\nFrom here on: 日本語\n',
  html: '<p>Grüße, Zoë. 日本語</p>',
};
const compose = (changes: Partial<typeof message> = {}) =>
  composeMessage({ ...message, ...changes }, sender, 'lotline.test');

test('subject, sender, text and HTML arrive as they were written, over lines any server takes', async () => {
  const raw = (await compose()).toString('latin1');
  const lines = raw.split('\r\n');
  expect(lines.filter((line) => line.length > 998 || /[^\x20-\x7e\t]/.test(line))).toEqual([]);
  const email = await PostalMime.parse(raw);
  expect(email).toMatchObject({ subject: message.subject, from: sender, html: expect.stringContaining(message.html) });
  expect(email.text).toContain('Grüße, Zoë.\n.\nFrom here on: 日本語');
  expect(email.to).toEqual([{ name: '', address: message.to }]);
  expect(email.messageId).toBe('<7d444840-9dc0-41d1-b245-5ffdce74fad2@lotline.test>');
  expect(Math.abs(Date.now() - Date.parse(email.date ?? ''))).toBeLessThan(60_000);
  expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
});

const injections = [
  '\r\nBcc: victim@example.com',
  '\nBcc: victim@example.com',
  '\r\n\r\nbody',
  '\rBcc: victim@example.com',
];

test.each(injections)('a subject or an address cannot bring a header or a recipient: %j', async (injection) => {
  for (const changes of [{ subject: `Hello${injection}` }, { to: `ada@example.com${injection}` }]) {
    const email = await PostalMime.parse(await compose(changes));
    const names = email.headers.map(({ key }) => key).toSorted();
    expect(names).toEqual(
      ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].toSorted(),
    );
    expect(email.to).toHaveLength(1);
    expect(email.bcc).toBeUndefined();
    expect(email.text).toContain('Grüße');
  }
});

/** What goes through quoted-printable and base64, and what needs neither. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(' ', '\t', '=', '.', 'a', 'é', '日', '\n', '\r\n', '\r'), maxLength: 400 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '.', '\n'), maxLength: 400 }),
);

test('any text and HTML arrive as they are, over short lines of ASCII', async () => {
  // Half of a pair is no character, and a NUL goes nowhere.
  const clean = (text: string) => text.replaceAll(/\p{Surrogate}|\0/gu, '?');
  await fc.assert(
    fc.asyncProperty(texts.map(clean), texts.map(clean), async (text, html) => {
      const raw = (await compose({ text: `${text}.`, html: `${html}.` })).toString('latin1');
      expect(raw.split('\r\n').filter((line) => line.length > 78 || /[^\x01-\x7f]|[\r\n]/.test(line))).toEqual([]);
      const email = await PostalMime.parse(raw);
      const unify = (written = '') => written.trimEnd().replaceAll(/\r\n?|\n/g, '\n');
      expect(unify(email.text)).toBe(unify(`${text}.`));
      expect(unify(email.html)).toBe(unify(`${html}.`));
    }),
    { numRuns: 200 },
  );
});

test('a message is what the streams of its library write', async () => {
  const html = `<p>${'Grüße, wie immer. '.repeat(300)}</p>\n`.repeat(3);
  const [plain, streamed] = await Promise.all([
    compose({ html }),
    composeMessage({ ...message, html, attachments: [{ name: 'a.txt', type: 'text/plain', content: Buffer.from('a') }] }, sender, 'lotline.test'),
  ]);
  // The same alternatives stand in both; what separates them is made up anew.
  const alternatives = (raw: Buffer) =>
    raw.toString('latin1').match(/Content-Type: text\/(?:plain; charset|html)[\s\S]*?\r\n(?=--)/g)?.slice(0, 2);
  expect(alternatives(plain)).toHaveLength(2);
  expect(alternatives(plain)).toEqual(alternatives(streamed));
});
