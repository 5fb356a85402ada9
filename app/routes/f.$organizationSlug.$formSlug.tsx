import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { requestSubscription } from '~/modules/campaigns/signup-forms/commands.server.ts';
import { sendConfirmationSoon } from '~/modules/campaigns/signup-forms/confirmation.server.ts';
import { PublicSignupForm } from '~/modules/campaigns/signup-forms/public-form.tsx';
import { findPublicForm } from '~/modules/campaigns/signup-forms/queries.server.ts';
import { subscribeSchema } from '~/modules/campaigns/signup-forms/schema.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { isolateName } from '~/utils/names.ts';

export const handle = { hydrate: false, readsNoCookies: true, ignoresFormOrganization: true } satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(...(data ? [data.form.heading, data.form.organization] : ['Form not found'])),
];

const secondsToWait = 3600;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { organizationSlug = '', formSlug = '' } = params;
  const { found } = await context.database.read((handle) => ({
    found: findPublicForm(handle, organizationSlug, formSlug),
  }));
  const [form] = found;
  if (!form) throw notFound();
  return { form, isSent: new URL(request.url).searchParams.has('sent') };
}

/** Takes the form from here and from other sites. The answer is the same for every address. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { organizationSlug = '', formSlug = '' } = params;
  const form = await parseForm(request, subscribeSchema);
  if (!form.ok) return form.answer;
  const { name, email, homepage } = form.value;
  const sent = () => redirect(`/f/${encodeURIComponent(organizationSlug)}/${encodeURIComponent(formSlug)}?sent`);
  // Only a program fills in what nobody sees.
  if (homepage) return sent();
  const { limits, database } = context;
  if (!(await limits.allowsForm('subscribe'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const token = createToken();
  const { found, requested } = await database.write((handle) => ({
    found: findPublicForm(handle, organizationSlug, formSlug),
    requested: requestSubscription(handle, {
      organizationSlug,
      formSlug,
      name,
      email,
      tokenHash: hashToken(token),
      addressDigest: limits.digest ?? null,
    }),
  }));
  const [shown] = found;
  const outcome = requested[0]?.outcome;
  if (!shown) throw notFound();
  switch (outcome) {
    case 'ASKED': {
      const { organization, consentWording } = shown;
      sendConfirmationSoon(context, { to: email, organization, wording: consentWording, token });
      return sent();
    }
    case 'SILENT':
      return sent();
    case 'TOO_OFTEN':
      return form.refuseForNow('Many people sign up right now. Send it again in an hour.', secondsToWait);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function SignupPage() {
  const { form, isSent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (isSent && !answer)
    return (
      <AccountPage title="Look into your mailbox" description={`${form.heading}, from ${isolateName(form.organization)}`}>
        <p>
          If you can be signed up, a mail with a link is on its way. You get nothing else until you have confirmed by
          it, within 7 days.
        </p>
        <p className="text-muted">Nothing there after a few minutes? Look among the spam, or check the spelling.</p>
      </AccountPage>
    );
  return (
    <AccountPage title={form.heading} description={`From ${isolateName(form.organization)}`}>
      {form.introduction && <p className="text-pretty whitespace-pre-line">{form.introduction}</p>}
      <ErrorSummary errors={answer?.error} />
      <PublicSignupForm
        consentWording={form.consentWording}
        asksName={form.asksName}
        texts={answer ? readTypedTexts(answer) : {}}
        errors={answer?.error}
      />
    </AccountPage>
  );
}
