import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResendEvent } from './resend-events.ts';
import { verifySvixSignature } from './svix-signature.server.ts';

const id = '6f0e3c52-7f0a-4f0e-9f57-0f6f3b8f3c11';
const about = (type: string, data: object = {}) =>
  readResendEvent('msg_1', { type, created_at: '2026-11-30T10:00:00Z', data: { tags: { delivery: id }, ...data } });

test.each([
  ['email.delivered', {}, { kind: 'DELIVERY', reason: null }],
  ['email.complained', {}, { kind: 'COMPLAINT', reason: null }],
  ['email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: 'gone' } }, { reason: '5.1.1 gone' }],
  [
    'email.bounced',
    { bounce: { type: 'Permanent', subType: 'Suppressed', message: '' } },
    { reason: '5.1.1 Permanent Suppressed' },
  ],
  [
    'email.bounced',
    { bounce: { type: 'Permanent', subType: 'ContentRejected', message: 'no' } },
    { reason: '5.0.0 no' },
  ],
  [
    'email.bounced',
    { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } },
    { reason: '5.2.2 full' },
  ],
  [
    'email.bounced',
    { bounce: { type: 'Transient', subType: 'General', message: '' } },
    { reason: '4.0.0 Transient General' },
  ],
  [
    'email.bounced',
    { bounce: { type: 'Permanent', subType: 'General', message: '550 5.7.1 policy' } },
    { reason: '5.7.1 550 5.7.1 policy' },
  ],
  ['email.bounced', {}, { kind: 'BOUNCE' }],
  ['email.failed', { failed: { reason: 'reached_daily_quota' } }, { kind: 'BOUNCE', reason: 'reached_daily_quota' }],
])('%s with %o', (type, data, event) => {
  expect(about(type, data)).toMatchObject({ deliveryId: id, event: { externalId: 'resend:msg_1', ...event } });
});

test('tags may come as they were sent', () => {
  expect(about('email.delivered', { tags: [{ name: 'delivery', value: id }] })?.deliveryId).toBe(id);
});

test('other events, and events of other mail, tell nothing', () => {
  expect(about('email.opened')).toBeUndefined();
  expect(about('email.delivered', { tags: undefined })).toBeUndefined();
  expect(about('email.delivered', { tags: { delivery: 'x' } })).toBeUndefined();
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      expect(readResendEvent('msg_1', body)).toBeUndefined();
    }),
  );
});

const secret = `whsec_${Buffer.alloc(24, 'key').toString('base64')}`;
const now = new Date('2026-11-30T10:00:00Z');
const sign = (body: string, { at = now, key = secret } = {}) => {
  const timestamp = `${Math.floor(at.getTime() / 1000)}`;
  const signature = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
    .update(`msg_1.${timestamp}.${body}`)
    .digest('base64');
  return new Headers({ 'svix-id': 'msg_1', 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` });
};
const seconds = (count: number) => new Date(now.getTime() + count * 1_000);

test('a message signed by the secret within five minutes is what it says', () => {
  const body = '{"type":"email.delivered"}';
  expect(verifySvixSignature({ headers: sign(body), body }, secret, now)).toBe('msg_1');
  expect(verifySvixSignature({ headers: sign(body, { at: seconds(-299) }), body }, secret, now)).toBe('msg_1');
  const several = sign(body);
  several.set('svix-signature', `v1,AAAA v1a,x ${several.get('svix-signature')}`);
  expect(verifySvixSignature({ headers: several, body }, secret, now)).toBe('msg_1');
});

test('the sample of Svix verifies', () => {
  const headers = new Headers({
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': '1614265330',
    'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  const sample = { headers, body: '{"test": 2432232314}' };
  expect(verifySvixSignature(sample, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', new Date(1_614_265_330_000))).toBe(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
  );
});

test.each([
  ['another body', sign('{}'), '{"a":1}'],
  ['another key', sign('{}', { key: `whsec_${Buffer.alloc(24, 'other').toString('base64')}` }), '{}'],
  ['too old', sign('{}', { at: seconds(-301) }), '{}'],
  ['from the future', sign('{}', { at: seconds(301) }), '{}'],
  ['no headers', new Headers(), '{}'],
  ['no time', new Headers({ 'svix-id': 'a', 'svix-timestamp': 'x', 'svix-signature': 'v1,AAAA' }), '{}'],
  [
    'another version',
    new Headers([...sign('{}')].map(([k, v]): [string, string] => [k, v.replace('v1,', 'v2,')])),
    '{}',
  ],
])('a message with %s is refused', (_, headers, body) => {
  expect(verifySvixSignature({ headers, body }, secret, now)).toBeUndefined();
});
