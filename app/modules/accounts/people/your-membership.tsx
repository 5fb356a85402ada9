import type { SubmissionResult } from '@conform-to/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { isolateName } from '~/utils/names.ts';
import type { PersonInOrganization } from './list.tsx';
import type { OrganizationRole } from './roles.ts';

/** A hand-over that was not done: what was chosen and typed, and what is wrong with it, if its sender had not to prove first who they are. */
interface TypedHandOver {
  userId?: string | undefined;
  typed?: string | undefined;
  errors: Record<string, string[] | null>;
}

/** Reads a hand-over that was refused; undefined for none. */
export function readTypedHandOver(answer: SubmissionResult | undefined): TypedHandOver | undefined {
  if (!answer?.error) return undefined;
  const { userId, typed } = readTypedTexts(answer);
  return { userId, typed, errors: answer.error };
}

/**
 * The viewer's own place in the organization: hand it over, or leave.
 * @param handOver  undefined unless an owner's was not done, and there is somebody else
 */
export function YourMembership({
  organization,
  people,
  userId,
  role,
  handOver,
}: {
  organization: string;
  people: PersonInOrganization[];
  userId: string;
  role: OrganizationRole;
  handOver: TypedHandOver | undefined;
}) {
  const others = people.filter(({ id }) => id !== userId);
  const isLastOwner = role === 'OWNER' && !others.some((person) => person.role === 'OWNER');
  return (
    <section className="flex flex-col gap-3">
      <h2>Your membership</h2>
      <Card>
        <div className="flex flex-col gap-4">
          {handOver && <HandOverAgain organization={organization} others={others} handOver={handOver} />}
          {role === 'OWNER' && others.length > 0 && !handOver && (
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="max-w-prose">Make somebody else the owner in your place; you become an admin.</p>
              <Confirmation
                id="hand-over"
                label="Hand over ownership"
                title="Hand over ownership?"
                confirmLabel="Yes, hand over"
                fields={{ intent: 'hand-over' }}
              >
                <HandOverFields organization={organization} others={others} />
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

const fieldIds = { userId: 'hand-over-to', typed: 'hand-over-typed' };

/** Nobody is chosen at first, so that nobody becomes the owner because of their place in the list. */
function HandOverFields({
  organization,
  others,
  handOver,
}: {
  organization: string;
  others: PersonInOrganization[];
  handOver?: TypedHandOver;
}) {
  return (
    <>
      <p>They become an owner and you an admin. Only they can turn that round.</p>
      <SelectField
        id={fieldIds.userId}
        name="userId"
        label="New owner"
        required
        defaultValue={handOver?.userId ?? ''}
        error={handOver?.errors.userId}
        options={[
          { value: '', label: 'Choose a person' },
          ...others.map(({ id, name, email }) => ({ value: id, label: `${isolateName(name)} (${email})` })),
        ]}
      />
      <TextField
        id={fieldIds.typed}
        name="typed"
        label={`Type “${isolateName(organization)}” to confirm`}
        autoComplete="off"
        maxLength={120}
        required
        defaultValue={handOver?.typed}
        error={handOver?.errors.typed}
      />
    </>
  );
}

/** The same form on the page itself, as it came back: a popover cannot be opened without script. */
function HandOverAgain({
  organization,
  others,
  handOver,
}: {
  organization: string;
  others: PersonInOrganization[];
  handOver: TypedHandOver;
}) {
  return (
    <OrganizationForm className="flex max-w-prose flex-col gap-4">
      {/* biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it */}
      <h3 tabIndex={-1} autoFocus={Object.keys(handOver.errors).length === 0}>
        Hand over ownership?
      </h3>
      <ErrorSummary errors={handOver.errors} ids={fieldIds} title="Nothing was handed over" />
      <input type="hidden" name="intent" value="hand-over" />
      <HandOverFields organization={organization} others={others} handOver={handOver} />
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton variant="quiet" href="/organization">
          Keep it as it is
        </LinkButton>
        <Button variant="danger">Yes, hand over</Button>
      </div>
    </OrganizationForm>
  );
}
