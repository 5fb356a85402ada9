import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import { signPersonOutSchema } from './schema.ts';

/**
 * Signs somebody out everywhere, by the platform: for an account that somebody else has got into.
 * @param draft  what was typed before its sender was asked who they are
 */
export function SignOutForm({
  lastResult,
  draft,
}: {
  lastResult: SubmissionResult | undefined;
  draft: Record<string, string> | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof signPersonOutSchema>>({
    id: 'sign-person-out',
    lastResult,
    constraint: getZodConstraint(signPersonOutSchema),
    defaultValue: { email: draft?.email },
    defaultNoValidate: false,
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Sign somebody out</h2>
      <Card>
        <form method="post" noValidate={form.noValidate} className="flex max-w-lg flex-col gap-5">
          <input type="hidden" name="intent" value="sign-person-out" />
          <ErrorSummary errors={lastResult?.error} />
          <TextField
            {...fieldProps(fields.email)}
            label="Their email"
            type="email"
            autoComplete="off"
            hint="Ends every session of the person, and forgets their devices. They can sign in again, and are told by mail."
          />
          <div>
            <Button variant="danger">Sign them out everywhere</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}
