import { Button, LinkButton } from '~/components/ui/button.tsx';
import { FieldMessage } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { listResults } from './compared-rows.ts';
import { ComparisonTable } from './comparison.tsx';
import { type ScenarioType, scenarioHints, scenarioLabels } from './schema.ts';
import type { Summary } from './v2/calculate.ts';

/** A simulation or one of its scenarios, with its stored results. */
export interface Variation {
  readonly id: string;
  readonly name: string;
  readonly results: Summary;
}

const mostScenarios = 5;
/** Those that a comparison holds beside the base. */
const mostCompared = 3;

/** The scenarios of a simulation beside it, and the form that adds one. */
export function Scenarios({
  base,
  scenarios,
  formKey,
  mayAdd,
  kinds,
  error,
}: {
  base: Variation;
  scenarios: readonly Variation[];
  /** Id of the next scenario. */
  formKey: string;
  mayAdd: boolean;
  kinds: readonly ScenarioType[];
  error?: string[] | null | undefined;
}) {
  const all = [base, ...scenarios];
  const compared = [base, ...scenarios.slice(0, mostCompared)].map(({ id }) => id);
  return (
    <section className="flex flex-col gap-3" id="scenarios">
      <h2>Scenarios</h2>
      {scenarios.length > 0 && (
        <>
          <ComparisonTable
            caption="Scenarios"
            columns={all.map(({ id, name }) => ({ key: id, name, ...(id !== base.id && { href: `/reid/roi/${id}` }) }))}
            rows={listResults(all.map(({ results }) => results))}
          />
          <div className="no-print">
            <LinkButton href={writeAddress('/reid/roi/compare', { s: compared })}>Compare with inputs</LinkButton>
          </div>
        </>
      )}
      {scenarios.length === 0 && !mayAdd && <p className="text-muted">There are none.</p>}
      {mayAdd && scenarios.length < mostScenarios && <AddScenario formKey={formKey} kinds={kinds} error={error} />}
      {mayAdd && scenarios.length >= mostScenarios && (
        <p className="text-muted">{`A simulation has at most ${mostScenarios} scenarios.`}</p>
      )}
    </section>
  );
}

function AddScenario({
  formKey,
  kinds,
  error,
}: {
  formKey: string;
  kinds: readonly ScenarioType[];
  error?: string[] | null | undefined;
}) {
  return (
    <Card className="no-print p-5">
      <OrganizationForm className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="add-scenario" />
        <input type="hidden" name="id" value={formKey} />
        <fieldset aria-describedby={error ? 'type-error' : undefined}>
          <legend className="mb-2 font-medium">Kind of scenario</legend>
          <div className="flex flex-col gap-2">
            {kinds.map((type, index) => (
              <label key={type} className="flex min-h-11 items-start gap-2.5 md:min-h-6">
                <input type="radio" name="type" value={type} defaultChecked={index === 0} className="check mt-0.5" />
                <span>
                  <span className="font-medium">{scenarioLabels[type]}</span>
                  <span className="block text-xs text-muted">{scenarioHints[type]}</span>
                </span>
              </label>
            ))}
          </div>
          <FieldMessage id="type" error={error} />
        </fieldset>
        <div>
          <Button>Add scenario</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
