import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeDeliveryTokens, nameSecret } from '~/modules/campaigns/tokens/tokens.server.ts';
import { viewedEmailPolicy, writeViewedEmail } from './page.server.ts';

const secret = 'a tracking secret that is long enough';
const claimId = randomUUID();
const tokens = makeDeliveryTokens(secret, claimId, 3);
const origin = 'https://lotline.test';
const place = {
  viewUrl: `${origin}/v/${tokens.view}`,
  origin,
  secrets: ['the newest of all tracking secrets', secret],
};

const sent = {
  compiled: {
    version: 1,
    variants: {
      A: {
        subject: ['Hello ', { tag: 'first_name', fallback: 'you', as: 'header' }],
        html: [
          '<p>Hello ',
          { tag: 'first_name', fallback: 'you', as: 'html' },
          '</p><a href="',
          { link: 2 },
          '">See it</a><a href="',
          { tag: 'unsubscribe_url', fallback: '', as: 'attribute' },
          '">Unsubscribe</a>',
          { pixel: true },
        ],
        text: [],
      },
    },
  },
  mergeValues: { name: '<b>Ann</b> Lee', email: 'ann@example.org', organization: 'Harbor Realty' },
  links: ['https://example.org/one', 'https://example.org/two?a=1&b=2'],
  claimId,
  claimPlace: 3,
  secretVersion: nameSecret(secret),
};

test('a message looks as it was sent, without being tracked', () => {
  const html = writeViewedEmail(sent, place) ?? '';
  expect(html).toContain('<p>Hello &lt;b&gt;Ann&lt;/b&gt;</p>');
  expect(html).toContain('<a href="https://example.org/two?a=1&amp;b=2">See it</a>');
  expect(html).toContain(`<a href="${origin}/u/${tokens.unsubscribe}">`);
  expect(html).not.toMatch(/\/[ol]\/|<img/);
});

test('the way out leads to the page itself once its secret is gone', () => {
  const html = writeViewedEmail(sent, { ...place, secrets: ['the newest of all tracking secrets'] }) ?? '';
  expect(html).toContain(`<a href="${place.viewUrl}">Unsubscribe</a>`);
});

test('a link without a target leads to the page itself', () => {
  expect(writeViewedEmail({ ...sent, links: [] }, place)).toContain(`<a href="${place.viewUrl}">See it</a>`);
});

test('what cannot be read is not shown', () => {
  expect(writeViewedEmail({ ...sent, compiled: { version: 9 } }, place)).toBeUndefined();
  expect(writeViewedEmail({ ...sent, mergeValues: { name: 'Ann' } }, place)).toBeUndefined();
});

test('its policy lets no script run', () => {
  expect(viewedEmailPolicy).toMatch(/^sandbox(?![^;]*allow-scripts)/);
  expect(viewedEmailPolicy).toContain("default-src 'none'");
  expect(viewedEmailPolicy).not.toContain('script-src');
});
