import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { isolateName } from '~/utils/names.ts';
import type { PlatformPerson } from './queries.server.ts';
import { platformRoleWords } from './role-words.ts';

/**
 * The people who work for the platform, with their roles.
 * @param mayWrite  whether each role can be taken away
 */
export function PlatformPeopleTable({ people, mayWrite }: { people: readonly PlatformPerson[]; mayWrite: boolean }) {
  return (
    <Table caption="People of the platform">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Roles</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row" className="align-top">
              <bdi>{person.name}</bdi>
              <span className="block text-xs font-normal break-all text-muted">{person.email}</span>
            </th>
            <td className="w-full">
              <ul className="flex flex-col gap-2">
                {person.roles.map((held) => (
                  <li key={held.role} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="font-medium">{platformRoleWords[held.role].label}</span>
                    <span className="text-xs text-muted">
                      since <Day date={held.grantedAt} />, by{' '}
                      {held.grantedBy === null ? 'the command line' : <bdi>{held.grantedBy}</bdi>}
                    </span>
                    {mayWrite && <TakeAway person={person} role={held.role} />}
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function TakeAway({ person: { id, name }, role }: { person: PlatformPerson; role: keyof typeof platformRoleWords }) {
  const { label, explanation } = platformRoleWords[role];
  return (
    <Confirmation
      id={`revoke-${id}-${role.toLowerCase()}`}
      size="small"
      variant="quiet"
      label={
        <>
          Take away<span className="sr-only">{` ${label} from ${isolateName(name)}`}</span>
        </>
      }
      title={`Take ${label} away from ${isolateName(name)}?`}
      confirmLabel="Yes, take it away"
      fields={{ intent: 'revoke', userId: id, role }}
    >
      <p>{`From their next click on they cannot do this any more: ${explanation} They are told by mail.`}</p>
    </Confirmation>
  );
}
