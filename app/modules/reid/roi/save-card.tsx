import { Button } from '~/components/ui/button.tsx';
import { SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { states } from '~/utils/us-states.ts';

/** What "Save" does: saves a new simulation, changes a saved one, or adds a scenario to one. */
export type SaveTarget =
  | { readonly kind: 'new' }
  | { readonly kind: 'change'; readonly id: string; readonly name: string; readonly seen: string }
  | { readonly kind: 'scenario'; readonly baseId: string; readonly base: string };

interface SaveCardProps {
  target: SaveTarget;
  /** The address of this calculation: the form is sent there, so that what is saved is what is shown. */
  address: string;
  /** The address without the saved simulation. */
  newAddress: string;
  /** Id of the new row. */
  id: string;
  suggestedName: string;
  /** Why nothing new can be saved; null while it can. */
  limit: string | null;
  typed?: Readonly<Record<string, string>> | undefined;
  errors?: Readonly<Record<string, string[] | null>> | null | undefined;
}

/** Saves what is calculated. Where the month's simulations are used up, a sentence takes the place of the form. */
export function SaveCard(props: SaveCardProps) {
  const { target, address, newAddress } = props;
  if (target.kind === 'new') return <NewSimulation {...props} />;
  const fields =
    target.kind === 'change' ? { intent: 'change', id: target.id, seen: target.seen } : { intent: 'scenario' };
  return (
    <Card className="flex flex-col gap-4 p-5">
      <h2>{target.kind === 'change' ? `Change “${target.name}”` : `Add a scenario to “${target.base}”`}</h2>
      <OrganizationForm action={address} className="flex flex-col gap-4">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {target.kind === 'scenario' && (
          <>
            <input type="hidden" name="id" value={props.id} />
            <input type="hidden" name="baseId" value={target.baseId} />
            <TextField
              name="name"
              label="Name"
              required
              maxLength={200}
              defaultValue={props.typed?.name}
              error={props.errors?.name}
              className="max-w-md"
            />
          </>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button variant="primary">Save</Button>
          <a href={newAddress} className="link max-sm:py-2.5">
            Save it as a new one instead
          </a>
        </div>
      </OrganizationForm>
    </Card>
  );
}

function NewSimulation({ address, id, suggestedName, limit, typed, errors }: SaveCardProps) {
  if (limit !== null) {
    return (
      <Card className="flex flex-col gap-2 p-5">
        <h2>Save this calculation</h2>
        <p>{limit}</p>
        <p className="text-muted">Calculating stays free, and the address of this page keeps the calculation.</p>
      </Card>
    );
  }
  const place = ['address', 'city', 'state', 'zipCode', 'notes'];
  return (
    <Card className="flex flex-col gap-4 p-5">
      <h2>Save this calculation</h2>
      <OrganizationForm action={address} className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="id" value={typed?.id ?? id} />
        <TextField
          name="name"
          label="Name"
          required
          maxLength={200}
          defaultValue={typed?.name ?? suggestedName}
          error={errors?.name}
          className="max-w-md"
        />
        <details open={place.some((name) => errors?.[name])}>
          <summary className="link w-fit max-sm:py-2.5">Address and notes</summary>
          <div className="mt-4 grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <TextField
              name="address"
              label="Street and number"
              required={false}
              maxLength={200}
              defaultValue={typed?.address}
              error={errors?.address}
            />
            <TextField
              name="city"
              label="City"
              required={false}
              maxLength={100}
              defaultValue={typed?.city}
              error={errors?.city}
            />
            <SelectField
              name="state"
              label="State"
              required={false}
              defaultValue={typed?.state ?? ''}
              error={errors?.state}
              options={[{ value: '', label: 'None' }, ...states.map((state) => ({ value: state, label: state }))]}
            />
            <TextField
              name="zipCode"
              label="ZIP code"
              required={false}
              maxLength={10}
              defaultValue={typed?.zipCode}
              error={errors?.zipCode}
            />
            <TextareaField
              name="notes"
              label="Notes"
              required={false}
              maxLength={2000}
              defaultValue={typed?.notes}
              error={errors?.notes}
              className="sm:col-span-2 lg:col-span-4"
            />
          </div>
        </details>
        <div>
          <Button variant="primary">Save</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
