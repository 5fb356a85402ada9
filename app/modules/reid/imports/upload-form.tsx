import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface UploadFormProps {
  /** The id that the import gets. */
  importKey: string;
  isLicensed: boolean;
  errors?: { file?: FieldError; license?: FieldError };
}

/** Brings in a file of a publisher. */
export function UploadForm({ importKey, isLicensed, errors = {} }: UploadFormProps) {
  return (
    <Card className="max-w-2xl p-5">
      <OrganizationForm encType="multipart/form-data" className="flex flex-col gap-4">
        <input type="hidden" name="key" value={importKey} />
        <div className="flex flex-col gap-1.5">
          <div className="flex min-h-11 items-center gap-3">
            <input
              id="license"
              type="checkbox"
              name="license"
              required
              defaultChecked={isLicensed}
              className="size-5 shrink-0"
              aria-describedby={errors.license ? 'license-error' : undefined}
              aria-invalid={errors.license ? true : undefined}
            />
            <label htmlFor="license" className="py-2 font-medium">
              I may use this data
            </label>
          </div>
          <FieldMessage id="license" error={errors.license} />
        </div>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="file" className="font-medium">
            File
          </label>
          <input
            id="file"
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.txt,.gz,.tsv000,text/csv"
            className="control h-auto py-2"
            aria-describedby={errors.file ? 'file-hint file-error' : 'file-hint'}
            aria-invalid={errors.file ? true : undefined}
          />
          <p id="file-hint" className="text-xs text-muted">
            As its publisher gives it, packed with gzip or not; at most 25 MB. Keep its name: some files tell only there
            what they hold. Nothing is visible before you have seen it.
          </p>
          <FieldMessage id="file" error={errors.file} />
        </div>
        <div>
          <Button variant="primary">Upload</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}

const publishers = [
  ['Zillow', 'Home values, rents, list prices, inventory, new listings, sales and sale prices, by month or week'],
  ['Redfin', 'Market tracker of any region, adjusted for seasons or not'],
  ['Realtor.com', 'Inventory, core metrics, with or without history'],
  ['FRED', 'Up to 20 series of numbers, such as MORTGAGE30US'],
  ['data.census.gov', 'Tables B01002, B01003, B11001, B15003, B17001, B19013, B23025, B25003, B25064, B25077'],
  ['NCES', 'Places of public schools (EDGE) and the directory of schools (CCD)'],
] as const;

/** The files that can be read. */
export function PublisherList() {
  return (
    <section className="flex max-w-2xl flex-col gap-3">
      <h2>Files that are understood</h2>
      <dl className="flex flex-col gap-2">
        {publishers.map(([name, what]) => (
          <div key={name}>
            <dt className="font-medium">{name}</dt>
            <dd className="text-muted">{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
