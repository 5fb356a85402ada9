import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { WorkLayout } from '~/components/work-layout.tsx';
import { invite, listOpenInvitations, listPeople } from '~/modules/accounts/accounts.server.ts';
import { pageTitle } from '~/modules/accounts/components/account-page.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { invitableRoles, organizationRoles, roleWords } from '~/modules/accounts/roles.ts';
import { invitationSchema } from '~/modules/accounts/schemas.ts';
import { invitationMail } from '~/modules/mail/account-mail.ts';
import { SpendingLimitLink } from '~/modules/marketplace/components/spending-limit-link.tsx';
import type { RouteHandle } from '~/rendering.ts';
import { runInBackground } from '~/services/background.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { formatDate } from '~/utils/dates.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Organization');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, people, invitations } = await context.database.read((handle) => ({
    people: listPeople(handle),
    invitations: listOpenInvitations(handle),
  }));
  const { user, organization, role } = requireRole(requireViewer(viewer, request), organizationRoles);
  return {
    userId: user.id,
    organization,
    people,
    roles: invitableRoles(role),
    invitations: invitations.map((invitation) => ({ ...invitation, expiresAt: invitation.expiresAt.toISOString() })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, invitationSchema);
  if (!form.ok) return form.answer;
  const { email, role } = form.value;
  const token = createToken();
  const { viewer, invited } = await context.database.write((handle) => ({
    invited: invite(handle, { email, role, tokenHash: hashToken(token) }),
  }));
  const { user, organization } = requireRole(requireViewer(viewer, request), ['OWNER', 'ADMIN']);
  switch (invited[0]?.outcome) {
    case 'ALREADY_MEMBER':
      return form.refuse({ email: `${email} belongs to ${organization.name} already.` });
    case 'INVITED':
      break;
    default:
      return form.refuse({ role: 'Only an owner can invite an owner.' }, 403);
  }

  const mail = invitationMail({
    to: email,
    invitedBy: user.name,
    organization: organization.name,
    role: roleWords[role].withArticle,
    url: `${context.environment.PUBLIC_URL}/invitations/${token}`,
  });
  runInBackground(context, 'invitation', () => context.mailer.send(mail));
  return redirect('/organization', {
    headers: {
      'Set-Cookie': await context.cookies.writeToast({
        kind: 'success',
        message: `An invitation to ${email} is on its way.`,
      }),
    },
  });
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Organization() {
  const { userId, organization, people, roles, invitations } = useLoaderData<typeof loader>();
  return (
    <WorkLayout>
      <PageHeader
        title={organization.name}
        description={
          <>
            Tier: <strong className="font-semibold text-ink">{organization.tier}</strong>. It decides which tools and
            bundles the organization can buy.
          </>
        }
      />
      <section className="flex flex-col gap-3">
        <h2>People</h2>
        <Table caption="People and their roles">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name, email, role }) => (
              <tr key={id}>
                <td className="w-full">
                  <p className="font-medium">
                    {name}
                    {id === userId && ' (you)'}
                  </p>
                  <p className="break-all text-muted">{email}</p>
                </td>
                <td>
                  <Tag>{roleWords[role].label}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      {roles.length > 0 && (
        <>
          <InviteForm roles={roles} />
          <Invitations invitations={invitations} />
          <SpendingLimitLink />
        </>
      )}
      <p className="text-muted">
        Lost a device, or signed in on one that is not yours?{' '}
        <a className="link" href="/logout">
          Sign out everywhere
        </a>
      </p>
    </WorkLayout>
  );
}

function InviteForm({ roles }: Pick<Page, 'roles'>) {
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof invitationSchema>>({
    lastResult,
    constraint: getZodConstraint(invitationSchema),
    defaultNoValidate: false,
    defaultValue: { role: 'MEMBER' },
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Invite somebody</h2>
      <Card>
        <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
          <ErrorSummary errors={lastResult?.error} />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField {...fieldProps(fields.email)} label="Email" type="email" autoComplete="off" />
            <SelectField
              {...fieldProps(fields.role)}
              label="Role"
              options={roles.map((role) => ({ value: role, label: roleWords[role].label }))}
              hint="Owners and admins buy tools and invite people, members use and review tools, viewers only read."
            />
          </div>
          <div>
            <Button variant="primary">Invite</Button>
          </div>
        </form>
      </Card>
    </section>
  );
}

function Invitations({ invitations }: Pick<Page, 'invitations'>) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Open invitations</h2>
      {invitations.length === 0 ? (
        <p className="text-muted">Nobody is invited at the moment.</p>
      ) : (
        <Table caption="Open invitations">
          <thead>
            <tr>
              <th scope="col">Invitation</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
              <tr key={id}>
                <td className="w-full">
                  <p className="font-medium break-all">{email}</p>
                  <p className="text-muted">
                    {`${invitedBy ? `From ${invitedBy}, open` : 'Open'} until ${formatDate(expiresAt)}`}
                  </p>
                </td>
                <td>
                  <Tag>{roleWords[role].label}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
