import { expect, test } from 'vitest';
import { subscriptionMail } from './subscription-mail.ts';

const mail = (values: Partial<Parameters<typeof subscriptionMail>[0]> = {}) =>
  subscriptionMail({
    to: 'ada@example.com',
    organization: 'Harbor Realty',
    wording: 'I want the newsletter.',
    url: 'https://lotline.test/f/confirm/abc',
    ...values,
  });

test('a confirmation says who asks, what is agreed to, and how', () => {
  const { to, subject, text, html } = mail();
  expect([to, subject]).toEqual(['ada@example.com', 'Confirm that Harbor Realty may write to you']);
  expect(text).toContain('> I want the newsletter.');
  expect(text).toContain('\nhttps://lotline.test/f/confirm/abc\n');
  expect(html).toMatch(/<a [^>]*href="https:\/\/lotline\.test\/f\/confirm\/abc"[^>]*>Confirm<\/a>/);
});

test('the words of an organization bring no markup of their own', () => {
  const { html } = mail({ organization: '<img src=x>', wording: '<script>alert(1)</script>' });
  expect(html).not.toMatch(/<(?:script|img)/);
});
