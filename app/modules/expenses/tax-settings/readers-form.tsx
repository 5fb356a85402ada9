import { Button } from '~/components/ui/button.tsx';
import { CheckboxField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { toWords } from '~/utils/words.ts';
import type { PossibleReader } from './queries.server.ts';

/** Who sees the taxes beside the owners; owners tick them, others read it. */
export function TaxReaders({ people, mayName }: { people: PossibleReader[]; mayName: boolean }) {
  return (
    <Card className="flex flex-col gap-4 p-5 sm:p-6">
      <h2>People who may see taxes</h2>
      <p className="max-w-prose text-muted">
        Owners do. Tick the admins and viewers who see income, settings, payments and estimates, too; viewers change
        nothing. Being ticked counts only while somebody is an admin or a viewer.
      </p>
      {people.length === 0 ? (
        <p className="text-muted">There is no admin or viewer in your organization.</p>
      ) : mayName ? (
        <OrganizationForm className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="save-readers" />
          {people.map(({ id, name, email, role, isNamed }) => (
            <div key={id}>
              <input type="hidden" name="shown" value={id} />
              <CheckboxField
                name="named"
                id={`named-${id}`}
                value={id}
                defaultChecked={isNamed}
                label={name}
                hint={`${toWords(role)}, ${email}`}
              />
            </div>
          ))}
          <div>
            <Button>Save</Button>
          </div>
        </OrganizationForm>
      ) : (
        <ul className="list-disc pl-5">
          {people
            .filter(({ isNamed }) => isNamed)
            .map(({ id, name, role }) => (
              <li key={id}>
                <bdi>{name}</bdi>
                {`, ${toWords(role)}`}
              </li>
            ))}
        </ul>
      )}
    </Card>
  );
}
