import { Button } from '~/components/ui/button.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { PlanLink } from '~/modules/marketplace/plans/plan-link.tsx';

/** Offers a report to everybody as the beginning of others. */
export function TemplateForm({ isTemplate }: { isTemplate: boolean }) {
  return (
    <OrganizationForm>
      <input type="hidden" name="intent" value={isTemplate ? 'no-template' : 'template'} />
      <Button>{isTemplate ? 'No longer a template' : 'Save as template'}</Button>
    </OrganizationForm>
  );
}

/** Stands where schedules and templates would be below ELITE. */
export function NeedsElite({ hasSchedule }: { hasSchedule: boolean }) {
  return (
    <p className="no-print text-muted">
      Schedules and templates: Needs <PlanLink tier="ELITE" />.
      {hasSchedule && ' Its schedule is kept and does not run meanwhile.'}
    </p>
  );
}
