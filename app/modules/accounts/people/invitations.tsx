import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextareaField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Icon } from '~/components/ui/icon.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { UnconfirmedNotice } from '~/modules/accounts/email-confirmation/unconfirmed-notice.tsx';
import { invitationSchema } from '~/modules/accounts/people/schema.ts';
import { formatDate } from '~/utils/dates.ts';
import { isolateName } from '~/utils/names.ts';
import { capitalize } from '~/utils/words.ts';
import { invitableRoles, type OrganizationRole, roleWords } from './roles.ts';

/** What was typed into the form before its sender was asked once more who they are. */
export interface InvitationDraft {
  /** One address a line. */
  emails: string;
  role: OrganizationRole;
}

/** Invites people by email, one address a line, into one of the roles. */
export function InviteForm({
  roles,
  draft,
  lastResult,
}: {
  roles: readonly OrganizationRole[];
  /** Null where nothing was typed before. */
  draft: InvitationDraft | null;
  lastResult: SubmissionResult | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof invitationSchema>>({
    id: 'invite',
    lastResult,
    constraint: getZodConstraint(invitationSchema),
    defaultNoValidate: false,
    defaultValue: { email: draft?.emails, role: draft?.role ?? 'MEMBER' },
  });
  // A message about several addresses has a line for each.
  const problems = (lastResult?.error?.email ?? []).flatMap((message) => message.split('\n'));
  const [problem] = problems;
  return (
    <section aria-labelledby="invite-people" className="flex flex-col gap-3">
      <h2 id="invite-people">Invite people</h2>
      <Card>
        <OrganizationForm noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="invite" />
          <ErrorSummary errors={{ ...lastResult?.error, email: problems }} title="Nobody was invited" />
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <TextareaField
              {...fieldProps(fields.email)}
              label="Email addresses"
              hint="One a line, 50 at most. Each gets a link that is good for 7 days."
              required
              rows={4}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              error={problems.length > 1 ? `${problems.length} of these addresses cannot be invited.` : problem}
            />
            {problems.length > 1 && (
              <ul aria-label="Addresses that cannot be invited" className="flex flex-col gap-1.5 sm:mt-7">
                {problems.map((message) => (
                  <li key={message} className="flex items-start gap-1.5 text-danger-ink wrap-anywhere">
                    <Icon name="circle-exclamation-point" className="icon mt-0.5 size-4" />
                    <bdi>{message}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <SelectField
            {...fieldProps(fields.role)}
            label="Role"
            options={roles.map((role) => ({ value: role, label: roleWords[role].label }))}
            hint="Owners and admins buy tools and invite people, members use and review tools, viewers only read."
            className="max-w-80"
          />
          <div>
            <Button variant="primary">Invite</Button>
          </div>
        </OrganizationForm>
        <UnconfirmedNotice until="invite people" className="mt-5" />
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
    <section aria-labelledby="invitations" className="flex flex-col gap-3">
      <h2 id="invitations">Open invitations</h2>
      {invitations.length === 0 ? (
        <p className="text-muted">Nobody is invited at the moment.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                <div className="min-w-0 grow basis-48">
                  <p className="font-medium break-all">{invitation.email}</p>
                  <p className="text-muted">{describe(invitation)}</p>
                </div>
                <Tag>{roleWords[invitation.role].label}</Tag>
                {roles.includes(invitation.role) && <InvitationButtons invitation={invitation} />}
              </li>
            ))}
          </ul>
        </Card>
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
    <div className="flex flex-wrap gap-2">
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
