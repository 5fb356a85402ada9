import { expect, test } from 'vitest';
import { describeInvitations } from './invitation-answer.ts';

const owner = { organization: { name: 'Harbor' }, role: 'OWNER' } as const;
const admin = { organization: { name: 'Harbor' }, role: 'ADMIN' } as const;

test('one invitation names its address, several their number', () => {
  expect(describeInvitations(owner, [{ email: 'a@x.test', outcome: 'INVITED' }], 'MEMBER')).toEqual({
    message: 'An invitation to a@x.test is on its way.',
  });
  expect(
    describeInvitations(
      owner,
      [
        { email: 'a@x.test', outcome: 'INVITED' },
        { email: 'b@x.test', outcome: 'INVITED' },
      ],
      'MEMBER',
    ),
  ).toEqual({ message: '2 invitations are on their way.' });
});

test('every address that keeps the others from being invited has a line of its own', () => {
  expect(
    describeInvitations(
      admin,
      [
        { email: 'a@x.test', outcome: 'INVITED' },
        { email: 'b@x.test', outcome: 'ALREADY_MEMBER' },
        { email: 'c@x.test', outcome: 'NOT_ALLOWED' },
      ],
      'MEMBER',
    ),
  ).toEqual({
    problem: {
      email: 'b@x.test belongs to Harbor already.\nc@x.test was invited by an owner, and only an owner changes that.',
    },
    status: 403,
  });
});

test('an admin who invites owners is told about the role, not about each address', () => {
  expect(describeInvitations(admin, [{ email: 'a@x.test', outcome: 'NOT_ALLOWED' }], 'OWNER')).toEqual({
    problem: { role: 'Only an owner can invite an owner.' },
    status: 403,
  });
});

test('who invites an owner is asked once more who they are, once everything else is right', () => {
  expect(describeInvitations(owner, [{ email: 'a@x.test', outcome: 'PROVE' }], 'OWNER')).toBe('PROVE');
  expect(
    describeInvitations(
      owner,
      [
        { email: 'a@x.test', outcome: 'PROVE' },
        { email: 'b@x.test', outcome: 'ALREADY_MEMBER' },
      ],
      'OWNER',
    ),
  ).toEqual({ problem: { email: 'b@x.test belongs to Harbor already.' }, status: 400 });
});
