/** Something in a text of Bluesky that leads elsewhere; its place is counted in bytes of UTF-8. */
export interface Facet {
  start: number;
  end: number;
  feature:
    | { type: 'link'; uri: string }
    /** A handle, whose DID has to be asked for. */
    | { type: 'mention'; handle: string }
    | { type: 'tag'; tag: string };
}

const link = /(?<=^|[\s(])https?:\/\/[^\s<>]+/giu;
const mention =
  /(?<=^|[\s(])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![\w-])/giu;
const tag =
  /(?<=^|[\s(])[#＃]((?!\u{fe0f})[^\s#()\u00ad\u2060\u200a-\u200d]*[^\d\s#()\p{P}\u00ad\u2060\u200a-\u200d][^\s#()\u00ad\u2060\u200a-\u200d]*)/gu;

/** Longest hashtag, in UTF-16 units: Bluesky takes 64 characters as people see them. */
const longestTag = 64;

/** Finds the links, mentions and hashtags of a text, in their order. None lies in another one. */
export function findFacets(text: string): Facet[] {
  const found: Facet[] = [];
  const taken = (from: number, to: number) => found.some(({ start, end }) => from < end && to > start);
  const add = (from: number, written: string, feature: Facet['feature']) => {
    const start = Buffer.byteLength(text.slice(0, from));
    const end = start + Buffer.byteLength(written);
    if (!taken(start, end)) found.push({ start, end, feature });
  };
  for (const { 0: written, index } of text.matchAll(link)) {
    const uri = trimLink(written);
    if (URL.canParse(uri)) add(index, uri, { type: 'link', uri });
  }
  for (const { 0: written, 1: handle = '', index } of text.matchAll(mention))
    add(index, written, { type: 'mention', handle: handle.toLowerCase() });
  for (const { 0: written, 1: name = '', index } of text.matchAll(tag)) {
    const trimmed = name.replace(/\p{P}+$/u, '');
    if (trimmed !== '' && trimmed.length <= longestTag)
      add(index, written.slice(0, trimmed.length + 1), { type: 'tag', tag: trimmed });
  }
  return found.toSorted((one, other) => one.start - other.start);
}

/** A link without the punctuation of the sentence it stands in. */
function trimLink(written: string): string {
  const link = written.replace(/[.,;:!?'"]+$/, '');
  const isOpen = link.split('(').length >= link.split(')').length;
  return link.endsWith(')') && !isOpen ? trimLink(link.slice(0, -1)) : link;
}
