import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeDeliveryTokens } from '~/modules/campaigns/tokens/tokens.server.ts';
import { readTrackingCode } from '~/modules/campaigns/tokens/tracking-codes.server.ts';
import type { LaneContent } from './message.server.ts';
import { writeMessage } from './message.server.ts';

const secret = 'a secret of tests that is long enough';
const content: LaneContent = {
  emailId: randomUUID(),
  campaignId: randomUUID(),
  organizationId: randomUUID(),
  organizationSlug: 'harbor',
  sender: { from: { name: 'Harbor', address: 'harbor@campaigns.test' }, replyTo: 'news@harbor.test' },
  dkim: undefined,
  publicUrl: 'https://lotline.test',
  bounceDomain: 'bounces.test',
  fromDomain: 'campaigns.test',
  compiled: {
    version: 1,
    variants: {
      A: {
        subject: ['Hello ', { tag: 'first_name', fallback: 'you', as: 'header' }],
        html: [
          '<a href="',
          { link: 1 },
          '">x</a><a href="',
          { tag: 'unsubscribe_url', fallback: '', as: 'attribute' },
          '">y</a>',
          { pixel: true },
        ],
        text: [{ tag: 'view_url', fallback: '', as: 'text' }],
      },
      B: { subject: ['Other'], html: [], text: [] },
    },
  },
};
const row = (place: number, name = 'Ada Lovelace') => ({
  id: randomUUID(),
  place,
  email: `${place}@people.test`,
  variant: 'A' as const,
  values: { name, email: `${place}@people.test`, organization: 'Harbor Realty' },
});

test('of a hundred messages each holds the tokens of its own recipient and of no other', () => {
  const claim = randomUUID();
  const rows = Array.from({ length: 100 }, (_, place) => row(place));
  const messages = rows.map((one) => ({ one, text: JSON.stringify(writeMessage(content, one, claim, secret)) }));
  for (const { one, text } of messages) {
    for (const other of rows) {
      const tokens = Object.values(makeDeliveryTokens(secret, claim, other.place));
      const held = tokens.filter((token) => text.includes(token));
      expect(held).toEqual(other === one ? tokens : []);
    }
  }
});

test('headers name who sends, how to get no more, and where it comes back to', () => {
  const claim = randomUUID();
  const one = row(3);
  const { unsubscribe, bounce, view } = makeDeliveryTokens(secret, claim, 3);
  const message = writeMessage(content, one, claim, secret);
  expect(message).toMatchObject({
    id: one.id,
    to: '3@people.test',
    subject: 'Hello Ada',
    text: `https://lotline.test/v/${view}`,
    from: { name: 'Harbor', address: 'harbor@campaigns.test' },
    replyTo: 'news@harbor.test',
    returnPath: `b+${bounce}@bounces.test`,
    headers: {
      'List-Unsubscribe': `<https://lotline.test/u/${unsubscribe}>, <mailto:u+${unsubscribe}@bounces.test>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': '<harbor.campaigns.test>',
      'Feedback-ID': `${content.emailId}:${content.campaignId}:${content.organizationId}:lotline`,
    },
  });
  expect(message.headers).not.toHaveProperty('Auto-Submitted');
  expect(message).not.toHaveProperty('dkim');
});

test('links and picture say which message and link they are of, and nothing of where they lead', () => {
  const one = row(0);
  const { html } = writeMessage(content, one, randomUUID(), secret);
  const [, link = ''] = /lotline\.test\/l\/([\w-]+)/.exec(html) ?? [];
  const [, pixel = ''] = /lotline\.test\/o\/([\w-]+)/.exec(html) ?? [];
  expect(readTrackingCode([secret], link)).toEqual({ deliveryId: one.id, purpose: 'LINK', link: 1 });
  expect(readTrackingCode([secret], pixel)).toEqual({ deliveryId: one.id, purpose: 'OPEN', link: 0 });
});

test('the same row of the same claim is the same message; half of a test gets the other subject', () => {
  const claim = randomUUID();
  const one = row(1);
  expect(writeMessage(content, one, claim, secret)).toEqual(writeMessage(content, one, claim, secret));
  expect(writeMessage(content, { ...one, variant: 'B' }, claim, secret).subject).toBe('Other');
});

test.each(['Ada\r\nBcc: victim@example.com', '\u0000', '"><script>'])('a name %j brings no header', (name) => {
  expect(writeMessage(content, row(0, name), randomUUID(), secret).subject).not.toMatch(/\p{Cc}/u);
});
