import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { emailChangeSchema } from '~/modules/accounts/email-confirmation/schema.ts';

/** The address of one's account, whether it is confirmed, and the form that changes it. */
export function EmailSection({
  email,
  isConfirmed,
  pendingEmail,
  lastResult,
}: {
  email: string;
  isConfirmed: boolean;
  /** The address that it changes to; null when none waits. */
  pendingEmail: string | null;
  lastResult: SubmissionResult | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof emailChangeSchema>>({
    id: 'change-email',
    lastResult,
    constraint: getZodConstraint(emailChangeSchema),
    defaultNoValidate: false,
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Email</h2>
      <Card className="flex flex-col gap-5 p-5">
        <p className="wrap-anywhere">
          {`${email} is ${isConfirmed ? 'confirmed.' : 'not confirmed yet: until it is, you cannot order, ask for tools, invite people or review.'}`}
        </p>
        {pendingEmail !== null ? (
          <Notice title="The change waits">
            <p className="wrap-anywhere">{`It becomes ${pendingEmail} once you confirm that.`}</p>
            <div className="mt-1 flex flex-wrap gap-2">
              <LinkButton size="small" href="/confirm-email">
                Enter the code
              </LinkButton>
              <form method="post">
                <Button size="small" variant="quiet" name="intent" value="drop-email-change">
                  Keep the email as it is
                </Button>
              </form>
            </div>
          </Notice>
        ) : (
          !isConfirmed && (
            <div>
              <LinkButton href="/confirm-email">Confirm it</LinkButton>
            </div>
          )
        )}
        <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="change-email" />
          <ErrorSummary errors={lastResult?.error} title="Your email is not changed" />
          <TextField
            {...fieldProps(fields.newEmail)}
            label="New email"
            type="email"
            autoComplete="email"
            hint="We mail it a code. You sign in with it once you have confirmed it."
          />
          <div>
            <Button>Change email</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}
