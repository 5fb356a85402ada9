import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface UploadFormProps {
  /** The id that the import gets. */
  importKey: string;
  /** Accounts of earlier imports. */
  accounts: readonly string[];
  /** The account that was typed before. */
  account?: string;
  errors?: { file?: FieldError; account?: FieldError };
}

/** Brings in the statement of a bank or card. */
export function UploadForm({ importKey, accounts, account, errors = {} }: UploadFormProps) {
  return (
    <Card className="max-w-2xl p-5">
      <OrganizationForm encType="multipart/form-data" className="flex flex-col gap-4">
        <h2>Upload a statement</h2>
        <input type="hidden" name="key" value={importKey} />
        <TextField
          name="account"
          label="Account"
          hint="The name you know it by, like Checking or Company card. OFX and QFX files name theirs."
          maxLength={200}
          list="accounts"
          autoComplete="off"
          defaultValue={account}
          error={errors.account}
        />
        <datalist id="accounts">
          {accounts.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="file" className="font-medium">
            File
          </label>
          <input
            id="file"
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.txt,.ofx,.qfx,text/csv"
            className="control h-auto py-2"
            aria-describedby={errors.file ? 'file-hint file-error' : 'file-hint'}
            aria-invalid={errors.file ? true : undefined}
          />
          <p id="file-hint" className="text-xs text-muted">
            CSV, OFX or QFX as your bank exports it, in US dollars; at most 10 MB and 50,000 lines. Nothing is imported
            before you have seen it.
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
