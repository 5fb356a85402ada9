import { longestMarkdown } from '../markdown/limits.ts';
import {
  type BlockType,
  blockSchema,
  blockTypes,
  type EmailBlock,
  measureBlocks,
  mostBlockBytes,
  mostBlocks,
} from './schema.ts';

/** A block as the form has it, valid or not: every field is a text. */
export interface TypedBlock {
  id: string;
  type: BlockType;
  /** By the names of the block's fields. A box that is ticked is `on`. */
  values: Readonly<Record<string, string>>;
}

/** The fields of each kind of block, as they are when it is added. */
const startValues: Readonly<Record<BlockType, Readonly<Record<string, string>>>> = {
  heading: { level: '2', text: '' },
  text: { text: '' },
  button: { label: '', url: '' },
  image: { url: '', alt: '', isDecorative: '', width: '600', link: '' },
  listing: { listingId: '', price: '', image: '', link: '', note: '' },
  divider: {},
};

/** A new block, empty. */
export function startBlock(type: BlockType): TypedBlock {
  return { id: newBlockId(), type, values: startValues[type] };
}

const newBlockId = () => crypto.randomUUID().slice(0, 8);

const isBlockType = (type: unknown): type is BlockType => blockTypes.some((one) => one === type);

/** A block as its fields show it. */
export function typeBlock({ id, type, ...values }: EmailBlock): TypedBlock {
  const texts = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    typeof value === 'boolean' ? (value ? 'on' : '') : String(value),
  ]);
  return { id, type, values: Object.fromEntries(texts) };
}

/** The name of a field of the block at a place, from 0. */
export const blockField = (index: number, name: string) => `blocks[${index}].${name}`;

/** The fields `blocks[0].type`, `blocks[0].text` … of a form. What is no block of ours is left out; ids are unique afterwards. */
export function readTypedBlocks(form: FormData): TypedBlock[] {
  const blocks: TypedBlock[] = [];
  const ids = new Set<string>();
  // As many as a form has fields for: one over the limit is said to be too many, not dropped.
  for (let index = 0; index < 2 * mostBlocks; index++) {
    const text = (name: string) => {
      const value = form.get(blockField(index, name));
      return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : '';
    };
    const type = text('type');
    if (!isBlockType(type)) continue;
    const given = text('id');
    const id = /^[\w-]{1,40}$/.test(given) && !ids.has(given) ? given : newBlockId();
    ids.add(id);
    const values = Object.fromEntries(Object.keys(startValues[type]).map((name) => [name, text(name)]));
    blocks.push({ id, type, values });
  }
  return blocks;
}

/** A typed block with the types that its schema asks for. */
function toBlock({ id, type, values }: TypedBlock): unknown {
  const trimmed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name === 'text' && type === 'text' ? value : value.trim()]),
  );
  switch (type) {
    case 'heading':
      return { id, type, ...trimmed, level: values.level === '3' ? 3 : 2 };
    case 'image':
      return {
        id,
        type,
        ...trimmed,
        isDecorative: values.isDecorative === 'on',
        width: /^\d{1,4}$/.test(trimmed.width ?? '') ? Number(trimmed.width) : undefined,
      };
    default:
      return { id, type, ...trimmed };
  }
}

/** Messages by the names of fields. */
export type BlockErrors = Record<string, string[]>;

/** Checks typed blocks: the blocks, or a message for each field. */
export function checkTypedBlocks(
  typed: readonly TypedBlock[],
): { ok: true; blocks: EmailBlock[] } | { ok: false; errors: BlockErrors } {
  const errors: BlockErrors = {};
  const blocks: EmailBlock[] = [];
  for (const [index, block] of typed.entries()) {
    const parsed = blockSchema.safeParse(toBlock(block));
    if (parsed.success) blocks.push(parsed.data);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const name = blockField(index, String(path[0] ?? 'type'));
      errors[name] = [...(errors[name] ?? []), message];
    }
  }
  if (typed.length > mostBlocks) errors.addBlock = [`An email has at most ${mostBlocks} blocks. Remove some.`];
  else if (measureBlocks(blocks) > mostBlockBytes)
    errors.addBlock = ['The blocks hold more than 200 kB together. Shorten them.'];
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, blocks };
}

/** The blocks as far as they can be shown: a field that is wrong counts as empty. For the preview, which is never refused. */
export function settleTypedBlocks(typed: readonly TypedBlock[]): EmailBlock[] {
  return typed.slice(0, mostBlocks).flatMap((block) => {
    const first = blockSchema.safeParse(toBlock(block));
    if (first.success) return [first.data];
    // Whatever is wrong with a text, it can be shown: it is read no further than it may be.
    if (block.type === 'text') {
      const text = (block.values.text ?? '').replaceAll(/[\p{Surrogate}\0]/gu, '').slice(0, longestMarkdown);
      return [{ id: block.id, type: 'text', text }];
    }
    const wrong = new Set(first.error.issues.map(({ path }) => String(path[0])));
    const rest = Object.entries(block.values).map(([name, value]): [string, string] => [
      name,
      wrong.has(name) ? settle(name, value) : value,
    ]);
    return blockSchema.safeParse(toBlock({ ...block, values: Object.fromEntries(rest) })).data ?? [];
  });
}

/** A line whose only fault is a tag that is none shows without the braces; everything else that is wrong shows nothing. */
function settle(name: string, value: string): string {
  if (name === 'width') return '600';
  const isLine = ['text', 'label', 'alt', 'note', 'price'].includes(name);
  return isLine ? value.replaceAll(/\{\{|\}\}|[\p{Surrogate}\p{Cc}]/gu, '').slice(0, 60) : '';
}

/** A change that a button of the editor makes. */
export type BlockChange = { kind: 'add'; type: BlockType } | { kind: 'up' | 'down' | 'remove'; id: string };

/** The blocks after a button. An impossible change, such as moving the first one up, changes nothing. */
export function changeBlocks(blocks: readonly TypedBlock[], change: BlockChange): TypedBlock[] {
  if (change.kind === 'add') return [...blocks, startBlock(change.type)];
  const from = blocks.findIndex(({ id }) => id === change.id);
  const block = blocks[from];
  if (!block) return [...blocks];
  const others = blocks.toSpliced(from, 1);
  if (change.kind === 'remove') return others;
  return others.toSpliced(Math.max(0, change.kind === 'up' ? from - 1 : from + 1), 0, block);
}
