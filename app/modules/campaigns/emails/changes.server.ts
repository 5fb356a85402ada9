import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BlockType, EmailBlock } from '../blocks/schema.ts';
import type { EditedEmail } from './edited.ts';

/** What somebody else changed while a form was filled in. */
export interface EmailChanges {
  /** Fields, with what they say now. */
  fields: { label: string; now: string }[];
  /** Blocks, with the beginning of what they say now. */
  blocks: { kind: 'added' | 'changed' | 'removed'; text: string }[];
  /** Whether blocks that stayed stand in another order. */
  isReordered: boolean;
}

const list = (ids: readonly string[]) => (ids.length === 1 ? '1 chosen' : `${ids.length} chosen`);
const yes = (is: boolean) => (is ? 'Yes' : 'No');

/** Each field: what is compared, and how it reads. */
const fields: Readonly<
  Record<string, { label: string; value: (email: EditedEmail) => unknown; write: (email: EditedEmail) => string }>
> = {
  name: { label: 'Name', value: ({ name }) => name, write: ({ name }) => name },
  subject: { label: 'Subject', value: ({ subject }) => subject, write: ({ subject }) => subject },
  preview: { label: 'Preview text', value: ({ previewText }) => previewText, write: ({ previewText }) => previewText },
  sender: { label: 'Sender name', value: ({ fromName }) => fromName, write: ({ fromName }) => fromName },
  from: { label: 'Sender address', value: ({ fromEmail }) => fromEmail, write: ({ fromEmail }) => fromEmail },
  reply: { label: 'Reply address', value: ({ replyTo }) => replyTo, write: ({ replyTo }) => replyTo },
  lists: { label: 'Lists', value: ({ lists }) => lists.toSorted(), write: ({ lists }) => list(lists) },
  segments: {
    label: 'Segments',
    value: ({ segments }) => segments.toSorted(),
    write: ({ segments }) => list(segments),
  },
  excluded: {
    label: 'Lists left out',
    value: ({ excluded }) => excluded.toSorted(),
    write: ({ excluded }) => list(excluded),
  },
  tracked: {
    label: 'Clicks and opens are counted',
    value: ({ isTracked }) => isTracked,
    write: (email) => yes(email.isTracked),
  },
  test: { label: 'A/B test', value: ({ isAbTest }) => isAbTest, write: ({ isAbTest }) => yes(isAbTest) },
  second: { label: 'Second subject', value: ({ abTest }) => abTest, write: ({ abTest }) => abTest?.subject ?? '' },
};

const openedSchema = z.object({
  fields: z.record(z.string(), z.string()),
  blocks: z.array(z.tuple([z.string(), z.string()])).max(200),
});

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** Digests of everything an email says, as a short text that its form carries. */
export function fingerprint(email: EditedEmail): string {
  const opened: z.output<typeof openedSchema> = {
    fields: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, digest(value(email))])),
    blocks: email.blocks.map((block) => [block.id, digest(block)]),
  };
  return JSON.stringify(opened);
}

/**
 * What changed since a form was opened.
 * @param opened  as `fingerprint` wrote it; where it is none, everything counts as changed
 */
export function describeEmailChanges(opened: string | null, now: EditedEmail): EmailChanges {
  const before = readOpened(opened);
  const known = new Map(before.blocks);
  const ids = new Set(now.blocks.map(({ id }) => id));
  const stayedBefore = before.blocks.map(([id]) => id).filter((id) => ids.has(id));
  const stayedNow = now.blocks.map(({ id }) => id).filter((id) => known.has(id));
  const current = now.blocks.flatMap((block): EmailChanges['blocks'] => {
    const was = known.get(block.id);
    if (was === digest(block)) return [];
    return [{ kind: was === undefined ? 'added' : 'changed', text: describeBlock(block) }];
  });
  const removed = before.blocks
    .filter(([id]) => !ids.has(id))
    .map((): EmailChanges['blocks'][number] => ({ kind: 'removed', text: 'A block' }));
  return {
    fields: Object.entries(fields).flatMap(([name, { label, value, write }]) =>
      before.fields[name] === digest(value(now)) ? [] : [{ label, now: write(now) }],
    ),
    blocks: [...current, ...removed],
    isReordered: stayedBefore.some((id, index) => id !== stayedNow[index]),
  };
}

function readOpened(opened: string | null): z.output<typeof openedSchema> {
  try {
    return openedSchema.parse(JSON.parse(opened ?? ''));
  } catch {
    // The page is old, or was changed: nothing is known of what it showed.
    return { fields: {}, blocks: [] };
  }
}

const blockNames = {
  heading: 'Heading',
  text: 'Text',
  button: 'Button',
  image: 'Picture',
  listing: 'Listing',
  divider: 'Divider',
} as const satisfies Record<BlockType, string>;

/** A block in a few words. */
function describeBlock(block: EmailBlock): string {
  const text = 'text' in block ? block.text : 'label' in block ? block.label : 'alt' in block ? block.alt : '';
  const start = Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, 60).join('');
  return start === '' ? blockNames[block.type] : `${blockNames[block.type]} “${start}”`;
}
