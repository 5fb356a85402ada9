import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDkimKey, verifyDkim } from '../../tests/factories/dkim-verifier.ts';
import { readDkimKey, signMessage } from './dkim.server.ts';
import { composeMessage } from './mail-message.server.ts';

const { pem, publicKey } = createDkimKey();
const dkim = readDkimKey({ domain: 'harbor.test', selector: 'lotline', pem });
const sender = { name: 'Harbor – Märkte', address: 'news@harbor.test' };

const compose = (changes: { text?: string; headers?: Record<string, string> } = {}) =>
  composeMessage(
    {
      id: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
      to: 'ada@example.com',
      subject: 'Größe – 日本語 '.repeat(8),
      text: 'Grüße  \n.\n\n  two  spaces\t\n\n\n',
      html: `<p>${'Grüße '.repeat(400)}</p>`,
      replyTo: 'office@harbor.test',
      headers: {
        'List-Unsubscribe': `<https://lotline.test/u/${'a'.repeat(32)}>, <mailto:u+${'a'.repeat(32)}@bounces.lotline.test>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-Id': '<harbor.campaigns.lotline.test>',
      },
      dkim,
      ...changes,
    },
    sender,
    'harbor.test',
  );

const find = (selector: string, domain: string) =>
  selector === 'lotline' && domain === 'harbor.test' ? publicKey : undefined;

test('a signature is right by an independent reading of RFC 6376, and covers both headers that unsubscribe', async () => {
  const raw = (await compose()).toString('latin1');
  const { domain, headers } = verifyDkim(raw, find);
  expect(domain).toBe('harbor.test');
  expect(headers).toEqual(
    expect.arrayContaining([
      'from',
      'to',
      'subject',
      'date',
      'message-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'list-id',
    ]),
  );
  expect(raw).not.toMatch(/^Auto-Submitted/m);
  expect(raw.match(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/gm)).toHaveLength(1);
});

test('folding and spaces that servers change on the way break nothing', async () => {
  const raw = (await compose()).toString('latin1');
  const changed = raw.replace(/^Subject: /m, 'Subject:   ').concat('\r\n\r\n');
  expect(verifyDkim(changed, find).domain).toBe('harbor.test');
});

test.each([
  ['the subject', (raw: string) => raw.replace(/^Subject: /m, 'Subject: x')],
  ['where to unsubscribe', (raw: string) => raw.replace('/u/a', '/u/b')],
  ['the one click', (raw: string) => raw.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click')],
  ['the sender', (raw: string) => raw.replace('<news@harbor.test>', '<news@evil.test>')],
  ['the body', (raw: string) => raw.replace(/(\r\n\r\n[\s\S]*)two/, '$1too')],
])('%s that somebody changed is noticed', async (_, change) => {
  const raw = (await compose()).toString('latin1');
  const changed = change(raw);
  expect(changed).not.toBe(raw);
  expect(() => verifyDkim(changed, find)).toThrow('not what was signed');
});

test('another key does not verify, and a key that cannot sign sends nothing', async () => {
  const raw = (await compose()).toString('latin1');
  expect(() => verifyDkim(raw, () => createDkimKey().publicKey)).toThrow('headers are not what was signed');
  const { publicKey: half } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await expect(signMessage(Buffer.from('From: a@b.test\r\n\r\nx'), { ...dkim, privateKey: half })).rejects.toThrow(
    'does not sign',
  );
});
