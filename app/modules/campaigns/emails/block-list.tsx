import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { type BlockType, blockTypes, mostBlocks } from '../blocks/schema.ts';
import { blockField, type TypedBlock } from '../blocks/typed.ts';
import { BlockFields } from './block-fields.tsx';
import type { EmailListing } from './listings.ts';

const labels = {
  heading: 'Heading',
  text: 'Text',
  button: 'Button',
  image: 'Picture',
  listing: 'Listing',
  divider: 'Divider',
} as const satisfies Record<BlockType, string>;

/** The content of an email, block by block. Its buttons send the form, which comes back with the blocks as they are then; nothing is saved. */
export function BlockList({
  blocks,
  focus,
  errors,
  listings,
}: {
  blocks: readonly TypedBlock[];
  /** Id of the block that the eye goes to. */
  focus: string | null;
  errors: Record<string, FieldError>;
  listings: readonly EmailListing[];
}) {
  return (
    <section aria-labelledby="content-heading" className="flex flex-col gap-4">
      <h2 id="content-heading">Content</h2>
      {blocks.length === 0 && (
        <p className="rounded-lg border border-dashed border-line px-4 py-6 text-center text-muted">
          No blocks yet. Add the first one below: a text, or a heading.
        </p>
      )}
      <ol className="flex flex-col gap-4">
        {blocks.map((block, index) => (
          <li key={block.id}>
            <Card>
              <fieldset className="flex min-w-0 flex-col gap-4">
                <legend
                  id={blockField(index, 'type')}
                  tabIndex={-1}
                  // biome-ignore lint/a11y/noAutofocus: the page was asked for by a button of this block, and this is the answer to it
                  autoFocus={block.id === focus}
                  className="font-semibold"
                >
                  {`Block ${index + 1} of ${blocks.length}: ${labels[block.type]}`}
                </legend>
                <input type="hidden" name={blockField(index, 'id')} value={block.id} />
                <input type="hidden" name={blockField(index, 'type')} value={block.type} />
                <BlockFields block={block} index={index} errors={errors} listings={listings} />
                <div className="flex flex-wrap gap-2">
                  {index > 0 && <BlockButton intent={`up:${block.id}`} label="Move up" index={index} />}
                  {index < blocks.length - 1 && (
                    <BlockButton intent={`down:${block.id}`} label="Move down" index={index} />
                  )}
                  <BlockButton intent={`remove:${block.id}`} label="Remove" index={index} />
                  {(block.type === 'image' || block.type === 'listing') && (
                    <BlockButton intent="upload" label="Upload" index={index} />
                  )}
                </div>
              </fieldset>
            </Card>
          </li>
        ))}
      </ol>
      {blocks.length < mostBlocks ? (
        <div className="flex flex-wrap items-end gap-3">
          <div className="flex flex-col gap-1.5">
            <label htmlFor="addType" className="font-medium">
              New block
            </label>
            <select id="addType" name="addType" defaultValue="text" className="control">
              {blockTypes.map((type) => (
                <option key={type} value={type}>
                  {labels[type]}
                </option>
              ))}
            </select>
          </div>
          <Button name="intent" value="add" formNoValidate className="min-h-10">
            Add block
          </Button>
        </div>
      ) : (
        <p className="text-muted">{`An email has at most ${mostBlocks} blocks.`}</p>
      )}
      <FieldMessage id="addBlock" error={errors.addBlock ?? errors.addType} />
    </section>
  );
}

function BlockButton({ intent, label, index }: { intent: string; label: string; index: number }) {
  return (
    <Button name="intent" value={intent} size="small" formNoValidate>
      {label}
      <span className="sr-only">{` block ${index + 1}`}</span>
    </Button>
  );
}
