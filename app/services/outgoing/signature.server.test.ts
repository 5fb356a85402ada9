import { expect, test } from 'vitest';
import { createWebhookSecret, listSigningSecrets, signMessage } from './signature.server.ts';

// The example in the test suites of the Standard Webhooks libraries.
const published = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  sentAt: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
};

test('a message is signed as the published example is', () => {
  expect(signMessage(published)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('each secret signs for itself, and any change of id, time or body changes the signature', () => {
  const signatureOf = (changes: Partial<typeof published>) =>
    signMessage({ ...published, ...changes })['webhook-signature'];
  const other = createWebhookSecret();
  expect(signatureOf({ secrets: [other, ...published.secrets] })).toBe(
    `${signatureOf({ secrets: [other] })} ${signatureOf({})}`,
  );
  const changed = [
    { id: 'msg_2' },
    { sentAt: new Date(1_614_265_331_000) },
    { body: '{"test": 1}' },
    { secrets: [other] },
  ];
  for (const change of changed) expect(signatureOf(change)).not.toBe(signatureOf({}));
});

test('a secret is new every time and holds 32 bytes', () => {
  const secrets = Array.from({ length: 100 }, createWebhookSecret);
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_[A-Za-z\d+/]{43}=$/);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  }
});

test('the secret before signs as long as it is said to', () => {
  const until = new Date('2026-03-05T10:00:00Z');
  const secrets = [
    { secret: 'whsec_new', until: null },
    { secret: 'whsec_old', until },
  ];
  const signing = (now: string) => listSigningSecrets(secrets, new Date(now));
  expect(signing('2026-03-05T09:59:59Z')).toEqual(['whsec_new', 'whsec_old']);
  expect(signing('2026-03-05T10:00:00Z')).toEqual(['whsec_new']);
});
