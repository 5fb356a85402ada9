import { expect, test } from 'vitest';
import { contactSchema } from './schema.ts';
import { contactTopicNames, contactTopics } from './topics.ts';

const message = { name: ' Ada ', email: ' ada@example.com ', topic: 'BILLING', message: 'Where is it?\r\nThank you.' };

test('a message is kept as it was written, without what stands around it', () => {
  expect(contactSchema.parse(message)).toEqual({
    name: 'Ada',
    email: 'ada@example.com',
    topic: 'BILLING',
    message: 'Where is it?\nThank you.',
  });
});

test.each([
  ['name', ' ', 'Enter your name.'],
  ['email', 'ada', 'Enter an email address like name@example.com.'],
  ['topic', 'REFUND', 'Choose what it is about.'],
  ['message', ' ', 'Write your message.'],
  ['message', 'Hello', 'Write at least 10 characters.'],
])('%s of %j is refused: %s', (field, value, said) => {
  const parsed = contactSchema.safeParse({ ...message, [field]: value });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([said]);
});

test('every topic has its words', () => {
  expect(Object.keys(contactTopics)).toEqual([...contactTopicNames]);
});
