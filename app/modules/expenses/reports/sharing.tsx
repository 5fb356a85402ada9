import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface ReportSharingProps {
  /** End of the link there is. */
  expiresAt: string | null;
  /** The link that was made just now: nobody can be shown it again. */
  newLink: string | undefined;
  /** Days that were typed before. */
  days: string | undefined;
  error: FieldError;
}

/** Makes and ends the link of the report of the page it is on. */
export function ReportSharing({ expiresAt, newLink, days, error }: ReportSharingProps) {
  return (
    <section aria-labelledby="link" className="no-print flex flex-col gap-3">
      <h2 id="link">Link for somebody without an account</h2>
      {newLink && (
        <Notice kind="success" title="The link is ready">
          <p>Copy it now. Only its hash is kept, so it cannot be shown again.</p>
          <input
            aria-label="Link to this report"
            readOnly
            // biome-ignore lint/a11y/noAutofocus: the page was asked for to get this
            autoFocus
            value={newLink}
            className="control mt-2 font-mono"
          />
        </Notice>
      )}
      <Card className="flex flex-col gap-4 p-5">
        {expiresAt ? (
          <div className="flex flex-wrap items-center justify-between gap-4">
            <p>
              {'A link works until '}
              <Day date={expiresAt} />. Making a new one ends it.
            </p>
            <Confirmation
              id="withdraw-link"
              label="Withdraw link"
              title="Withdraw the link?"
              confirmLabel="Yes, withdraw it"
              size="small"
              fields={{ intent: 'withdraw-link' }}
            >
              <p>Whoever has it finds nothing there from now on.</p>
            </Confirmation>
          </div>
        ) : (
          <p className="max-w-prose text-pretty text-muted">
            Whoever has the link reads this report and its PDF and CSV, without receipts, until it ends.
          </p>
        )}
        <OrganizationForm className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value="create-link" />
          <TextField
            name="days"
            label="Days it works"
            type="number"
            inputMode="numeric"
            min={1}
            max={90}
            required
            defaultValue={days ?? '7'}
            error={error}
            className="w-40"
          />
          <Button>Create link</Button>
        </OrganizationForm>
      </Card>
    </section>
  );
}
