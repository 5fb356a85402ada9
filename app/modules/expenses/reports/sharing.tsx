import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { SecretLink } from '~/components/ui/secret-link.tsx';

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
    <SecretLink
      expiresAt={expiresAt}
      newLink={newLink}
      explanation="Whoever has the link reads this report and its PDF and CSV, without receipts, until it ends."
      intent="create-link"
      makeLabel="Create link"
    >
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
    </SecretLink>
  );
}
