import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs, EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { formsAddress } from '~/modules/campaigns/signup-forms/editor.tsx';
import { listSignupForms } from '~/modules/campaigns/signup-forms/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Sign-up forms', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite, organization }, { forms }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ forms: listSignupForms(handle) })),
  ]);
  return { forms, mayWrite, organizationSlug: organization.slug };
}

export default function SignupFormsPage() {
  const { forms, mayWrite, organizationSlug } = useLoaderData<typeof loader>();
  const create = mayWrite && (
    <LinkButton href={`${formsAddress}/new`} variant="primary">
      New form
    </LinkButton>
  );
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns/contacts', label: 'Contacts' }]} current="Sign-up forms" />
      <PageHeader
        title="Sign-up forms"
        description="People put themselves on a list, and confirm it by a mail."
        actions={forms.length > 0 && create}
      />
      {forms.length === 0 ? (
        <EmptyState icon="signature" title="No sign-up form yet" actions={create}>
          {mayWrite
            ? 'Create one, and share its page or put it on your site.'
            : 'Whoever has a seat creates one, to be shared or put on your site.'}
        </EmptyState>
      ) : (
        <Table caption="Sign-up forms">
          <thead>
            <tr>
              <th scope="col">Form</th>
              <th scope="col">List</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {forms.map((form) => (
              <tr key={form.id}>
                <th scope="row" className="w-full">
                  <a href={`${formsAddress}/${form.id}`} className="link">
                    {form.name}
                  </a>
                  <span className="block text-xs font-normal wrap-anywhere text-muted">
                    {`/f/${organizationSlug}/${form.slug}`}
                  </span>
                </th>
                <td>{form.list}</td>
                <td>
                  <Tag hue={form.isActive ? 'success' : 'neutral'}>{form.isActive ? 'Takes sign-ups' : 'Off'}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
