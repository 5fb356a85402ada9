import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { PlanLink } from '~/modules/marketplace/plans/plan-link.tsx';
import { countWords } from '~/utils/words.ts';

/**
 * What the owner of a simulation, an ADMIN and an OWNER do with it.
 * @param changeAddress  the calculator with its inputs; null where they are of a version that is not known any more
 * @param hasTemplates  whether the organization's plan has templates
 */
export function SimulationActions({
  id,
  isShared,
  isTemplate,
  isScenario,
  scenarios,
  changeAddress,
  hasTemplates,
}: {
  id: string;
  isShared: boolean;
  isTemplate: boolean;
  isScenario: boolean;
  /** How many go with it when it is deleted. */
  scenarios: number;
  changeAddress: string | null;
  hasTemplates: boolean;
}) {
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      {changeAddress && <LinkButton href={changeAddress}>Change inputs</LinkButton>}
      <form method="get" action={`/reid/roi/${id}#recalculated`}>
        <Button name="recalculate" value="yes">
          Recalculate
        </Button>
      </form>
      <OrganizationForm className="flex flex-wrap items-center gap-2">
        <Button name="intent" value={isShared ? 'unshare' : 'share'}>
          {isShared ? 'Stop sharing' : 'Share'}
        </Button>
        {!isScenario && hasTemplates && (
          <Button name="intent" value={isTemplate ? 'no-template' : 'template'}>
            {isTemplate ? 'No longer a template' : 'Use as template'}
          </Button>
        )}
      </OrganizationForm>
      <Confirmation
        id="delete-simulation"
        label="Delete"
        title="Delete this simulation?"
        confirmLabel="Delete it"
        variant="quiet"
        fields={{ intent: 'delete' }}
      >
        <p>
          {scenarios > 0 ? `Its ${countWords(scenarios, 'scenario')} go with it. ` : ''}
          This cannot be undone, and it gives nothing back of this month’s simulations.
        </p>
      </Confirmation>
      {!isScenario && !hasTemplates && (
        <p className="text-muted">
          Templates: Needs <PlanLink tier="ELITE" />
        </p>
      )}
    </div>
  );
}
