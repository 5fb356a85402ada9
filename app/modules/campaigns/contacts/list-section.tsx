import { Button } from '~/components/ui/button.tsx';
import { type FieldError, SelectField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { Membership } from './queries.server.ts';

/** The lists that somebody is on or left, and the form that puts them on another one. */
export function ListSection({
  memberships,
  error,
  mayWrite,
}: {
  memberships: readonly Membership[];
  /** Why they were not put on a list. */
  error: FieldError;
  mayWrite: boolean;
}) {
  const known = memberships.filter(({ isOnList, leftAt }) => isOnList || leftAt !== null);
  const others = memberships.filter(({ isOnList, leftByPerson }) => !isOnList && !leftByPerson);
  return (
    <section aria-labelledby="lists" className="flex flex-col gap-3">
      <h2 id="lists">Lists</h2>
      {known.length === 0 ? (
        <p className="text-muted">They are on no list.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {known.map(({ id, name, isOnList, leftAt, leftByPerson, since }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
                <span className="min-w-0">
                  <a href={`/campaigns/contacts/lists/${id}`} className="link wrap-anywhere">
                    {name}
                  </a>
                  <span className="block text-xs text-muted">
                    {isOnList ? 'Since ' : leftByPerson ? 'Left by themselves on ' : 'Taken off on '}
                    {isOnList ? since && <Day date={since} /> : leftAt && <Day date={leftAt} />}
                  </span>
                </span>
                {mayWrite && isOnList && (
                  <OrganizationForm className="no-print">
                    <input type="hidden" name="listId" value={id} />
                    <Button size="small" name="intent" value="remove-from-list">
                      Remove from list
                      <span className="sr-only"> {name}</span>
                    </Button>
                  </OrganizationForm>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mayWrite &&
        (others.length === 0 ? (
          <p className="no-print text-muted">
            There is no other list. <a href="/campaigns/contacts/lists">Make one</a> to put them on it.
          </p>
        ) : (
          <OrganizationForm className="no-print flex max-w-xl flex-wrap items-end gap-3">
            <SelectField
              name="listId"
              label="Another list"
              error={error}
              className="min-w-0 grow"
              options={[
                { value: '', label: 'Choose a list' },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Button name="intent" value="add-to-list">
              Add to list
            </Button>
          </OrganizationForm>
        ))}
    </section>
  );
}
