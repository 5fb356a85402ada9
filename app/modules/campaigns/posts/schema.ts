import { z } from 'zod';
import { incompletePage, optionalLine, severalLines, staleButton } from '~/services/form-values.ts';
import { isLocalTime, isTimeZone, resolveLocalTime } from '~/services/zoned-times.server.ts';
import { mostNames, readHashtags, readMentions } from './names.ts';
import { hasTitle, platforms } from './platforms.ts';

const longestText = 63_206;

const httpLink = (text: string) => /^https?:\/\/[^\s<>"]+$/i.test(text) && URL.canParse(text);

/** The fields that a post is counted by. */
const writing = {
  title: optionalLine(200).optional(),
  postText: severalLines(longestText).optional(),
  hashtags: optionalLine(2_000).optional(),
  mentions: optionalLine(2_000).optional(),
  linkUrl: optionalLine(2_000)
    .refine(httpLink, 'Enter an address that starts with https://, such as https://example.com/home.')
    .optional(),
};

type Writing = z.output<z.ZodObject<typeof writing>>;

/** Reads hashtags and mentions out of their lines; what is none is said beside its field. */
function readWriting(
  { title, postText = '', hashtags = '', mentions = '', linkUrl }: Writing,
  context: z.RefinementCtx,
) {
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] });
  const tags = readHashtags(hashtags);
  const people = readMentions(mentions);
  if (tags.wrong !== undefined)
    refuse('hashtags', `“${tags.wrong.slice(0, 60)}” is no hashtag. Use letters and digits, like #OpenHouse.`);
  else if (tags.names.length > mostNames) refuse('hashtags', `Enter at most ${mostNames} hashtags.`);
  if (people.wrong !== undefined)
    refuse('mentions', `“${people.wrong.slice(0, 60)}” is no name. Write it like @name or @name@server.`);
  else if (people.names.length > mostNames) refuse('mentions', `Enter at most ${mostNames} names.`);
  return { title: title || null, text: postText, hashtags: tags.names, mentions: people.names, link: linkUrl ?? null };
}

/** The form of a post, counted and not saved. */
export const countSchema = z.object({ intent: z.literal('count', staleButton), ...writing }).transform(readWriting);

/** A picture, by its key. */
const pictureChoice = z
  .string('Choose a picture from the list.')
  .regex(/^[0-9a-f]{32}$/, 'Choose a picture from the list.')
  .optional();
const altText = optionalLine(1_000).optional();

const pictures = {
  picture1: pictureChoice,
  picture2: pictureChoice,
  picture3: pictureChoice,
  picture4: pictureChoice,
  alt1: altText,
  alt2: altText,
  alt3: altText,
  alt4: altText,
};

/** The form of a post. */
export const postSchema = z
  .object({
    intent: z.enum(['save', 'schedule', 'publish-now'], staleButton),
    version: z.coerce.number(incompletePage).int(incompletePage).min(1, incompletePage),
    ...writing,
    ...pictures,
    platform: z.enum(platforms, 'Choose a platform from the list.'),
    accountId: z.guid('Choose an account from the list.').optional(),
    format: z.enum(['post', 'carousel', 'video', 'story', 'reel'], 'Choose a kind from the list.').default('post'),
    localTime: z.string('Enter a day and a time.').optional(),
    timeZone: optionalLine(64).optional(),
  })
  .transform((typed, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] });
    const written = readWriting(typed, context);
    const { picture1, picture2, picture3, picture4, alt1, alt2, alt3, alt4 } = typed;
    const fields = [
      { picture: picture1, alt: alt1 },
      { picture: picture2, alt: alt2 },
      { picture: picture3, alt: alt3 },
      { picture: picture4, alt: alt4 },
    ];
    const chosen = fields.flatMap(({ picture, alt = '' }, index) =>
      picture ? [{ field: `picture${index + 1}`, number: index + 1, key: picture, alt }] : [],
    );
    for (const { number, alt } of chosen)
      if (alt === '') refuse(`alt${number}`, 'Say in words what the picture shows.');
    if (new Set(chosen.map(({ key }) => key)).size < chosen.length) refuse('picture1', 'Choose each picture once.');
    const isPlanned = typed.intent === 'schedule';
    const isPublished = isPlanned || typed.intent === 'publish-now';
    if (isPublished && written.text === '' && chosen.length === 0)
      refuse('postText', 'Write a text, or choose a picture.');
    if (isPublished && hasTitle(typed.platform) && !written.title) refuse('title', 'Enter a title.');
    if (isPublished && typed.platform === 'INSTAGRAM' && chosen.length === 0)
      refuse('picture1', 'Choose a picture: Instagram takes none without.');
    const time = readTime(typed, isPlanned, refuse);
    return { ...typed, ...written, time, pictures: chosen.map(({ field, key, alt }) => ({ field, key, alt })) };
  });
/** A post as it was typed. */
export type TypedPost = z.output<typeof postSchema>;

/** The planned time of a post: what clocks of its zone show, and the moment that follows. */
export interface PlannedTime {
  local: string;
  timeZone: string;
  at: Date;
}

function readTime(
  { localTime, timeZone }: { localTime?: string | undefined; timeZone?: string | undefined },
  isNeeded: boolean,
  refuse: (field: string, message: string) => void,
): PlannedTime | null {
  if (localTime === undefined) {
    if (isNeeded) refuse('localTime', 'Enter when it is published.');
    return null;
  }
  if (!isLocalTime(localTime)) {
    refuse('localTime', 'Enter a day and a time.');
    return null;
  }
  if (timeZone === undefined || !isTimeZone(timeZone)) {
    refuse('timeZone', 'Enter a time zone like America/Chicago.');
    return null;
  }
  return { local: localTime, timeZone, at: resolveLocalTime(localTime, timeZone) };
}
