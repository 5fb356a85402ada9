// Hashtags and mentions as people type them: apart by spaces or commas, with or without their sign.

export const mostNames = 60;
const hashtag = /^[\p{L}\p{M}\p{N}_]*[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*$/u;
const mention = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}.-]+)?$/u;
const longestName = 100;

/** Names that were read, without their sign and once each, and the first that is none. */
interface ReadNames {
  names: string[];
  wrong: string | undefined;
}

export const readHashtags = (text: string) => readNames(text, /^[#＃]+/, hashtag);
export const readMentions = (text: string) => readNames(text, /^@+/, mention);

function readNames(text: string, sign: RegExp, form: RegExp): ReadNames {
  const names = new Map<string, string>();
  let wrong: string | undefined;
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const name = word.replace(sign, '');
    if (!form.test(name) || name.length > longestName) wrong ??= word;
    else if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return { names: [...names.values()], wrong };
}

/** Names as their field shows them. */
export const writeHashtags = (tags: readonly string[]) => tags.map((tag) => `#${tag}`).join(' ');
export const writeMentions = (names: readonly string[]) => names.map((name) => `@${name}`).join(' ');
