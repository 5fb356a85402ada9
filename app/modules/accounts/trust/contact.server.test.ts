import { expect, test } from 'vitest';
import { findSecurityContact, writeSecurityFile } from './contact.server.ts';

const settings = {
  PUBLIC_URL: 'https://lotline.example',
  MAIL_FROM: { name: 'Lotline', address: 'mail@lotline.example' },
  SECURITY_CONTACT: 'mailto:security@lotline.example',
};

test('a weakness is reported to whom the settings name, else to the sender of mail, else to the people behind the page', () => {
  const { PUBLIC_URL, MAIL_FROM, SECURITY_CONTACT } = settings;
  expect(findSecurityContact({ PUBLIC_URL, MAIL_FROM, SECURITY_CONTACT })).toBe('mailto:security@lotline.example');
  expect(findSecurityContact({ PUBLIC_URL, MAIL_FROM })).toBe('mailto:mail@lotline.example');
  expect(findSecurityContact({ PUBLIC_URL })).toBe('https://lotline.example/trust#report');
});

test('the file says whom to tell, and is valid for less than a year', () => {
  expect(writeSecurityFile(settings, new Date('2026-11-30T10:00:00Z')).split('\n')).toEqual([
    'Contact: mailto:security@lotline.example',
    'Expires: 2027-02-28T10:00:00.000Z',
    'Preferred-Languages: en',
    'Canonical: https://lotline.example/.well-known/security.txt',
    'Policy: https://lotline.example/trust#report',
    '',
  ]);
});
