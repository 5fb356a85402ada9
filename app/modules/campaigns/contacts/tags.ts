/** Most tags of one contact. */
export const mostTags = 50;
/** Letters of one tag. */
export const longestTag = 50;

/** Reads tags with commas, semicolons or line breaks between them: each once, on one line. */
export function readTags(text: string): string[] {
  const tags = text
    .normalize('NFC')
    .split(/[,;\n\r|]/)
    .map((tag) => tag.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter((tag) => tag !== '');
  return [...new Set(tags)];
}

/** Tags as their field shows them. */
export const writeTags = (tags: readonly string[]) => tags.join(', ');
