import { Button, buttonClass } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { isolateName } from '~/utils/names.ts';
import type { PersonInOrganization } from './list.tsx';
import { type OrganizationRole, roleWords } from './roles.ts';

/**
 * What can be done about one person of the organization, behind a button of their row. It is a native popover, so it opens without
 * client code, and it lies over the page, so nothing of it is cut off on a phone.
 * @param roles  those the viewer may give, the present one among them
 * @param isSelf  whether it is the viewer: they leave on their own terms, further down the page
 */
export function PersonMenu({
  person,
  roles,
  isSelf,
  maySignOut,
}: {
  person: PersonInOrganization;
  roles: readonly OrganizationRole[];
  isSelf: boolean;
  maySignOut: boolean;
}) {
  const id = `person-${person.id}`;
  return (
    <>
      <button type="button" popovertarget={id} className={buttonClass({ size: 'small' })}>
        Manage
        <span className="sr-only">
          {' '}
          <bdi>{person.name}</bdi>
        </span>
      </button>
      <div id={id} popover="auto" role="dialog" aria-labelledby={`${id}-title`} className="confirmation">
        <div className="flex flex-col gap-5">
          <div>
            <h3 id={`${id}-title`}>
              <bdi>{person.name}</bdi>
            </h3>
            <p className="break-all text-muted">{person.email}</p>
          </div>
          {roles.length > 1 && <RoleForm person={person} roles={roles} />}
          {!isSelf && (
            <div className="flex flex-wrap gap-2">
              {maySignOut && <SignOutButton person={person} />}
              <RemoveButton person={person} />
            </div>
          )}
          <div className="flex justify-end">
            <button type="button" popovertarget={id} className={buttonClass({ variant: 'quiet' })}>
              Close
            </button>
          </div>
        </div>
      </div>
    </>
  );
}

function RoleForm({ person, roles }: { person: PersonInOrganization; roles: readonly OrganizationRole[] }) {
  return (
    <OrganizationForm className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="intent" value="change-role" />
      <input type="hidden" name="userId" value={person.id} />
      <select
        name="role"
        defaultValue={person.role}
        aria-label={`Role of ${isolateName(person.name)}`}
        className="control w-36"
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleWords[role].label}
          </option>
        ))}
      </select>
      <Button>
        Change role
        <span className="sr-only">
          {' '}
          of <bdi>{person.name}</bdi>
        </span>
      </Button>
    </OrganizationForm>
  );
}

function SignOutButton({ person }: { person: PersonInOrganization }) {
  return (
    <Confirmation
      id={`sign-out-${person.id}`}
      label={
        <>
          Sign out
          <span className="sr-only">
            {' '}
            <bdi>{person.name}</bdi>
          </span>
        </>
      }
      title={`Sign ${isolateName(person.name)} out?`}
      confirmLabel="Yes, sign them out"
      fields={{ intent: 'sign-out', userId: person.id }}
    >
      <p>
        Wherever they work for this organization, they have to sign in again. What they typed and did not send is lost.
        They keep their role.
      </p>
    </Confirmation>
  );
}

function RemoveButton({ person }: { person: PersonInOrganization }) {
  return (
    <Confirmation
      id={`remove-${person.id}`}
      label={
        <>
          Remove
          <span className="sr-only">
            {' '}
            <bdi>{person.name}</bdi>
          </span>
        </>
      }
      title={`Remove ${isolateName(person.name)}?`}
      confirmLabel="Yes, remove them"
      fields={{ intent: 'remove', userId: person.id }}
    >
      <p>
        They lose access at once, and the seats they have. What they bought or wrote for the organization stays. You can
        invite them again.
      </p>
    </Confirmation>
  );
}
