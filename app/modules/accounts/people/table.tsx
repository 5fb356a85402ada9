import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { isolateName } from '~/utils/names.ts';
import { invitableRoles, type OrganizationRole, roleWords } from './roles.ts';

export interface PersonInOrganization {
  id: string;
  name: string;
  email: string;
  role: OrganizationRole;
}

/** Everybody in the organization; those who may manage it change roles and remove people here. */
export function PeopleTable({
  people,
  userId,
  role,
}: {
  people: PersonInOrganization[];
  userId: string;
  role: OrganizationRole;
}) {
  const roles = invitableRoles(role);
  return (
    <section className="flex flex-col gap-3">
      <h2>People</h2>
      <Table caption="People and their roles">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Role</th>
            {roles.length > 0 && <th scope="col">Access</th>}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => {
            // An admin has no say over owners.
            const changeable = roles.includes(person.role);
            return (
              <tr key={person.id}>
                <td className="w-full min-w-44">
                  <p className="font-medium">
                    <bdi>{person.name}</bdi>
                    {person.id === userId && ' (you)'}
                  </p>
                  <p className="break-all text-muted">{person.email}</p>
                </td>
                <td>
                  {changeable ? <RoleForm person={person} roles={roles} /> : <Tag>{roleWords[person.role].label}</Tag>}
                </td>
                {roles.length > 0 && (
                  <td>
                    {changeable && person.id !== userId && (
                      <div className="flex flex-wrap gap-2">
                        {role === 'OWNER' && <SignOutButton person={person} />}
                        <RemoveButton person={person} />
                      </div>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}

function RoleForm({ person, roles }: { person: PersonInOrganization; roles: readonly OrganizationRole[] }) {
  return (
    <OrganizationForm className="flex items-center gap-2">
      <input type="hidden" name="intent" value="change-role" />
      <input type="hidden" name="userId" value={person.id} />
      <select
        name="role"
        defaultValue={person.role}
        aria-label={`Role of ${isolateName(person.name)}`}
        className="control w-28"
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleWords[role].label}
          </option>
        ))}
      </select>
      <Button size="small">
        Change
        <span className="sr-only">
          {' '}
          role of <bdi>{person.name}</bdi>
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
      size="small"
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
      size="small"
      fields={{ intent: 'remove', userId: person.id }}
    >
      <p>
        They lose access at once, and the seats they have. What they bought or wrote for the organization stays. You can
        invite them again.
      </p>
    </Confirmation>
  );
}
