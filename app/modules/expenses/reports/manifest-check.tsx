import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface ManifestCheckProps {
  /** SHA-256 of the manifest that the report was made with, hex. */
  hash: string;
  /** What was found of the manifest that was sent just now. */
  found: { isIt: boolean; digest: string } | undefined;
  error: FieldError;
}

/** Says whether a manifest is the one of the report of the page it is on. */
export function ManifestCheck({ hash, found, error }: ManifestCheckProps) {
  return (
    <section aria-labelledby="check" className="no-print flex flex-col gap-3">
      <h2 id="check">Check a manifest</h2>
      {found && (
        <div id="manifest-answer" tabIndex={-1}>
          {found.isIt ? (
            <Notice kind="success" title="It is the manifest of this report">
              <p>Every file with a SHA-256 that it names is what it was when the report was made.</p>
            </Notice>
          ) : (
            <Notice kind="danger" title="It is not the manifest of this report">
              <p className="break-all">{`Its SHA-256 is ${found.digest}.`}</p>
            </Notice>
          )}
        </div>
      )}
      <Card className="flex flex-col gap-4 p-5">
        <p className="max-w-prose text-pretty">
          The evidence of this report holds <code>manifest.json</code>, which names every row and every receipt. Its
          SHA-256 is in the audit trail since the report was made:
        </p>
        <p className="font-mono text-xs break-all">{hash}</p>
        <OrganizationForm encType="multipart/form-data" className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="check-manifest" />
          <label htmlFor="manifest" className="font-medium">
            Manifest
          </label>
          <input
            id="manifest"
            name="manifest"
            type="file"
            accept="application/json,.json"
            required
            aria-describedby={error ? 'manifest-error' : undefined}
            className="control file-control"
          />
          <FieldMessage id="manifest" error={error} />
          <div>
            <Button>Check manifest</Button>
          </div>
        </OrganizationForm>
      </Card>
    </section>
  );
}
