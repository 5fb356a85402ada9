import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHashtags, readMentions, writeHashtags, writeMentions } from './names.ts';

test.each([
  ['#homes #Austin', ['homes', 'Austin']],
  ['homes, austin;  ##new', ['homes', 'austin', 'new']],
  ['#été #房子 #2b #a_b', ['été', '房子', '2b', 'a_b']],
  ['#Homes #homes', ['Homes']],
  ['', []],
])('%j are hashtags', (text, names) => {
  expect(readHashtags(text)).toEqual({ names, wrong: undefined });
});

test.each(['#2', '#a-b', '#', '#a.b', 'a@b', '<b>', '#👍'])('%j is no hashtag', (text) => {
  expect(readHashtags(`#homes ${text}`)).toEqual({ names: ['homes'], wrong: text });
});

test.each([
  ['@zoe.bsky.social @zoe@social.example.org zoe_1', ['zoe.bsky.social', 'zoe@social.example.org', 'zoe_1']],
  ['@Zoe @zoe', ['Zoe']],
])('%j are mentions', (text, names) => {
  expect(readMentions(text)).toEqual({ names, wrong: undefined });
});

test.each(['@', '@a b@', '@.', '@<i>', '@a@b@c'])('%j holds what is no mention', (text) => {
  expect(readMentions(text).wrong).toBeDefined();
});

test('what is written is read as the same names', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      expect(readHashtags(writeHashtags(names)).names).toEqual(names);
      expect(readMentions(writeMentions(names)).names).toEqual(names);
    }),
  );
});
