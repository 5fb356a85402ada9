import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { platformRoleNames } from '~/modules/accounts/platform/areas.ts';
import { grantPlatformRole, revokePlatformRole } from '~/modules/accounts/platform/commands.server.ts';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { PlatformPeopleTable } from '~/modules/accounts/platform/people-table.tsx';
import { listPlatformPeople } from '~/modules/accounts/platform/queries.server.ts';
import { platformRoleWords } from '~/modules/accounts/platform/role-words.ts';
import { platformPeopleSchema } from '~/modules/accounts/platform/schema.ts';
import { forgetDraft, keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'people' } satisfies RouteHandle;
export const meta = pageTitle('People of the platform', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, people } = await context.database.read((handle) => ({ people: listPlatformPeople(handle) }));
  requireReader(viewer, request, 'people');
  return data({ people, draft: context.draft }, { headers: await forgetDraft(context) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, platformPeopleSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { label } = platformRoleWords[command.role];
  const { viewer, changed } = await writeInArea(context, request, 'people', (handle) => ({
    changed:
      command.intent === 'grant'
        ? grantPlatformRole(handle, command.email, command.role)
        : revokePlatformRole(handle, command.userId, command.role),
  }));
  const succeed = (message: string, path = '/admin/people') => {
    deliverMailSoon(context);
    return redirectWithToast(context, path, message);
  };
  // Who gave up their own role does not get here any more.
  const isOwn = command.intent === 'revoke' && command.userId === viewer?.user.id;
  const outcome = changed[0]?.outcome;
  switch (outcome) {
    case 'GRANTED':
      return succeed(`${label} is given. It counts from their next page on.`);
    case 'REVOKED':
      return succeed(`${label} is taken away.`, isOwn ? '/account' : undefined);
    case 'PROVE':
      return redirectToProof(request, await keepDraft(context, command));
    case 'NOT_FOUND':
      return form.refuse({ email: 'Nobody has an account with this email. They sign up first.' });
    case 'NOT_CONFIRMED':
      return form.refuse({ email: 'This email is not confirmed yet, so the account may be somebody else’s.' }, 409);
    case 'OWN_ROLES':
      return form.refuse({ email: 'Nobody gives roles to themselves. Another superadmin has to.' }, 403);
    case 'LAST_SUPERADMIN':
      return form.refuse(
        'Nothing was changed: nobody could give roles any more. Make somebody else superadmin first.',
        409,
      );
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function PlatformPeoplePage() {
  const { people, draft } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayWrite = useMayWrite('people');
  const typed: Record<string, string> = answer ? readTypedTexts(answer) : (draft ?? {});
  return (
    <AdminLayout>
      <PageHeader
        title="People"
        description="Who works for the platform, and as what. No role implies another, and nobody acts on an organization they belong to."
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <PlatformPeopleTable people={people} mayWrite={mayWrite} />
      {mayWrite && (
        <section className="flex flex-col gap-3">
          <h2>Give a role</h2>
          <Card>
            <form method="post" className="flex max-w-lg flex-col gap-5">
              <input type="hidden" name="intent" value="grant" />
              <TextField
                name="email"
                label="Email of their account"
                type="email"
                maxLength={254}
                required
                defaultValue={typed.intent === 'grant' ? typed.email : undefined}
                error={answer?.error?.email}
              />
              <SelectField
                name="role"
                label="Role"
                defaultValue={typed.intent === 'grant' ? typed.role : undefined}
                error={answer?.error?.role}
                options={platformRoleNames.map((role) => ({
                  value: role,
                  label: `${platformRoleWords[role].label}: ${platformRoleWords[role].explanation}`,
                }))}
              />
              <div>
                <Button variant="primary">Give this role</Button>
              </div>
            </form>
          </Card>
        </section>
      )}
    </AdminLayout>
  );
}
