import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import type { PossibleOwner } from './queries.server.ts';
import { appointOwnerSchema } from './schema.ts';

/**
 * Gives an organization without an owner a new one, by the platform.
 * @param draft  what was typed before its sender was asked who they are
 */
export function AppointOwnerForm({
  people,
  lastResult,
  draft,
}: {
  people: readonly PossibleOwner[];
  lastResult: SubmissionResult | undefined;
  draft: Record<string, string> | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof appointOwnerSchema>>({
    id: 'appoint-owner',
    lastResult,
    constraint: getZodConstraint(appointOwnerSchema),
    defaultValue: { userId: draft?.userId, reason: draft?.reason },
    defaultNoValidate: false,
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>New owner</h2>
      <Card>
        <form method="post" noValidate={form.noValidate} className="flex max-w-lg flex-col gap-5">
          <input type="hidden" name="intent" value="appoint-owner" />
          <ErrorSummary errors={lastResult?.error} ids={{ userId: 'new-owner', reason: 'new-owner-reason' }} />
          <p>
            Nobody is owner of this organization: the last one deleted their account. Whoever you choose can do
            everything for it, and keep it open if it is closing. Make sure who they are, and that they speak for it.
          </p>
          <SelectField
            {...fieldProps(fields.userId)}
            id="new-owner"
            label="New owner"
            options={people.map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` }))}
          />
          <TextField
            {...fieldProps(fields.reason)}
            id="new-owner-reason"
            label="How you made sure who it is"
            hint="The audit trail keeps it. The person is told by mail that they are an owner."
          />
          <div>
            <Button variant="danger">Make them the owner</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}
