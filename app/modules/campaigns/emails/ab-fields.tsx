import { CheckboxField, type FieldError, SelectField, TextField } from '~/components/ui/field.tsx';
import { PlanLink } from '~/modules/marketplace/plans/plan-link.tsx';
import type { TypedEmail } from './edited.ts';

/** A second subject for a part of the recipients, whose better half decides for all others. */
export function AbFields({
  typed,
  errors,
  isOpen,
}: {
  typed: TypedEmail;
  errors: Record<string, FieldError>;
  isOpen: boolean;
}) {
  // A plan that no longer has it keeps what it made.
  if (!isOpen && !typed.isAbTest)
    return (
      <p className="text-muted">
        Trying two subjects (A/B) comes with <PlanLink tier="ELITE" />.
      </p>
    );
  return (
    <>
      {!isOpen && (
        <p className="text-muted">
          Trying two subjects comes with <PlanLink tier="ELITE" />. Switch it off to send this email.
        </p>
      )}
      <CheckboxField name="isAbTest" label="Try two subjects" defaultChecked={typed.isAbTest} error={errors.isAbTest} />
      <TextField
        name="abSubject"
        label="Second subject"
        maxLength={250}
        required={false}
        defaultValue={typed.abSubject}
        error={errors.abSubject}
      />
      <TextField
        name="abPreviewText"
        label="Second preview text"
        maxLength={250}
        required={false}
        defaultValue={typed.abPreviewText}
        error={errors.abPreviewText}
      />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField
          name="abShare"
          label="Percent in the test"
          type="number"
          min={10}
          max={50}
          defaultValue={typed.abShare}
          error={errors.abShare}
          hint="Half of them get each subject."
        />
        <TextField
          name="abWaitHours"
          label="Hours to wait"
          type="number"
          min={1}
          max={24}
          defaultValue={typed.abWaitHours}
          error={errors.abWaitHours}
        />
        <SelectField
          name="abBy"
          label="Decided by"
          defaultValue={typed.abBy}
          error={errors.abBy}
          options={[
            { value: 'CLICKS', label: 'Clicks' },
            { value: 'OPENS', label: 'Opens by people' },
          ]}
        />
      </div>
      <p className="text-xs text-muted">
        A subject wins with at least 100 delivered on either side, 10 events and a clear difference. Otherwise the first
        one goes to all others.
      </p>
    </>
  );
}
