import { Button } from '~/components/ui/button.tsx';
import { type FieldError, SelectField } from '~/components/ui/field.tsx';
import { Card, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { isolateName } from '~/utils/names.ts';

interface SeatPerson {
  userId: string;
  name: string;
  email: string;
  /** Null for somebody without a seat. */
  assignedAt: Date | null;
}

/** The people who may use a tool with seats; managers can change them. */
export function ToolSeats({
  seatsIncluded,
  people,
  viewerId,
  canAssign,
  canRevoke,
  error,
}: {
  seatsIncluded: number | null;
  people: SeatPerson[];
  viewerId: string;
  canAssign: boolean;
  canRevoke: boolean;
  error: FieldError;
}) {
  if (seatsIncluded === null) {
    return <p className="text-muted">Everyone in your organization may use it, except viewers. No seats are needed.</p>;
  }
  const holders = people.filter(({ assignedAt }) => assignedAt !== null);
  const others = people.filter(({ assignedAt }) => assignedAt === null);
  const isFull = holders.length >= seatsIncluded;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <meter
          min={0}
          max={seatsIncluded}
          value={Math.min(holders.length, seatsIncluded)}
          aria-label="Seats used"
          className="w-40"
        />
        <p className="tabular-nums">{`${holders.length} of ${seatsIncluded} seats used`}</p>
      </div>
      {holders.length === 0 ? (
        <p className="text-muted">Nobody has a seat yet, so nobody can open the tool.</p>
      ) : (
        <Table caption="People with a seat">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Since</th>
              {canRevoke && (
                <th scope="col">
                  <span className="sr-only">Change</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {holders.map(({ userId, name, email, assignedAt }) => (
              <tr key={userId}>
                <td className="w-full">
                  <p className="font-medium">
                    <bdi>{name}</bdi>
                    {userId === viewerId && ' (you)'}
                  </p>
                  <p className="break-all text-muted">{email}</p>
                </td>
                <td className="whitespace-nowrap">{assignedAt && <Day date={assignedAt} />}</td>
                {canRevoke && (
                  <td>
                    <OrganizationForm>
                      <input type="hidden" name="userId" value={userId} />
                      <Button size="small" name="intent" value="revoke-seat">
                        Revoke <span className="sr-only">{`the seat of ${isolateName(name)}`}</span>
                      </Button>
                    </OrganizationForm>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {canAssign && (
        <Card>
          {isFull ? (
            <p>All seats are taken. Revoke one to give it to somebody else.</p>
          ) : others.length === 0 ? (
            <p>Everyone who can hold a seat has one. Viewers cannot.</p>
          ) : (
            <OrganizationForm className="flex flex-wrap items-end gap-4">
              <input type="hidden" name="intent" value="assign-seat" />
              <SelectField
                name="userId"
                label="Person"
                className="min-w-60 grow"
                required
                error={error}
                defaultValue={others.find(({ userId }) => userId === viewerId)?.userId ?? ''}
              >
                <option value="">Choose a person</option>
                {others.map(({ userId, name, email }) => (
                  <option key={userId} value={userId}>
                    {`${isolateName(name)} (${email})`}
                  </option>
                ))}
              </SelectField>
              <Button>Assign seat</Button>
            </OrganizationForm>
          )}
        </Card>
      )}
    </>
  );
}
