import { type FieldError, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { acceptedPictures } from '../media/limits.ts';
import type { ListedPicture } from '../media/queries.server.ts';
import type { PostTexts } from './form-values.ts';
import { mostPictures } from './platforms.ts';

/** The pictures of a post, each chosen from the uploads of the organization or as a file, with its words for those who do not see it. */
export function PictureFields({
  texts,
  errors,
  pictures,
}: {
  texts: PostTexts;
  errors: Record<string, FieldError> | null | undefined;
  pictures: readonly ListedPicture[];
}) {
  const numbers = Array.from({ length: mostPictures }, (_, index) => index + 1);
  const isUsed = numbers.some((number) =>
    [`picture${number}`, `alt${number}`].some((name) => texts[name] || errors?.[name]),
  );
  return (
    <details open={isUsed}>
      <summary className="cursor-pointer py-2.5 font-medium">Pictures</summary>
      <Card className="flex flex-col gap-6 p-5">
        {numbers.map((number) => (
          <fieldset key={number} className="grid gap-4 sm:grid-cols-2">
            <legend className="sr-only">{`Picture ${number}`}</legend>
            <SelectField
              name={`picture${number}`}
              label={`Picture ${number}`}
              defaultValue={texts[`picture${number}`]}
              error={errors?.[`picture${number}`]}
              options={listOptions(pictures, texts[`picture${number}`])}
            />
            <TextField
              name={`file${number}`}
              label={`Picture ${number}: file to upload`}
              type="file"
              accept={acceptedPictures}
              required={false}
              hint="PNG, JPEG, GIF or WebP, at most 2 MB; Bluesky takes 1 MB."
            />
            <TextField
              name={`alt${number}`}
              label={`Picture ${number} in words`}
              defaultValue={texts[`alt${number}`]}
              error={errors?.[`alt${number}`]}
              required={false}
              maxLength={1_000}
              hint="Read to people who do not see it."
              className="sm:col-span-2"
            />
          </fieldset>
        ))}
      </Card>
    </details>
  );
}

/** The newest uploads, and the chosen one where it is older. */
function listOptions(pictures: readonly ListedPicture[], chosen: string | undefined) {
  const options = pictures.map(({ key, fileName, width, height }) => ({
    value: key,
    label: `${fileName}, ${width} × ${height}`,
  }));
  const isListed = !chosen || pictures.some(({ key }) => key === chosen);
  return [{ value: '', label: 'None' }, ...(isListed ? [] : [{ value: chosen, label: 'An older upload' }]), ...options];
}
