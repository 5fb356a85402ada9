import type { Part } from '../emails/compiled.ts';
import { parseTags, writeTag } from './tags.ts';

type Context = Extract<Part, { tag: string }>['as'];
type Place = Exclude<Part, string | { tag: string }> | (Omit<Extract<Part, { tag: string }>, 'as'> & { as?: Context });

// Characters for private use, which mean nothing in markdown and HTML and are changed by neither.
const opening = '\uE000';
const closing = '\uE00F';
const marks = /\uE000(\d{1,6})\uE00F/g;
const reserved = /[\uE000-\uE00F]/g;

/** A text without the characters that marks are made of. */
export const withoutMarks = (text: string) => text.replaceAll(reserved, '');

/** Stands for the places of an email that are filled in later, while it is written as HTML and text. */
export interface Marks {
  /**
   * Puts a mark in place of each tag of a text.
   * @param as  where its values will stand, if not simply in the text that `split` is told
   */
  mark(text: string, as?: Context): string;
  /** A mark for one place. */
  place(place: Place): string;
  /** The same text with its tags to stand elsewhere: `undefined` for where `split` says. */
  moveTo(text: string, as: Context | undefined): string;
  /** The text as it was typed. */
  restore(text: string): string;
  /**
   * Takes what was written apart at the marks.
   * @param as  where the values of tags stand that were marked without saying
   */
  split(written: string, as: Context): Part[];
}

/** Marks for one email. A text that holds characters of marks by itself loses them. */
export function createMarks(): Marks {
  const places: Place[] = [];
  const place = (one: Place) => {
    places.push(one);
    return `${opening}${places.length - 1}${closing}`;
  };
  const replace = (text: string, write: (place: Place) => string) =>
    text.replaceAll(marks, (_, index: string) => {
      const found = places[Number(index)];
      return found ? write(found) : '';
    });
  return {
    place,
    mark: (text, as) =>
      parseTags(withoutMarks(text))
        .parts.map((part) => (typeof part === 'string' ? part : place({ ...part, as })))
        .join(''),
    moveTo: (text, as) => replace(text, (found) => place('tag' in found ? { ...found, as } : found)),
    restore: (text) => replace(text, (found) => ('tag' in found ? writeTag(found) : '')),
    split(written, as) {
      const parts: Part[] = [];
      let from = 0;
      for (const { 0: mark, 1: index, index: at } of written.matchAll(marks)) {
        if (at > from) parts.push(written.slice(from, at));
        const found = places[Number(index)];
        if (found)
          parts.push('tag' in found ? { tag: found.tag, fallback: found.fallback, as: found.as ?? as } : found);
        from = at + mark.length;
      }
      if (from < written.length) parts.push(written.slice(from));
      return parts;
    },
  };
}
