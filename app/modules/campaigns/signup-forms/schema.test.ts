import { expect, test } from 'vitest';
import { signupFormSchema, subscribeSchema } from './schema.ts';

const form = {
  intent: 'save',
  id: '00000000-0000-4000-8000-000000000001',
  version: '0',
  name: 'New listings, monthly',
  listId: '00000000-0000-4000-8000-000000000002',
  heading: 'New listings',
  consentWording: 'I want the newsletter.',
};

test('a form without an address gets one from its name', () => {
  expect(signupFormSchema.parse(form)).toMatchObject({
    slug: 'new-listings-monthly',
    introduction: null,
    asksName: false,
    isActive: false,
    version: 0,
  });
  expect(signupFormSchema.parse({ ...form, slug: 'open-houses' }).slug).toBe('open-houses');
});

test('a name without Latin letters asks for an address', () => {
  const { error } = signupFormSchema.safeParse({ ...form, name: '物件' });
  expect(error?.issues).toMatchObject([{ path: ['slug'] }]);
});

test('whoever signs up needs no name, and has one spelling', () => {
  expect(subscribeSchema.parse({ email: ' Ada@Example.org' })).toEqual({
    name: '',
    email: 'ada@example.org',
    homepage: false,
  });
});

test('a program that fills in everything is told apart', () => {
  expect(subscribeSchema.parse({ email: 'a@example.org', homepage: 'https://spam.test' }).homepage).toBe(true);
  expect(subscribeSchema.parse({ email: 'a@example.org', homepage: ['x', 'y'] }).homepage).toBe(true);
});
