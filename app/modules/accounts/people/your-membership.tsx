import { Confirmation } from '~/components/ui/confirmation.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { isolateName } from '~/utils/names.ts';
import type { PersonInOrganization } from './list.tsx';
import type { OrganizationRole } from './roles.ts';

/** The viewer's own place in the organization: hand it over, or leave. */
export function YourMembership({
  organization,
  people,
  userId,
  role,
}: {
  organization: string;
  people: PersonInOrganization[];
  userId: string;
  role: OrganizationRole;
}) {
  const others = people.filter(({ id }) => id !== userId);
  const isLastOwner = role === 'OWNER' && !others.some((person) => person.role === 'OWNER');
  return (
    <section className="flex flex-col gap-3">
      <h2>Your membership</h2>
      <Card>
        <div className="flex flex-col gap-4">
          {role === 'OWNER' && others.length > 0 && (
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="max-w-prose">Make somebody else the owner in your place; you become an admin.</p>
              <Confirmation
                id="hand-over"
                label="Hand over ownership"
                title="Hand over ownership?"
                confirmLabel="Yes, hand over"
                fields={{ intent: 'hand-over' }}
              >
                <p>They become an owner and you an admin. Only they can turn that round.</p>
                <SelectField
                  id="hand-over-to"
                  name="userId"
                  label="New owner"
                  options={others.map(({ id, name, email }) => ({
                    value: id,
                    label: `${isolateName(name)} (${email})`,
                  }))}
                />
                <TextField
                  id="hand-over-typed"
                  name="typed"
                  label={`Type “${isolateName(organization)}” to confirm`}
                  autoComplete="off"
                  maxLength={120}
                  required
                />
              </Confirmation>
            </div>
          )}
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-prose">
              {isLastOwner
                ? 'You are the only owner, so you cannot leave. Hand over ownership first.'
                : 'Leave, and you lose access to everything here. What you bought or wrote for the organization stays with it.'}
            </p>
            {!isLastOwner && (
              <Confirmation
                id="leave"
                label="Leave the organization"
                title={`Leave ${isolateName(organization)}?`}
                confirmLabel="Yes, leave"
                fields={{ intent: 'leave' }}
              >
                <p>You lose access at once. To come back you have to be invited again.</p>
              </Confirmation>
            )}
          </div>
          <p className="text-muted">
            Your name, your password, and where you are signed in are at{' '}
            <a className="link" href="/account">
              your account
            </a>
            .
          </p>
        </div>
      </Card>
    </section>
  );
}
