import { type FieldError, SelectField } from '~/components/ui/field.tsx';
import { SecretLink } from '~/components/ui/secret-link.tsx';
import { linkDays } from './schema.ts';

interface ReportSharingProps {
  /** End of the link there is. */
  expiresAt: string | null;
  /** The link that was made just now: nobody can be shown it again. */
  newLink: string | undefined;
  error: FieldError;
}

const words: Record<(typeof linkDays)[number], string> = {
  7: '7 days',
  30: '30 days',
  90: '90 days',
  365: '365 days',
};

/** Makes and withdraws the public link of the report of the page it is on. */
export function ReportSharing({ expiresAt, newLink, error }: ReportSharingProps) {
  return (
    <SecretLink
      expiresAt={expiresAt}
      newLink={newLink}
      explanation="Whoever has the link reads this report and its PDF until it ends, without what it says of schools, age, family size, poverty and diversity. Everybody of your organization reads all of it, too."
      intent="make-link"
      makeLabel="Make link"
    >
      <SelectField
        name="days"
        label="It works for"
        defaultValue="90"
        error={error}
        options={linkDays.map((days) => ({ value: String(days), label: words[days] }))}
        className="w-40"
      />
    </SecretLink>
  );
}
