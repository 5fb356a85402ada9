import { Table } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { OrganizationRole } from '~/modules/accounts/people/roles.ts';
import { roleWords } from '~/modules/accounts/people/roles.ts';

/** Somebody of the organization, and whether they have a second factor. */
interface PersonFactors {
  userId: string;
  name: string;
  email: string;
  role: OrganizationRole;
  hasSecondFactor: boolean;
}

/** The people of the organization, those without a second factor first. */
export function PeopleFactors({ people }: { people: readonly PersonFactors[] }) {
  return (
    <Table caption="Second factors of people">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Role</th>
          <th scope="col">Second factor</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ userId, name, email, role, hasSecondFactor }) => (
          <tr key={userId}>
            <th scope="row" className="wrap-anywhere">
              <bdi>{name}</bdi>
              <span className="block font-normal text-muted">{email}</span>
            </th>
            <td>{roleWords[role].label}</td>
            <td>{hasSecondFactor ? <Tag hue="success">Yes</Tag> : <Tag hue="warning">No</Tag>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
