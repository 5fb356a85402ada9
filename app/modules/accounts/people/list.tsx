import { Card } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { PersonMenu } from './person-menu.tsx';
import { type OrganizationRole, rolesToGive, roleWords } from './roles.ts';

export interface PersonInOrganization {
  id: string;
  name: string;
  email: string;
  role: OrganizationRole;
}

/** Everybody in the organization, a row each; those who may manage it change roles and remove people from the menu of a row. */
export function PeopleList({
  people,
  userId,
  role,
}: {
  people: PersonInOrganization[];
  userId: string;
  role: OrganizationRole;
}) {
  const owners = people.filter((person) => person.role === 'OWNER').length;
  return (
    <section aria-labelledby="people" className="flex flex-col gap-3">
      <h2 id="people">People</h2>
      <Card className="p-0">
        <ul className="divide-y divide-line">
          {people.map((person) => {
            const isSelf = person.id === userId;
            const roles = rolesToGive(role, person.role, owners);
            return (
              <li
                key={person.id}
                id={`member-${person.id}`}
                tabIndex={-1}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3"
              >
                <div className="min-w-0 grow basis-48">
                  <p className="font-medium">
                    <bdi>{person.name}</bdi>
                    {isSelf && ' (you)'}
                  </p>
                  <p className="break-all text-muted">{person.email}</p>
                </div>
                <Tag>{roleWords[person.role].label}</Tag>
                {(roles.length > 1 || (roles.length > 0 && !isSelf)) && (
                  <PersonMenu person={person} roles={roles} isSelf={isSelf} maySignOut={role === 'OWNER'} />
                )}
              </li>
            );
          })}
        </ul>
      </Card>
    </section>
  );
}
