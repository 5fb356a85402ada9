import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import type { TypedEmail } from './edited.ts';

interface Choice {
  id: string;
  name: string;
}

/** Who gets an email: everybody of these lists and segments, without those of other lists. */
export function AudienceFields({
  typed,
  errors,
  lists,
  segments,
}: {
  typed: TypedEmail;
  errors: Record<string, FieldError>;
  lists: readonly Choice[];
  segments: readonly Choice[];
}) {
  if (lists.length === 0 && segments.length === 0)
    return (
      <p id="lists">
        {'There is nobody to write to yet. '}
        <a href="/campaigns/contacts/lists" className="link">
          Make a list
        </a>
        {' first.'}
      </p>
    );
  return (
    <>
      <Choices name="lists" label="Lists" choices={lists} chosen={typed.lists} error={errors.lists} />
      <Choices name="segments" label="Segments" choices={segments} chosen={typed.segments} error={errors.segments} />
      <Choices
        name="excluded"
        label="Leave out who is on"
        choices={lists}
        chosen={typed.excluded}
        error={errors.excluded}
      />
      <p className="text-xs text-muted">
        Whoever is on several gets it once. People without consent, and those who unsubscribed, get nothing.
      </p>
    </>
  );
}

/** Boxes to tick; one that was chosen and is gone stays ticked until it is taken off. */
function Choices({
  name,
  label,
  choices,
  chosen,
  error,
}: {
  name: string;
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  error: FieldError;
}) {
  const gone = chosen.filter((id) => !choices.some((choice) => choice.id === id));
  const all = [...choices, ...gone.map((id) => ({ id, name: 'One that is no longer there' }))];
  if (all.length === 0) return null;
  return (
    <fieldset id={name} tabIndex={-1} className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">{label}</legend>
      <ul className="mt-1.5 grid max-h-64 gap-2 overflow-y-auto sm:grid-cols-2">
        {all.map((choice) => (
          <li key={choice.id} className="flex items-start gap-2.5">
            <input
              type="checkbox"
              id={`${name}-${choice.id}`}
              name={name}
              value={choice.id}
              defaultChecked={chosen.includes(choice.id)}
              className="check mt-0.5"
            />
            <label htmlFor={`${name}-${choice.id}`} className="min-w-0 break-words">
              {choice.name}
            </label>
          </li>
        ))}
      </ul>
      <FieldMessage id={name} error={error} />
    </fieldset>
  );
}
