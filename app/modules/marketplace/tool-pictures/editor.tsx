import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { FieldMessage, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import script from '~/scripts/shrink-pictures.ts?worker&url';
import { largeWidth, mostPictures, smallWidth } from './limits.ts';
import type { ToolPicture } from './queries.server.ts';

type Errors = Readonly<Record<string, string[] | null>> | null | undefined;

/** What was refused: the texts of the form as they came, and what is wrong with them. */
interface Refused {
  typed: Record<string, string>;
  errors: Errors;
}

/** The pictures of a tool in their order, each with its words, its place and the way to remove it. */
export function PictureList({
  pictures,
  refused,
  mayWrite,
}: {
  pictures: readonly ToolPicture[];
  refused: Refused | undefined;
  /** Whether the viewer changes anything here. */
  mayWrite: boolean;
}) {
  return (
    <ol className="flex flex-col gap-4">
      {pictures.map((picture, index) => {
        const own = refused?.typed.id === picture.id ? refused : undefined;
        const name = `picture ${index + 1}`;
        const next = pictures[index + 1] ?? pictures[index - 1];
        return (
          <li key={picture.id} id={`picture-${picture.id}`} tabIndex={-1}>
            <Card className="grid gap-4 p-4 sm:grid-cols-[16rem_1fr]">
              <img
                src={picture.smallAddress ?? picture.address}
                alt={picture.alt}
                width={picture.width}
                height={picture.height}
                loading={index === 0 ? 'eager' : 'lazy'}
                decoding="async"
                className="picture"
              />
              <div className="flex min-w-0 flex-col gap-4">
                <form method="post" className="flex flex-wrap items-end gap-3">
                  <input type="hidden" name="id" value={picture.id} />
                  <TextField
                    id={`alt-${picture.id}`}
                    name="alt"
                    label={`Words for ${name}`}
                    required
                    maxLength={200}
                    defaultValue={own?.typed.alt ?? picture.alt}
                    error={own?.errors?.alt}
                    className="min-w-60 grow"
                  />
                  <Button name="intent" value="describe">
                    Save <span className="sr-only">{`the words for ${name}`}</span>
                  </Button>
                </form>
                <div className="flex flex-wrap gap-2">
                  <MoveForm id={picture.id} name={name} to={index - 1} isDisabled={index === 0}>
                    Move up
                  </MoveForm>
                  <MoveForm id={picture.id} name={name} to={index + 1} isDisabled={index === pictures.length - 1}>
                    Move down
                  </MoveForm>
                  {mayWrite && (
                    <Confirmation
                      id={`remove-${picture.id}`}
                      label={
                        <>
                          Remove <span className="sr-only">{name}</span>
                        </>
                      }
                      variant="quiet"
                      title={`Remove ${name}?`}
                      confirmLabel="Remove picture"
                      fields={{ intent: 'remove', id: picture.id, ...(next && { next: next.id }) }}
                    >
                      <p>The tool’s page shows it no longer. To have it back, it has to be uploaded again.</p>
                    </Confirmation>
                  )}
                </div>
                <p className="text-xs text-muted tabular-nums">
                  {`${picture.width} × ${picture.height} pixels, ${picture.smallAddress ? 'and a smaller one for phones' : 'in one size'}`}
                </p>
              </div>
            </Card>
          </li>
        );
      })}
    </ol>
  );
}

function MoveForm({
  id,
  name,
  to,
  isDisabled,
  children,
}: {
  id: string;
  name: string;
  to: number;
  isDisabled: boolean;
  children: string;
}) {
  return (
    <form method="post">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="position" value={Math.max(0, to)} />
      <Button name="intent" value="move" disabled={isDisabled}>
        {children} <span className="sr-only">{name}</span>
      </Button>
    </form>
  );
}

/**
 * The form that adds a picture. With script, the browser makes a WebP in two sizes of whatever picture it can read; without, the file
 * goes as it is.
 */
export function AddPicture({ id, count, refused }: { id: string; count: number; refused: Refused | undefined }) {
  if (count >= mostPictures) {
    return <p className="text-muted">{`A tool has at most ${mostPictures} pictures. Remove one to add another.`}</p>;
  }
  const error = refused?.errors?.picture;
  const hasError = Boolean(error?.length);
  return (
    <Card className="p-5">
      <form method="post" encType="multipart/form-data" className="flex flex-col gap-4">
        {/* In front of the files: the texts are read first. */}
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="intent" value="add" />
        <TextField
          id="new-alt"
          name="alt"
          label="What it shows"
          hint="One sentence for whoever does not see it. It stands below the picture, too."
          required
          maxLength={200}
          defaultValue={refused?.typed.alt}
          error={refused?.errors?.alt}
          className="max-w-xl"
        />
        <div className="flex max-w-xl flex-col gap-1.5">
          <label htmlFor="picture" className="font-medium">
            Picture
          </label>
          <input
            id="picture"
            name="picture"
            type="file"
            accept="image/webp,image/avif,image/png,image/jpeg"
            required
            aria-describedby={hasError ? 'picture-hint picture-error' : 'picture-hint'}
            aria-invalid={hasError ? true : undefined}
            data-shrinks={`${largeWidth} ${smallWidth}`}
            className="control file-control"
          />
          <p id="picture-hint" className="text-xs text-muted">
            {`At most 2 MB, best ${largeWidth.toLocaleString('en-US')} pixels wide. WebP or AVIF; your browser turns a PNG or JPEG into a WebP where it can.`}
          </p>
          <FieldMessage id="picture" error={error} />
          {/* The browser's smaller one; empty without script. */}
          <input name="small" type="file" hidden aria-label="Smaller picture" />
        </div>
        <div>
          <Button variant="primary">Add picture</Button>
        </div>
      </form>
      <script type="module" src={script} />
    </Card>
  );
}
