import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { invitableRoles, rolesToGive } from '~/modules/accounts/people/roles.ts';
import { invitationSchema } from '~/modules/accounts/people/schema.ts';
import { signInSchema, signUpSchema, switchOrganizationSchema } from './schema.ts';

const person = {
  name: ' Ada Lovelace ',
  email: ' Ada@Example.com ',
  password: ' 8 chars',
  organization: 'Analytical Homes',
};

function form(fields: Record<string, string | File>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

function errorsOf(data: FormData, schema: typeof signUpSchema | typeof signInSchema = signUpSchema) {
  const submission = parseWithZod(data, { schema });
  return submission.status === 'success' ? {} : submission.error;
}

test('spaces around a line of text go, those in a password stay', () => {
  const submission = parseWithZod(form(person), { schema: signUpSchema });
  expect(submission.status === 'success' && submission.value).toMatchObject({
    name: 'Ada Lovelace',
    email: 'Ada@Example.com',
    password: ' 8 chars',
  });
});

test('every missing field has a message of its own', () => {
  expect(errorsOf(new FormData())).toEqual({
    name: ['Enter your name.'],
    email: ['Enter an email address.'],
    password: ['Enter a password.'],
    organization: ["Enter your organization's name."],
  });
  expect(errorsOf(new FormData(), signInSchema)).toEqual({
    email: ['Enter an email address.'],
    password: ['Enter your password.'],
  });
});

test.each(['name', 'email', 'password', 'organization'])('%s: repeated or a file is refused like missing', (field) => {
  const twice = form(person);
  twice.append(field, 'again');
  expect(errorsOf(twice)).toEqual({ [field]: expect.arrayContaining([expect.stringMatching(/^Enter /)]) });
  expect(errorsOf(form({ ...person, [field]: new File(['x'], 'x.txt') }))).toEqual({
    [field]: [expect.stringMatching(/^Enter /)],
  });
});

test.each([
  ['name', '   '],
  ['name', 'a'.repeat(121)],
  ['name', 'a\0b'],
  ['name', 'a\r\nBcc: b'],
  ['organization', '\u007f'],
  ['email', 'ada'],
  ['email', 'ada@example'],
  ['email', `${'a'.repeat(250)}@example.com`],
  ['email', 'ada\0@example.com'],
  ['password', '1234567'],
  ['password', 'a'.repeat(201)],
])('%s: %j is refused', (field, value) => {
  expect(Object.keys(errorsOf(form({ ...person, [field]: value })) ?? {})).toEqual([field]);
});

test('an invitation is into a role there is', () => {
  expect(invitationSchema.safeParse({ intent: 'invite', email: 'ada@example.com', role: 'VIEWER' }).success).toBe(true);
  expect(
    invitationSchema.safeParse({ intent: 'invite', email: 'ada@example.com', role: 'PLATFORM_ADMIN' }).success,
  ).toBe(false);
});

test('addresses come one a line, each once, and every line that is none is named', () => {
  const parse = (email: string) => invitationSchema.safeParse({ intent: 'invite', email, role: 'VIEWER' });
  expect(parse(' ada@example.com \r\n\r\nbob@example.com; ADA@example.com,').data?.email).toEqual([
    'ADA@example.com',
    'bob@example.com',
  ]);
  expect(parse('ada@example.com\nada\nbob@').error?.issues.map(({ message }) => message)).toEqual([
    'ada: this is no email address like name@example.com.',
    'bob@: this is no email address like name@example.com.',
  ]);
  expect(parse(' \n ').error?.issues).toMatchObject([{ message: 'Enter an email address.' }]);
  expect(parse('x'.repeat(5_000)).error?.issues[0]?.message.length).toBeLessThan(150);
});

test('a role can be given to whom one has a say over, and the last owner stays one', () => {
  expect(rolesToGive('OWNER', 'OWNER', 1)).toEqual(['OWNER']);
  expect(rolesToGive('OWNER', 'OWNER', 2)).toEqual(['OWNER', 'ADMIN', 'MEMBER', 'VIEWER']);
  expect(rolesToGive('OWNER', 'MEMBER', 1)).toContain('OWNER');
  expect(rolesToGive('ADMIN', 'OWNER', 2)).toEqual([]);
  expect(rolesToGive('ADMIN', 'ADMIN', 1)).toEqual(['ADMIN', 'MEMBER', 'VIEWER']);
  expect(rolesToGive('MEMBER', 'MEMBER', 1)).toEqual([]);
});

test('admins invite everybody but owners, members nobody', () => {
  expect(invitableRoles('OWNER')).toContain('OWNER');
  expect(invitableRoles('ADMIN')).toEqual(['ADMIN', 'MEMBER', 'VIEWER']);
  expect(invitableRoles('MEMBER')).toEqual([]);
  expect(invitableRoles('VIEWER')).toEqual([]);
});

test('an id is taken in its exact shape only', () => {
  expect(switchOrganizationSchema.safeParse({ organizationId: "x' or 1=1" }).success).toBe(false);
});
