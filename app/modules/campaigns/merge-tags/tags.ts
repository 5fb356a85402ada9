/** The fields that a message is filled with for its recipient. */
export const tagNames = [
  'first_name',
  'last_name',
  'name',
  'email',
  'organization',
  'view_url',
  'unsubscribe_url',
] as const;
export type TagName = (typeof tagNames)[number];

/** A place in a text that is filled in for each recipient. */
export interface Tag {
  tag: TagName;
  /** Stands there for a recipient of whom the field is not known. */
  fallback: string;
}

/** A `{{` that is no tag. */
export interface TagProblem {
  /** The text of it as it was typed, cut after 60 characters. */
  text: string;
  isUnclosed: boolean;
}

export interface ParsedText {
  parts: (string | Tag)[];
  problems: TagProblem[];
}

const isTagName = (name: string): name is TagName => tagNames.some((one) => one === name);

/** Fields that everybody has, so that their tags need no fallback. */
const alwaysKnown: readonly TagName[] = ['email', 'organization', 'view_url', 'unsubscribe_url'];

/** Tags whose value is a whole address of ours. */
export const addressTags: readonly TagName[] = ['view_url', 'unsubscribe_url'];

/**
 * Takes a text apart into what stands and its tags, `{{field|fallback}}`. What looks like a tag and is none stays in the text as it is, and
 * is named among the problems. Values are put in later and never read again for tags.
 */
export function parseTags(text: string): ParsedText {
  const parts: ParsedText['parts'] = [];
  const problems: TagProblem[] = [];
  let from = 0;
  const keep = (until: number) => {
    if (until > from) parts.push(text.slice(from, until));
    from = until;
  };
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', Math.max(from, open + 2))) {
    const close = text.indexOf('}}', open + 2);
    const again = text.indexOf('{{', open + 2);
    if (close < 0 || (again >= 0 && again < close)) {
      problems.push({ text: text.slice(open, open + 60), isUnclosed: true });
      continue;
    }
    const inside = text.slice(open + 2, close);
    const bar = inside.indexOf('|');
    const name = (bar < 0 ? inside : inside.slice(0, bar)).trim();
    if (!isTagName(name)) {
      problems.push({ text: text.slice(open, Math.min(close + 2, open + 60)), isUnclosed: false });
      continue;
    }
    keep(open);
    parts.push({ tag: name, fallback: bar < 0 ? '' : inside.slice(bar + 1).trim() });
    from = close + 2;
  }
  keep(text.length);
  return { parts, problems };
}

/** A problem in a sentence. */
export function explainTagProblem({ text, isUnclosed }: TagProblem): string {
  return isUnclosed
    ? `Close the tag “${text}” with }}.`
    : `“${text}” is no field. Use ${tagNames.map((name) => `{{${name}}}`).join(', ')}.`;
}

/** Tags of a text that show nothing for somebody whose name is not known. */
export function listTagsWithoutFallback(text: string): TagName[] {
  const { parts } = parseTags(text);
  return parts.flatMap((part) =>
    typeof part !== 'string' && part.fallback === '' && !alwaysKnown.includes(part.tag) ? [part.tag] : [],
  );
}

/** A tag as it is typed. */
export function writeTag({ tag, fallback }: Tag): string {
  // The brace that a fallback ends with is none of the two that close the tag.
  const space = fallback.endsWith('}') ? ' ' : '';
  return fallback === '' ? `{{${tag}}}` : `{{${tag}|${fallback}${space}}}`;
}
