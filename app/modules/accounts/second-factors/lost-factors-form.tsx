import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import { resetFactorsSchema } from './schema.ts';

/**
 * Takes somebody's lost second factors away, by the platform.
 * @param draft  what was typed before its sender was asked who they are
 */
export function LostFactorsForm({
  lastResult,
  draft,
}: {
  lastResult: SubmissionResult | undefined;
  draft: Record<string, string> | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof resetFactorsSchema>>({
    id: 'reset-factors',
    lastResult,
    constraint: getZodConstraint(resetFactorsSchema),
    defaultValue: { email: draft?.email, reason: draft?.reason },
    defaultNoValidate: false,
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Lost second factors</h2>
      <Card>
        <form method="post" noValidate={form.noValidate} className="flex max-w-lg flex-col gap-5">
          <input type="hidden" name="intent" value="reset-factors" />
          <ErrorSummary errors={lastResult?.error} ids={{ email: 'reset-factors-email' }} />
          <p>
            Only for somebody who has lost phone, passkeys and recovery codes, once you are sure who asks: call a number
            you knew before. A mail is not enough, because their password can be changed by mail.
          </p>
          <TextField
            {...fieldProps(fields.email)}
            id="reset-factors-email"
            label="Email of the person"
            type="email"
            autoComplete="off"
            hint="Ends every session of theirs. Their password alone signs them in then, and they are told by mail."
          />
          <TextField
            {...fieldProps(fields.reason)}
            label="How you made sure"
            hint="The person reads it in the mail, and the audit trail keeps it."
          />
          <div>
            <Button variant="danger">Take their second factors away</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}
