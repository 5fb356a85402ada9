import { expect, test } from 'vitest';
import { describeEmailChanges, fingerprint } from './changes.server.ts';
import type { EditedEmail } from './edited.ts';

const email: EditedEmail = {
  name: 'June',
  subject: 'Houses',
  previewText: '',
  fromName: 'Harbor',
  fromEmail: 'a@harbor.test',
  replyTo: '',
  lists: ['a', 'b'],
  segments: [],
  excluded: [],
  isTracked: true,
  isAbTest: false,
  abTest: null,
  blocks: [
    { id: 'a', type: 'heading', level: 2, text: 'Hello' },
    { id: 'b', type: 'text', text: 'Text' },
    { id: 'c', type: 'divider' },
  ],
};

test('an email that is the same has no changes, whatever order its lists have', () => {
  expect(describeEmailChanges(fingerprint(email), { ...email, lists: ['b', 'a'] })).toEqual({
    fields: [],
    blocks: [],
    isReordered: false,
  });
});

test('fields and blocks that changed are named with what they say now', () => {
  const [heading, text, divider] = email.blocks;
  if (!heading || !text || !divider) throw new Error('There are three.');
  const now: EditedEmail = {
    ...email,
    subject: 'Other',
    lists: ['a'],
    isTracked: false,
    blocks: [
      divider,
      { id: 'b', type: 'text', text: 'Another\n\ntext' },
      { id: 'd', type: 'button', label: 'Go', url: '' },
    ],
  };
  expect(describeEmailChanges(fingerprint(email), now)).toEqual({
    fields: [
      { label: 'Subject', now: 'Other' },
      { label: 'Lists', now: '1 chosen' },
      { label: 'Clicks and opens are counted', now: 'No' },
    ],
    blocks: [
      { kind: 'changed', text: 'Text “Another text”' },
      { kind: 'added', text: 'Button “Go”' },
      { kind: 'removed', text: 'A block' },
    ],
    isReordered: true,
  });
});

test.each([null, '', '{}', '[]', '{"fields":1}', 'x'])(
  'from a form that carries %j, everything counts as changed',
  (opened) => {
    expect(describeEmailChanges(opened, email).fields).toHaveLength(12);
  },
);
