import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { acceptedPictures } from './limits.ts';
import type { ListedPicture } from './queries.server.ts';

/** The pictures that `PictureField`s of a page suggest. It stands on the page once. */
export function PictureSuggestions({ pictures }: { pictures: readonly ListedPicture[] }) {
  return (
    <datalist id={suggestionsId}>
      {pictures.map(({ id, key, fileName, width, height }) => (
        <option key={id} value={`/i/${key}`} label={`${fileName}, ${width} × ${height}`} />
      ))}
    </datalist>
  );
}

const suggestionsId = 'uploaded-pictures';

/**
 * A picture, by its address or by a file, in a form with `encType="multipart/form-data"`. A file that is chosen takes the place of the address.
 * @param name  of the field with the address
 * @param fileName  of the field with the file
 */
export function PictureField({
  name,
  fileName,
  label,
  value,
  error,
}: {
  name: string;
  fileName: string;
  label: string;
  value: string;
  error?: FieldError;
}) {
  const hasError = error !== undefined && error !== null && error.length > 0;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <input
        id={name}
        name={name}
        type="text"
        inputMode="url"
        defaultValue={value}
        list={suggestionsId}
        autoComplete="off"
        maxLength={2000}
        aria-describedby={hasError ? `${name}-hint ${name}-error` : `${name}-hint`}
        aria-invalid={hasError ? true : undefined}
        className="control"
      />
      <label htmlFor={fileName} className="sr-only">
        {`${label}: file to upload`}
      </label>
      <input id={fileName} name={fileName} type="file" accept={acceptedPictures} className="control file-control" />
      <p id={`${name}-hint`} className="text-xs text-muted">
        An address that begins with https://, one of your uploads, or a file: PNG, JPEG, GIF or WebP, at most 2 MB and
        4,000 pixels. Places and cameras are left out of it.
      </p>
      <FieldMessage id={name} error={error} />
    </div>
  );
}
