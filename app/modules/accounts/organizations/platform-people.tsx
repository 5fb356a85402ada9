import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { roleWords } from '~/modules/accounts/people/roles.ts';
import type { PlatformMember } from './queries.server.ts';

/**
 * The people of an organization, as the platform's administration sees them.
 * @param count  of all of them
 */
export function PlatformPeople({ people, count }: { people: readonly PlatformMember[]; count: number }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>People</h2>
      {people.length === 0 ? (
        <p className="text-muted">Nobody belongs to it any more.</p>
      ) : (
        <Table caption="People of the organization">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Role</th>
              <th scope="col">Here since</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.userId}>
                <th scope="row" className="w-full min-w-40">
                  <bdi>{person.name}</bdi>
                  <span className="block text-xs font-normal break-all text-muted">{person.email}</span>
                  {!person.isConfirmed && <Tag hue="warning">Not confirmed</Tag>}
                </th>
                <td>{roleWords[person.role].label}</td>
                <td className="whitespace-nowrap">
                  <Day date={person.joinedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {count > people.length && <p className="text-muted">{`These are ${people.length} of ${count}, by name.`}</p>}
    </section>
  );
}
