import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card, Table } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { invitationSchema } from '~/modules/accounts/people/schema.ts';
import { formatDate } from '~/utils/dates.ts';
import { isolateName } from '~/utils/names.ts';
import { capitalize } from '~/utils/words.ts';
import { invitableRoles, type OrganizationRole, roleWords } from './roles.ts';

/** Invites somebody by email, into one of the roles. */
export function InviteForm({
  roles,
  lastResult,
}: {
  roles: readonly OrganizationRole[];
  lastResult: SubmissionResult | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof invitationSchema>>({
    id: 'invite',
    lastResult,
    constraint: getZodConstraint(invitationSchema),
    defaultNoValidate: false,
    defaultValue: { role: 'MEMBER' },
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>Invite somebody</h2>
      <Card>
        <OrganizationForm noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="invite" />
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
        </OrganizationForm>
      </Card>
    </section>
  );
}

interface OpenInvitation {
  id: string;
  email: string;
  role: OrganizationRole;
  invitedBy: string | null;
  expiresAt: string;
  expired: boolean;
}

/** Invitations nobody has accepted yet, to be sent again or taken back. */
export function Invitations({ invitations, role }: { invitations: OpenInvitation[]; role: OrganizationRole }) {
  const roles = invitableRoles(role);
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
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => (
              <tr key={invitation.id}>
                <td className="w-full">
                  <p className="font-medium break-all">{invitation.email}</p>
                  <p className="text-muted">{describe(invitation)}</p>
                </td>
                <td>
                  <Tag>{roleWords[invitation.role].label}</Tag>
                </td>
                <td>{roles.includes(invitation.role) && <InvitationButtons invitation={invitation} />}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function describe({ invitedBy, expiresAt, expired }: OpenInvitation): string {
  const from = invitedBy ? `From ${isolateName(invitedBy)}, ` : '';
  const state = `${expired ? 'expired on' : 'open until'} ${formatDate(expiresAt)}`;
  return from ? from + state : capitalize(state);
}

function InvitationButtons({ invitation: { id, email } }: { invitation: OpenInvitation }) {
  return (
    <div className="flex gap-2">
      <OrganizationForm>
        <input type="hidden" name="intent" value="resend" />
        <input type="hidden" name="invitationId" value={id} />
        <Button size="small" className="whitespace-nowrap">
          Send again<span className="sr-only"> to {email}</span>
        </Button>
      </OrganizationForm>
      <Confirmation
        id={`revoke-${id}`}
        label={
          <>
            Take back<span className="sr-only"> the invitation of {email}</span>
          </>
        }
        title="Take the invitation back?"
        confirmLabel="Yes, take it back"
        size="small"
        fields={{ intent: 'revoke', invitationId: id }}
      >
        <p>The link that was sent to {email} stops working.</p>
      </Confirmation>
    </div>
  );
}
