import { expect, test } from 'vitest';
import { passwordResetMail } from './account-mail.ts';

test('a reset says what to do, in text and in HTML', () => {
  const url = 'https://lotline.test/reset-password?token=abc';
  const mail = passwordResetMail({ to: 'ada@example.com', name: 'Ada', url });
  expect(mail.to).toBe('ada@example.com');
  expect(mail.text).toContain('Hello Ada, someone, probably you, asked for a new password');
  expect(mail.text).toContain(`\n${url}\n\n`);
  expect(mail.html).toMatch(
    /<a [^>]*href="https:\/\/lotline\.test\/reset-password\?token=abc"[^>]*>Choose a new password<\/a>/,
  );
});
