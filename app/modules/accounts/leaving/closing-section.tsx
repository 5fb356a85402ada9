import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDate } from '~/utils/dates.ts';
import { isolateName } from '~/utils/names.ts';
import { closeOrganizationSchema } from './schema.ts';

interface ClosingSectionProps {
  organization: string;
  /** When its data goes; null while it is open. */
  closingAt: string | null;
  /** Who closed it, where somebody did. */
  closedBy: string | null;
  /** Whether it has to pay something first. */
  owes: boolean;
  lastResult: SubmissionResult | undefined;
}

/** Closes the organization, or keeps it open after all. */
export function ClosingSection({ organization, closingAt, closedBy, owes, lastResult }: ClosingSectionProps) {
  return (
    <section className="flex flex-col gap-3">
      <h2>{closingAt === null ? 'Close the organization' : `Closes on ${formatDate(closingAt)}`}</h2>
      <Card>
        {closingAt === null ? (
          <div className="flex flex-col gap-4">
            <p className="max-w-prose">
              For 30 days everything goes on, but nothing renews, and any owner can keep it open. Then people, tools,
              expenses, campaigns, market data and the audit trail are gone for good. Orders, invoices and credit notes
              are kept for seven years, as tax law asks. Take an export first.
            </p>
            {owes ? (
              <p className="max-w-prose">
                Something is not paid yet.{' '}
                <a className="link" href="/orders">
                  Pay or cancel it
                </a>
                , then close the organization.
              </p>
            ) : (
              <CloseForm organization={organization} lastResult={lastResult} />
            )}
          </div>
        ) : (
          <OrganizationForm className="flex flex-col gap-4">
            <input type="hidden" name="intent" value="keep-open" />
            <ErrorSummary errors={lastResult?.error} title="Nothing was changed" />
            <p className="max-w-prose">
              {closedBy === null ? 'An owner' : <bdi>{closedBy}</bdi>} closes <bdi>{organization}</bdi>. Its data goes
              for good on {formatDate(closingAt)} unless an owner keeps it open.
            </p>
            <div>
              <Button variant="primary">Keep it open</Button>
            </div>
          </OrganizationForm>
        )}
      </Card>
    </section>
  );
}

function CloseForm({ organization, lastResult }: Pick<ClosingSectionProps, 'organization' | 'lastResult'>) {
  const [form, fields] = useForm<z.input<typeof closeOrganizationSchema>>({
    id: 'close',
    lastResult,
    constraint: getZodConstraint(closeOrganizationSchema),
    defaultNoValidate: false,
  });
  return (
    <OrganizationForm noValidate={form.noValidate} className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="close" />
      <ErrorSummary errors={lastResult?.error} title="The organization is not closed" />
      <TextField
        {...fieldProps(fields.typed)}
        label={`Type “${isolateName(organization)}” to confirm`}
        autoComplete="off"
        className="max-w-md"
      />
      <div>
        <Button variant="danger">Close in 30 days</Button>
      </div>
    </OrganizationForm>
  );
}
