import { expect, test } from 'vitest';
import { invitationMail, passwordResetMail } from './account-mail.ts';

test('a reset says what to do, in text and in HTML', () => {
  const url = 'https://lotline.test/reset-password/abc';
  const mail = passwordResetMail({ to: 'ada@example.com', name: 'Ada', url });
  expect(mail.to).toBe('ada@example.com');
  expect(mail.text).toContain('Hello Ada, someone, probably you, asked for a new password');
  expect(mail.text).toContain(`\n${url}\n\n`);
  expect(mail.html).toMatch(
    /<a [^>]*href="https:\/\/lotline\.test\/reset-password\/abc"[^>]*>Choose a new password<\/a>/,
  );
});

test('an invitation names organization, inviter and role', () => {
  const mail = invitationMail({
    to: 'grace@example.com',
    invitedBy: 'Ada',
    organization: 'Harbor Realty',
    role: 'an admin',
    url: 'https://lotline.test/invitations/abc',
  });
  expect(mail.subject).toBe('Join Harbor Realty on Lotline');
  expect(mail.text).toContain('Ada invites you to join Harbor Realty on Lotline as an admin.');
});

test('names cannot bring their own markup', () => {
  const mail = invitationMail({
    to: 'grace@example.com',
    invitedBy: '<script>alert("1")</script>',
    organization: `"><img src=x onerror='a()'> & Co`,
    role: 'a member',
    url: 'https://lotline.test/invitations/abc?a=1&b="2"',
  });
  expect(mail.html).not.toMatch(/<(?:script|img)/);
  expect(mail.html).toContain('href="https://lotline.test/invitations/abc?a=1&amp;b=&quot;2&quot;"');
  expect(mail.html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
});
