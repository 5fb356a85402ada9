import { expect, test } from 'vitest';
import { mailSamples } from '../../../tests/factories/mail.ts';
import { present } from '../../../tests/factories/rows.ts';
import { parseQueuedMail } from './contents.ts';
import { parseMailedSecret } from './mailed-secret.ts';
import { writeMessage } from './messages.ts';

const site = 'https://lotline.test';
const find = (kind: string) => present(mailSamples.find((sample) => sample.kind === kind));
const write = (kind: string, content = find(kind).content, secret: string | null = find(kind).secret ?? null) =>
  writeMessage(parseQueuedMail({ kind, content }), site, 'id', secret);
const [token = '', code = ''] = find('sign-in').secret?.split(' ') ?? [];

test('a reset says what to do, in text and in HTML, and brings its link', () => {
  const { text, html } = write('password-reset', { name: 'Ada' });
  expect(text).toContain('Hello Ada, someone, probably you, asked for a new password');
  expect(text).toContain(`\n${site}/reset-password/${token}\n\n`);
  expect(html).toContain(`href="${site}/reset-password/${token}"`);
});

test.each(['password-reset', 'sign-in'])('a %s greets nobody by name where the address was never confirmed', (kind) => {
  expect(write(kind, { name: null }).text).toContain('Hello, someone, probably you, asked');
});

test('a mail to sign in with brings a link for this browser, and a code to type elsewhere', () => {
  const { text, html } = write('sign-in');
  expect(text).toContain(`\n${site}/login/mail/${token}\n`);
  expect(text).toContain(`> ${code.slice(0, 4)}-${code.slice(4)}`);
  expect(html).toContain(`href="${site}/login/mail/${token}"`);
});

test('an invitation names organization, inviter and role', () => {
  const content = { organization: 'Harbor Realty', invitedBy: 'Ada', role: 'ADMIN' };
  const { subject, text } = write('invitation', content);
  expect(subject).toBe('Join Harbor Realty on Lotline');
  expect(text).toContain('Ada invites you to join Harbor Realty on Lotline as an admin.');
  expect(text).toContain(`${site}/invitations/${token}`);
});

test('names cannot bring their own markup', () => {
  const { html } = write('invitation', {
    organization: `"><img src=x onerror='a()'> & Co`,
    invitedBy: '<script>alert("1")</script>',
    role: 'MEMBER',
  });
  expect(html).not.toMatch(/<(?:script|img)/);
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
});

test.each(['password-reset', 'sign-in', 'invitation'])('a %s whose secret is gone is not written', (kind) => {
  expect(() => write(kind, find(kind).content, null)).toThrow('The secret of this mail is gone.');
});

test('a secret is a token, a code, or both in either order', () => {
  expect(parseMailedSecret(token)).toEqual({ token, code: '' });
  expect(parseMailedSecret('123456')).toEqual({ token: '', code: '123456' });
  expect(parseMailedSecret(`123456 ${token}`)).toEqual({ token, code: '123456' });
});

test('a new device says what is known of it, and what to do', () => {
  const { text } = write('new-device');
  expect(text).toContain('Device: Firefox on Windows');
  expect(text).toContain('Country: Germany');
  expect(text).toContain('Time: Mar 4, 2026, 2:05 PM UTC');
  expect(text).toContain(`${site}/forgot-password`);
});

test('a changed role says whose, from what to what, and by whom', () => {
  const mine = find('role-changed').content;
  expect(write('role-changed', mine).text).toContain(
    'Harbor Owner changed your role in Harbor Realty from an admin to an owner, on Mar 4, 2026, 2:05 PM UTC.',
  );
  const { subject, text } = write('role-changed', { ...mine, isReader: false });
  expect(subject).toBe('Zoë O’Hara is an owner of Harbor Realty now');
  expect(text).toContain('Harbor Owner changed the role of Zoë O’Hara in Harbor Realty');
  const invited = write('role-changed', { ...mine, isReader: false, formerRole: null });
  expect(invited.subject).toBe('Zoë O’Hara is an owner of Harbor Realty now');
  expect(invited.text).toContain(
    'Zoë O’Hara accepted the invitation of Harbor Owner to Harbor Realty as an owner, on ',
  );
  const removed = write('role-changed', { ...mine, role: null });
  expect(removed.text).toContain('Harbor Owner removed you from Harbor Realty, on ');
  expect(removed.text).not.toContain('See the people');
});
