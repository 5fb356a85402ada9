import { Button } from '~/components/ui/button.tsx';
import { type FieldError, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { Errors } from '../contacts/contact-fields.tsx';
import type { DraftRule, SegmentDraft } from './draft.ts';
import { type Choice, isBehaviour, listRuleKinds, mostRules, ruleKinds } from './rules.ts';
import { ruleFieldIds } from './shown.ts';

interface SegmentFormProps {
  draft: SegmentDraft;
  errors: Errors;
  /** What the rules find, in words; null where nobody asked. */
  counted: string | null;
  lists: readonly Choice[];
  emails: readonly Choice[];
  /** Whether the tier has rules about what people did with emails. */
  hasBehaviour: boolean;
}

/** A segment, new or kept: its rules are added and taken out one by one. */
export function SegmentForm({ draft, errors, counted, lists, emails, hasBehaviour }: SegmentFormProps) {
  return (
    <OrganizationForm className="flex flex-col gap-6">
      <input type="hidden" name="id" value={draft.id} />
      {draft.version && <input type="hidden" name="version" value={draft.version} />}
      {/* Enter saves, and does not take the first rule out. */}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden>
        Save
      </button>
      <Card className="grid gap-4 p-5 sm:grid-cols-2">
        <TextField
          name="name"
          label="Name"
          maxLength={200}
          autoComplete="off"
          defaultValue={draft.name}
          error={errors?.name}
        />
        <SelectField
          name="matches"
          label="A contact matches when"
          defaultValue={draft.matches}
          error={errors?.matches}
          options={[
            { value: 'all', label: 'all rules hold' },
            { value: 'any', label: 'any rule holds' },
          ]}
        />
      </Card>
      <fieldset id="rules" className="flex flex-col gap-3">
        <legend className="mb-3 text-base font-semibold">Rules</legend>
        {draft.rules.length === 0 && <p className="text-muted">A contact … Add the first rule below.</p>}
        <ol className="flex flex-col gap-3">
          {draft.rules.map((rule, place) => (
            <li key={place}>
              <Card className="flex flex-wrap items-end gap-3 p-4">
                <input type="hidden" name={`rules[${place}].kind`} value={rule.kind} />
                <RuleField
                  rule={rule}
                  place={place}
                  error={errors?.[`rules[${place}].value`]}
                  lists={lists}
                  emails={emails}
                />
                <Button size="small" name="intent" value={`remove-rule-${place}`}>
                  Remove
                  <span className="sr-only"> rule {place + 1}</span>
                </Button>
              </Card>
            </li>
          ))}
        </ol>
        {draft.rules.length < mostRules && (
          <div className="flex flex-wrap items-end gap-3">
            <SelectField name="newRule" label="Another rule" className="min-w-0 grow sm:max-w-sm">
              {listRuleKinds().map(([name, kind]) => (
                <option key={name} value={name} disabled={isBehaviour(kind) && !hasBehaviour}>
                  {kind.label}
                </option>
              ))}
            </SelectField>
            <Button name="intent" value="add-rule">
              Add rule
            </Button>
          </div>
        )}
        {!hasBehaviour && (
          <p className="text-xs text-muted">
            Rules about what people received, opened or clicked need the plan GROWTH.
          </p>
        )}
      </fieldset>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" name="intent" value="save">
          Save
        </Button>
        <Button name="intent" value="count">
          Count
        </Button>
        <p role="status">{counted}</p>
      </div>
    </OrganizationForm>
  );
}

const hints = {
  text: undefined,
  tag: undefined,
  domain: 'Like example.com.',
  zone: 'Like America/Chicago.',
  days: undefined,
  day: 'Days begin at midnight of UTC.',
} as const;

/** The value of a rule. Its label is the rule itself. */
function RuleField({
  rule,
  place,
  error,
  lists,
  emails,
}: {
  rule: DraftRule;
  place: number;
  error: FieldError;
  lists: readonly Choice[];
  emails: readonly Choice[];
}) {
  const { label, value: kind } = ruleKinds[rule.kind];
  const name = `rules[${place}].value`;
  const field = {
    id: ruleFieldIds[name],
    name,
    label: `Contact ${label}`,
    defaultValue: rule.value,
    error,
    className: 'min-w-0 grow',
  };
  if (kind === 'list' || kind === 'email') {
    const choices = kind === 'list' ? lists : emails;
    const isGone = rule.value !== '' && !choices.some(({ id }) => id === rule.value);
    return (
      <SelectField
        {...field}
        options={[
          { value: '', label: kind === 'list' ? 'Choose a list' : 'Choose an email' },
          ...(isGone ? [{ value: rule.value, label: kind === 'list' ? 'A list that is gone' : 'An older email' }] : []),
          ...choices.map((choice) => ({ value: choice.id, label: choice.name })),
        ]}
      />
    );
  }
  return (
    <TextField
      {...field}
      hint={hints[kind]}
      type={kind === 'day' ? 'date' : 'text'}
      inputMode={kind === 'days' ? 'numeric' : undefined}
      maxLength={200}
      autoComplete="off"
    />
  );
}
