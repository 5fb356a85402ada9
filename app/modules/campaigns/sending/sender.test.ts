import { expect, test } from 'vitest';
import { decideSender } from './sender.ts';

const frozen = {
  fromName: 'Harbor Realty',
  fromEmail: 'news@harbor.test',
  replyTo: null,
  organizationSlug: 'harbor-realty',
};

test('a verified domain is sent from, and answers go where the organization wants them', () => {
  expect(decideSender(frozen, 'harbor.test', 'campaigns.test')).toEqual({
    from: { name: 'Harbor Realty', address: 'news@harbor.test' },
    replyTo: undefined,
  });
  const other = { ...frozen, replyTo: 'office@harbor.test' };
  expect(decideSender(other, 'harbor.test', 'campaigns.test').replyTo).toBe('office@harbor.test');
});

test('without one, the mail comes from our domain and the answers go to the organization', () => {
  expect(decideSender(frozen, undefined, 'campaigns.test')).toEqual({
    from: { name: 'Harbor Realty', address: 'harbor-realty@campaigns.test' },
    replyTo: 'news@harbor.test',
  });
  const other = { ...frozen, replyTo: 'office@harbor.test' };
  expect(decideSender(other, undefined, 'campaigns.test').replyTo).toBe('office@harbor.test');
});
