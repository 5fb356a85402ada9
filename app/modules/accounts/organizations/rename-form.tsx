import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { organizationNameSchema } from '~/modules/accounts/organizations/schema.ts';

/** Gives the organization another name. */
export function RenameForm({ name, lastResult }: { name: string; lastResult: SubmissionResult | undefined }) {
  const [form, fields] = useForm<z.input<typeof organizationNameSchema>>({
    id: 'rename',
    lastResult,
    constraint: getZodConstraint(organizationNameSchema),
    defaultNoValidate: false,
    defaultValue: { name },
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Name</h2>
      <Card>
        <OrganizationForm noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="rename" />
          <ErrorSummary errors={lastResult?.error} />
          <TextField
            {...fieldProps(fields.name)}
            label="Name of the organization"
            autoComplete="organization"
            hint="Invoices that were written already keep the name they were made out to."
          />
          <div>
            <Button>Rename</Button>
          </div>
        </OrganizationForm>
      </Card>
    </section>
  );
}
