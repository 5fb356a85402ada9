import { expect, test } from 'vitest';
import { parseEnvironment } from './environment.server.ts';

const limit = { limit: async () => ({ success: true }) };

const bucket = { createMultipartUpload: async () => ({}), list: async () => ({}) };

const complete = {
  ENVIRONMENT: 'production',
  DATABASE_URL: 'postgresql://lotline_app:secret@db.example.com/lotline',
  COOKIE_SECRETS: 'a-secret-of-some-length',
  PUBLIC_URL: 'https://lotline.example/somewhere',
  SMTP_URL: 'smtps://user%40example.com:p%40ss%3Aword@mail.example.com',
  MAIL_FROM: 'Lotline <mail@lotline.example>',
  FORM_RATE_LIMIT: limit,
  POST_RATE_LIMIT: limit,
  FILES: bucket,
  TENANT_SECRET_KEYS: `${Buffer.alloc(32, 'new').toString('base64')}, ${Buffer.alloc(32, 'old').toString('base64')}`,
};

test('mail settings are read into what the transport needs', () => {
  expect(parseEnvironment(complete)).toMatchObject({
    PUBLIC_URL: 'https://lotline.example',
    SMTP_URL: { host: 'mail.example.com', port: 465, secure: true, user: 'user@example.com', password: 'p@ss:word' },
    MAIL_FROM: { name: 'Lotline', address: 'mail@lotline.example' },
  });
  const other = parseEnvironment({ ...complete, SMTP_URL: 'smtp://u:p@mail.example.com', MAIL_FROM: 'a@example.com' });
  expect(other).toMatchObject({
    SMTP_URL: { port: 587, secure: false },
    MAIL_FROM: { name: 'Lotline', address: 'a@example.com' },
  });
});

test('keys of organizations are read in their order', () => {
  const { TENANT_SECRET_KEYS = [] } = parseEnvironment(complete);
  expect(TENANT_SECRET_KEYS.map((key) => Buffer.from(key).toString())).toEqual([
    'newnewnewnewnewnewnewnewnewnewne',
    'oldoldoldoldoldoldoldoldoldoldol',
  ]);
});

test('mail settings can be left out together', () => {
  const { SMTP_URL, MAIL_FROM, ...rest } = complete;
  expect(parseEnvironment(rest)).toMatchObject({ ENVIRONMENT: 'production' });
  expect(() => parseEnvironment({ ...rest, SMTP_URL })).toThrow('both, or neither');
  expect(() => parseEnvironment({ ...rest, MAIL_FROM })).toThrow('both, or neither');
});

test.each([
  ['PUBLIC_URL', 'http://lotline.example'],
  ['PUBLIC_URL', 'lotline.example'],
  ['PUBLIC_URL', undefined],
  ['SMTP_URL', 'mail.example.com'],
  ['SMTP_URL', 'https://user:hush-hush@mail.example.com'],
  ['SMTP_URL', 'smtps://mail.example.com'],
  ['SMTP_URL', 'smtps://user@mail.example.com'],
  ['SMTP_URL', 'smtps://user:%zz@mail.example.com'],
  ['SMTP_URL', 'smtp://user:hush-hush@mail.example.com:25'],
  ['FORM_RATE_LIMIT', undefined],
  ['FORM_RATE_LIMIT', 'FORM_RATE_LIMIT'],
  ['FILES', undefined],
  ['FILES', 'lotline-files'],
  ['TENANT_SECRET_KEYS', undefined],
  ['TENANT_SECRET_KEYS', ''],
  ['TENANT_SECRET_KEYS', 'hush-hush'],
  ['TENANT_SECRET_KEYS', Buffer.alloc(31, 'hush-hush').toString('base64')],
  ['TENANT_SECRET_KEYS', Buffer.alloc(33, 'hush-hush').toString('base64')],
  ['TENANT_SECRET_KEYS', `${Buffer.alloc(32, 1).toString('base64')},`],
  ['OUTBOX_URL', 'http://127.0.0.1:8025'],
  ['NEON_ENDPOINT', 'http://127.0.0.1:4444/sql'],
  ['STRIPE_API_URL', 'http://stripe.example'],
  ['OUTGOING', { fetch: () => new Response() }],
  ['COOKIE_SECRETS', 'only-for-development-on-this-machine'],
  ['COOKIE_SECRETS', 'a-secret-of-some-length, only-for-tests-of-the-worker'],
  ['MAIL_FROM', 'Lotline'],
  ['MAIL_FROM', 'Lotline <mail@lotline.example>, other@example.com'],
  ['MAIL_FROM', 'Lot\r\nBcc: x <mail@lotline.example>'],
])('%s as %s is refused by its name, without its value', (name, value) => {
  const parse = () => parseEnvironment({ ...complete, [name]: value });
  expect(parse).toThrow(`${name}: `);
  expect(parse).not.toThrow('hush-hush');
  expect(parse).not.toThrow('aHVzaC1odXNo');
});
