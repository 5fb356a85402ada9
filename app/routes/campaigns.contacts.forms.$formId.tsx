import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { CampaignsScript } from '~/modules/campaigns/module-script.tsx';
import { formsAddress, SignupFormEditor, writeSignupForm } from '~/modules/campaigns/signup-forms/editor.tsx';
import { countRequests, findSignupForm, listListsToJoin } from '~/modules/campaigns/signup-forms/queries.server.ts';
import { answerSave } from '~/modules/campaigns/signup-forms/saving.server.ts';
import { writeSnippet } from '~/modules/campaigns/signup-forms/snippet.ts';
import { SnippetSection } from '~/modules/campaigns/signup-forms/snippet-section.tsx';
import { readTypedForm } from '~/modules/campaigns/typed-form.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Sign-up form', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.formId);
  const { database, environment } = args.context;
  const [{ mayWrite, role, organization }, { found, lists, counted }] = await Promise.all([
    requireModule(args, campaigns),
    database.read((handle) => ({
      found: findSignupForm(handle, id),
      lists: listListsToJoin(handle),
      counted: countRequests(handle, id),
    })),
  ]);
  const [form] = found;
  if (!form) throw notFound();
  const address = `${environment.PUBLIC_URL}/f/${organization.slug}/${form.slug}`;
  return {
    form,
    kept: writeSignupForm(form),
    list: lists.find((list) => list.id === form.listId)?.name,
    lists,
    address,
    snippet: writeSnippet(address, form),
    counts: isManager(role) ? counted[0] : undefined,
    mayWrite,
  };
}

export async function action(args: ActionFunctionArgs) {
  return answerSave(args, requireId(args.params.formId));
}

export default function SignupFormPage() {
  const { form, kept, list, lists, address, snippet, counts, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <CampaignsScript />
      <Breadcrumbs
        links={[
          { href: '/campaigns/contacts', label: 'Contacts' },
          { href: formsAddress, label: 'Sign-up forms' },
        ]}
        current={form.name}
      />
      <PageHeader title={form.name} />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      {counts && (
        <KeyFigures
          figures={[
            { label: 'Asked in 30 days', value: counts.asked },
            { label: 'Confirmed it', value: counts.confirmed },
          ]}
        />
      )}
      {form.isActive ? (
        <SnippetSection address={address} snippet={snippet} />
      ) : (
        <Notice kind="warning" title="It is switched off">
          <p>Its page is gone, and its snippets lead nowhere. Tick “Takes sign-ups” to switch it on.</p>
        </Notice>
      )}
      <section aria-labelledby="what" className="flex flex-col gap-4">
        <h2 id="what">What it says</h2>
        {mayWrite ? (
          <SignupFormEditor texts={readTypedForm(answer, kept, ['save'])} errors={answer?.error} lists={lists} />
        ) : (
          <Card className="max-w-2xl px-5">
            <DefinitionList
              entries={[
                { term: 'List', details: list ?? '–' },
                { term: 'Heading', details: form.heading },
                { term: 'Introduction', details: form.introduction ?? '–' },
                { term: 'What people agree to', details: form.consentWording },
                { term: 'Asks for the name', details: form.asksName ? 'Yes' : 'No' },
              ]}
            />
          </Card>
        )}
      </section>
    </>
  );
}
