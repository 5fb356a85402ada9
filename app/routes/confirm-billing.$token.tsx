import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { answerBillingEmail } from '~/modules/marketplace/billing-emails/commands.server.ts';
import { findBillingEmail } from '~/modules/marketplace/billing-emails/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Invoices to your email');

const answerSchema = z.object({ intent: z.enum(['take', 'refuse'], staleButton) });

/** Opening the link changes nothing, because mail programs open links by themselves. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { found } = await context.database.read((handle) => ({
    found: findBillingEmail(handle, hashSentToken(params.token)),
  }));
  const asked = found[0] ?? null;
  return data({ asked }, { status: asked ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, answerSchema);
  if (!form.ok) return form.answer;
  const takes = form.value.intent === 'take';
  const { answered } = await context.database.write((handle) => ({
    answered: answerBillingEmail(handle, hashSentToken(params.token), takes),
  }));
  const outcome = answered[0]?.outcome;
  switch (outcome) {
    case 'CONFIRMED':
      deliverMailSoon(context);
      return redirect(new URL(request.url).pathname);
    case 'REFUSED':
      return redirect(new URL(request.url).pathname);
    case 'CLOSED':
    case undefined:
      return form.refuse('This link no longer works.', 404);
    default:
      return unreachable(outcome);
  }
}

export default function ConfirmBilling() {
  const { asked } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!asked) {
    return (
      <AccountPage title="This link no longer works">
        <p>Only the newest mail about invoices counts, for 30 days. If you wait for one, ask whoever ordered.</p>
      </AccountPage>
    );
  }
  const { organization, email, isConfirmed, isRefused } = asked;
  return (
    <AccountPage
      title={isConfirmed ? 'You take the invoices' : isRefused ? 'You take no invoices' : 'Do you take these invoices?'}
      description={
        <span className="wrap-anywhere">
          Invoices of <bdi>{organization}</bdi> to {email}
        </span>
      }
    >
      <ErrorSummary errors={refused?.error} title="Nothing was changed" />
      {isConfirmed && (
        <Notice kind="success">
          <p>They are on their way, and so are those to come. You can stop them here at any time.</p>
        </Notice>
      )}
      {isRefused && (
        <Notice>
          <p>Nothing is sent to you for this organization. You can change your mind here.</p>
        </Notice>
      )}
      {!isConfirmed && !isRefused && (
        <p>Somebody of this organization bought tools on Lotline and gave your email as the one for invoices.</p>
      )}
      <form method="post" className="flex flex-wrap gap-2">
        {!isConfirmed && (
          <Button variant="primary" name="intent" value="take">
            Send the invoices here
          </Button>
        )}
        {!isRefused && (
          <Button name="intent" value="refuse">
            {isConfirmed ? 'Stop them' : 'No, send nothing'}
          </Button>
        )}
      </form>
    </AccountPage>
  );
}
