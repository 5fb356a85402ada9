import { data } from '@remix-run/cloudflare';
import { type BlockChange, changeBlocks } from '../blocks/typed.ts';
import type { EmailChanges } from './changes.server.ts';
import type { Finding } from './checks.ts';
import type { TypedEmail } from './edited.ts';
import type { Errors } from './form.server.ts';

/** The editor after a form that did not lead on: what was typed, and the messages about it. */
export interface EditorAnswer {
  typed: TypedEmail;
  errors: Errors;
  /** What the checks found; null where they were not asked. */
  findings: Finding[] | null;
  /** Changes of somebody else meanwhile. */
  changes: EmailChanges | null;
  /** What was done, in a sentence. */
  notice: string | null;
  /** The block that the eye goes to. */
  focus: string | null;
}

/** The editor with what was typed. */
export function showEditor(typed: TypedEmail, status: number, more: Partial<EditorAnswer> = {}, headers?: HeadersInit) {
  const answer: EditorAnswer = { typed, errors: {}, findings: null, changes: null, notice: null, focus: null, ...more };
  return data(answer, { status, headers });
}

/** The editor after a button of its blocks. Writes nothing. */
export function showChangedBlocks(typed: TypedEmail, change: BlockChange) {
  const blocks = changeBlocks(typed.blocks, change);
  const index = change.kind === 'add' ? -1 : typed.blocks.findIndex(({ id }) => id === change.id);
  // Where a block was removed, the one that took its place, or the last one.
  const shown = change.kind === 'remove' ? (blocks[index] ?? blocks.at(-1)) : undefined;
  const focus = change.kind === 'add' ? blocks.at(-1)?.id : change.kind === 'remove' ? shown?.id : change.id;
  return showEditor({ ...typed, blocks }, 200, { focus: focus ?? null });
}
