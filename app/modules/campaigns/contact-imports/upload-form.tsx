import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

/** Brings in a file of contacts. @param importKey  the id that the import gets */
export function UploadForm({ importKey, error }: { importKey: string; error: FieldError }) {
  return (
    <Card className="max-w-2xl p-5">
      <OrganizationForm encType="multipart/form-data" className="flex flex-col gap-4">
        <h2>Upload a file</h2>
        <input type="hidden" name="key" value={importKey} />
        <div className="flex flex-col gap-1.5">
          <label htmlFor="file" className="font-medium">
            File
          </label>
          <input
            id="file"
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.txt,text/csv"
            className="control h-auto py-2"
            aria-describedby={error ? 'file-hint file-error' : 'file-hint'}
            aria-invalid={error ? true : undefined}
          />
          <p id="file-hint" className="text-xs text-muted">
            CSV with commas, semicolons or tabs; at most 10 MB and 100,000 rows. Nothing is imported before you have
            seen it.
          </p>
          <FieldMessage id="file" error={error} />
        </div>
        <div>
          <Button variant="primary">Upload</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
