import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { formsAddress, SignupFormEditor, startSignupForm } from '~/modules/campaigns/signup-forms/editor.tsx';
import { listListsToJoin } from '~/modules/campaigns/signup-forms/queries.server.ts';
import { answerSave } from '~/modules/campaigns/signup-forms/saving.server.ts';
import { readTypedForm } from '~/modules/campaigns/typed-form.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('New form', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite }, { lists }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ lists: listListsToJoin(handle) })),
  ]);
  if (!mayWrite) throw notFound();
  return { lists, kept: startSignupForm(crypto.randomUUID()) };
}

export function action(args: ActionFunctionArgs) {
  return answerSave(args);
}

export default function NewSignupFormPage() {
  const { lists, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/campaigns/contacts', label: 'Contacts' },
          { href: formsAddress, label: 'Sign-up forms' },
        ]}
        current="New form"
      />
      <PageHeader title="New form" description="It takes sign-ups as soon as it is saved." />
      {lists.length === 0 ? (
        <EmptyState
          icon="users-round"
          title="A form needs a list"
          actions={
            <LinkButton href="/campaigns/contacts/lists" variant="primary">
              Go to lists
            </LinkButton>
          }
        >
          Make a list first: people who confirm are put on it.
        </EmptyState>
      ) : (
        <>
          <ErrorSummary errors={answer?.error} title="Nothing was saved" />
          <SignupFormEditor texts={readTypedForm(answer, kept, ['save'])} errors={answer?.error} lists={lists} />
        </>
      )}
    </>
  );
}
