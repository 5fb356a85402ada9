import { expect, test } from 'vitest';
import { moveTime } from './act-schema.ts';
import { postSchema } from './schema.ts';

const typed = (values: Record<string, string> = {}) => ({
  intent: 'schedule',
  version: '3',
  platform: 'LINKEDIN',
  postText: 'Open house\r\non Sunday',
  localTime: '2026-03-08T02:30',
  timeZone: 'America/Chicago',
  ...values,
});

/** The first message beside each field. */
function refuse(values: Record<string, string>) {
  const { error } = postSchema.safeParse(typed(values));
  return Object.fromEntries((error?.issues ?? []).toReversed().map(({ path, message }) => [path.join('.'), message]));
}

test('a post is read with its time, which a clock that skips moves on', () => {
  const key = 'a'.repeat(32);
  const post = postSchema.parse(
    typed({
      hashtags: '#Homes homes',
      mentions: '@zoe',
      picture2: key,
      alt2: 'A house',
      linkUrl: 'https://a.example/',
    }),
  );
  expect(post).toMatchObject({
    version: 3,
    text: 'Open house\non Sunday',
    title: null,
    hashtags: ['Homes'],
    mentions: ['zoe'],
    link: 'https://a.example/',
    pictures: [{ field: 'picture2', key, alt: 'A house' }],
    time: { local: '2026-03-08T02:30', timeZone: 'America/Chicago', at: new Date('2026-03-08T08:30:00Z') },
  });
});

test.each([
  [{ localTime: '2026-02-30T09:00' }, { localTime: 'Enter a day and a time.' }],
  [{ timeZone: '+05:00' }, { timeZone: 'Enter a time zone like America/Chicago.' }],
  [{ postText: ' ' }, { postText: 'Write a text, or choose a picture.' }],
  [{ platform: 'YOUTUBE' }, { title: 'Enter a title.' }],
  [{ platform: 'INSTAGRAM' }, { picture1: 'Choose a picture: Instagram takes none without.' }],
  [{ picture1: 'b'.repeat(32) }, { alt1: 'Say in words what the picture shows.' }],
  [{ picture1: '../secret' }, { picture1: 'Choose a picture from the list.' }],
  [{ linkUrl: 'javascript:alert(1)' }, { linkUrl: expect.stringContaining('starts with https://') }],
  [{ hashtags: '#a-b' }, { hashtags: expect.stringContaining('no hashtag') }],
  [{ mentions: '@a b@' }, { mentions: expect.stringContaining('no name') }],
  [{ intent: 'erase' }, { intent: expect.any(String) }],
])('%j is refused beside its field', (values, messages) => {
  expect(refuse(values)).toEqual(messages);
});

test('a draft may be empty and without a time', () => {
  const post = postSchema.parse({ intent: 'save', version: '1', platform: 'YOUTUBE' });
  expect(post).toMatchObject({ text: '', time: null, pictures: [], format: 'post' });
});

test('a post that moves keeps its hour over a change of clocks', () => {
  const moved = moveTime({ local: '2026-03-05T09:00', zone: 'America/Chicago', day: '2026-03-12' });
  expect(moved).toEqual({
    local: '2026-03-12T09:00',
    timeZone: 'America/Chicago',
    at: new Date('2026-03-12T14:00:00Z'),
  });
});
