import { createPrivateKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { localPassword, localUrl } from '../../db/local/connection.ts';
import { createDkimKey } from '../../tests/factories/dkim-verifier.ts';
import { parseEnvironment } from './environment.server.ts';

const limit = { limit: async () => ({ success: true }) };

const bucket = { createMultipartUpload: async () => ({}), list: async () => ({}) };

const complete = {
  ENVIRONMENT: 'production',
  DATABASE_URL: 'postgresql://lotline_app:secret@db.example.com/lotline',
  DATABASE_TASKS_URL: 'postgresql://lotline_tasks:other@db.example.com/lotline',
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

test('weaknesses are reported to an address or a page', () => {
  const contactOf = (SECURITY_CONTACT: string) => parseEnvironment({ ...complete, SECURITY_CONTACT }).SECURITY_CONTACT;
  expect(contactOf('security@lotline.example')).toBe('mailto:security@lotline.example');
  expect(contactOf('https://lotline.example/report')).toBe('https://lotline.example/report');
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
  ['TENANT_SECRET_KEYS', Buffer.alloc(32, 'only for development').toString('base64')],
  ['TRACKING_SECRETS', 'only-for-development-on-this-machine'],
  ['RESEND_WEBHOOK_SECRET', `whsec_${Buffer.alloc(32, 'only for tests').toString('base64')}`],
  ['SECURITY_CONTACT', 'security'],
  ['SECURITY_CONTACT', 'http://lotline.example/report'],
  ['STATUS_URL', 'status.lotline.example'],
  ['MAIL_FROM', 'Lotline'],
  ['MAIL_FROM', 'Lotline <mail@lotline.example>, other@example.com'],
  ['MAIL_FROM', 'Lot\r\nBcc: x <mail@lotline.example>'],
])('%s as %s is refused by its name, without its value', (name, value) => {
  const parse = () => parseEnvironment({ ...complete, [name]: value });
  // A list names its element.
  expect(parse).toThrow(new RegExp(`${name}(\\.0)?: `));
  expect(parse).not.toThrow('hush-hush');
  expect(parse).not.toThrow('aHVzaC1odXNo');
});

const { base64: dkimKey } = createDkimKey();
const sending = {
  ...complete,
  CAMPAIGN_TRANSPORT: 'smtp',
  CAMPAIGN_FROM_DOMAIN: 'campaigns.lotline.example',
  CAMPAIGN_DKIM_SELECTOR: 'lotline',
  CAMPAIGN_DKIM_KEY: dkimKey,
  BOUNCE_DOMAIN: 'bounces.lotline.example',
  TRACKING_SECRETS: `${'n'.repeat(32)}, ${'o'.repeat(40)}`,
};

test('the settings of sending have usual values, and its secrets their order', () => {
  expect(parseEnvironment(sending)).toMatchObject({
    CAMPAIGN_SENDING: 'on',
    SEND_RATE: 14,
    SEND_GROUP_RATE: 5,
    SEND_LEASE_SECONDS: 120,
    SEND_SWEEP_SECONDS: 600,
    RESEND_DOMAINS: [],
    TRACKING_SECRETS: ['n'.repeat(32), 'o'.repeat(40)],
  });
  expect(() => createPrivateKey(parseEnvironment(sending).CAMPAIGN_DKIM_KEY ?? '')).not.toThrow();
  // Without a transport nothing is sent, and nothing is asked for.
  expect(parseEnvironment(complete).CAMPAIGN_TRANSPORT).toBeUndefined();
});

const resend = {
  ...sending,
  CAMPAIGN_TRANSPORT: 'resend',
  RESEND_API_KEY: 're_1',
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  RESEND_DOMAINS: 'a.example, b.example',
};

test('Resend needs its key and the secret of its events', () => {
  expect(parseEnvironment(resend)).toMatchObject({ RESEND_DOMAINS: ['a.example', 'b.example'] });
});

test.each([
  ['CAMPAIGN_FROM_DOMAIN', undefined, sending],
  ['CAMPAIGN_FROM_DOMAIN', 'Lotline', sending],
  ['BOUNCE_DOMAIN', undefined, sending],
  ['BOUNCE_DOMAIN', 'mail@lotline.example', sending],
  ['TRACKING_SECRETS', undefined, sending],
  ['TRACKING_SECRETS', 'hush-hush', sending],
  ['CAMPAIGN_DKIM_KEY', undefined, sending],
  ['CAMPAIGN_DKIM_KEY', 'hush-hush', sending],
  ['CAMPAIGN_TRANSPORT', 'outbox', { ...sending, OUTBOX_URL: 'http://127.0.0.1:1' }],
  ['CAMPAIGN_TRANSPORT', 'pigeon', sending],
  ['CAMPAIGN_SENDING', 'no', sending],
  ['SEND_RATE', '-1', sending],
  ['SEND_SWEEP_SECONDS', '60', sending],
  ['RESEND_API_KEY', undefined, resend],
  ['RESEND_WEBHOOK_SECRET', undefined, resend],
  ['RESEND_WEBHOOK_SECRET', 'hush-hush', resend],
  ['RESEND_API_URL', 'http://127.0.0.1:1', resend],
])('sending with %s as %s is refused by its name, without its value', (name, value, others) => {
  const parse = () => parseEnvironment({ ...others, [name]: value });
  // A list names its element.
  expect(parse).toThrow(new RegExp(`${name}(\\.0)?: `));
  expect(parse).not.toThrow('hush-hush');
});

test('production does its tasks as another role than the one that asks for visitors', () => {
  const parse = (DATABASE_TASKS_URL: string | undefined) => () => parseEnvironment({ ...complete, DATABASE_TASKS_URL });
  expect(parse(complete.DATABASE_URL)).toThrow('DATABASE_TASKS_URL: must log in as another role');
  expect(parse(undefined)).toThrow('DATABASE_TASKS_URL');
});

test.each(['DATABASE_URL', 'DATABASE_TASKS_URL'] as const)('production refuses the local database as %s', (name) => {
  const role = new URL(complete[name]).username;
  const read = (url: string, ENVIRONMENT = 'production') =>
    parseEnvironment({ ...complete, ENVIRONMENT, [name]: url })[name];
  for (const url of [
    localUrl(5433, role),
    `postgresql://${role}:hush-hush@LOCALHOST/lotline`,
    `postgresql://${role}:hush-hush@[::1]:5432/lotline`,
    `postgresql://${role}:${localPassword}@db.example.com/lotline`,
  ]) {
    expect(() => read(url), url).toThrow(`${name}: is that of a local database`);
    expect(() => read(url), url).not.toThrow('hush-hush');
    expect(read(url, 'development')).toBe(url);
  }
  const elsewhere = `postgresql://${role}:hush-hush@localhost.example.com/lotline`;
  expect(read(elsewhere)).toBe(elsewhere);
});
