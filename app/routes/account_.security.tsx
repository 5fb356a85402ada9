import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { AccountTabs } from '~/modules/accounts/own-account/tabs.tsx';
import { changeFactors } from '~/modules/accounts/second-factors/commands.server.ts';
import {
  AuthenticatorSection,
  PasskeySection,
  RecoverySection,
} from '~/modules/accounts/second-factors/own-factors.tsx';
import {
  describeOwnFactors,
  findOwnFactors,
  findProof,
  listOwnPasskeys,
} from '~/modules/accounts/second-factors/queries.server.ts';
import { RecoveryCodesList } from '~/modules/accounts/second-factors/recovery-codes-list.tsx';
import { requestRegistration } from '~/modules/accounts/second-factors/registration.server.ts';
import { factorCommandSchema } from '~/modules/accounts/second-factors/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt:
    'It may have been done. Look at the page first to see; recovery codes that you did not get can be made anew.',
} satisfies RouteHandle;
export const meta = pageTitle('Security of your account');

const proofPage = writeAddress('/confirm-identity', { redirectTo: '/account/security' });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, own, passkeys, proved } = await context.database.read((handle) => ({
    own: findOwnFactors(handle),
    passkeys: listOwnPasskeys(handle),
    proved: findProof(handle),
  }));
  const known = requireViewer(viewer, request);
  const factors = describeOwnFactors(own[0], passkeys);
  const hasFactor = factors.authenticatorAddedAt !== null || factors.passkeys.length > 0;
  const isProved = proved[0]?.value ?? false;
  return {
    factors,
    hasFactor,
    isShownHere: !(hasFactor && known.secondFactor),
    // A device would make one that is then refused until its person has proved who they are.
    creation: factors.isConfirmed && isProved ? requestRegistration(context, known, passkeys) : null,
    mustProve: factors.isConfirmed && !isProved,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, factorCommandSchema);
  if (!form.ok) return form.answer;
  const outcome = await changeFactors(request, context, form.value);
  if ('problem' in outcome) return form.refuse(outcome.problem);
  if ('codes' in outcome) return outcome;
  const { redirectTo, message } = outcome;
  return message === undefined ? redirect(redirectTo) : redirectWithToast(context, redirectTo, message);
}

export default function Security() {
  const { factors, hasFactor, isShownHere, creation, mustProve } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && !('codes' in answer) ? answer : undefined;
  return (
    <div className="page max-w-3xl py-6 lg:py-10">
      <div className="flex flex-col gap-6">
        <PageHeader
          title="Security"
          description="A second factor keeps others out who have learned your password: they would need your phone or key as well."
        />
        <AccountTabs current="/account/security" />
        <ErrorSummary errors={refused?.error} title="Nothing was changed" />
        {answer && 'codes' in answer && <RecoveryCodesList codes={answer.codes} message={answer.message} />}
        {!factors.isConfirmed && (
          <Notice kind="warning" title="Confirm your email address first">
            <p>
              A second factor can be added once we know that the address is yours.{' '}
              <a className="link" href="/confirm-email">
                Confirm it
              </a>
            </p>
          </Notice>
        )}
        {!isShownHere && (
          <Notice kind="warning" title="You signed in here without your second factor">
            <p className="mb-2">Show it once, and what requires it opens.</p>
            <div>
              <LinkButton href={proofPage}>Show it now</LinkButton>
            </div>
          </Notice>
        )}
        <AuthenticatorSection addedAt={factors.authenticatorAddedAt} canChange={factors.isConfirmed} />
        <PasskeySection
          passkeys={factors.passkeys}
          creation={creation}
          proofPage={mustProve ? proofPage : undefined}
          typedName={refused && readTypedTexts(refused).name}
          nameError={refused?.error?.name}
        />
        {hasFactor && <RecoverySection codesLeft={factors.codesLeft} />}
        {factors.isRequired && (
          <p className="text-muted">You must have a second factor, so the last one cannot be removed.</p>
        )}
      </div>
    </div>
  );
}
