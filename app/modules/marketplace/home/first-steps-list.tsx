import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { FirstStep } from './first-steps.ts';

/** The first steps of a new organization, with the next one to take; and the button that puts the list away. */
export function FirstStepsList({ steps }: { steps: readonly FirstStep[] }) {
  const next = steps.find(({ isDone }) => !isDone);
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <section aria-labelledby="first-steps" className="card p-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h2 id="first-steps">First steps</h2>
        <p className="flex items-center gap-3 text-muted tabular-nums">
          <progress value={done} max={steps.length} aria-labelledby="first-steps" className="h-2 w-28" />
          {`${done} of ${steps.length} done`}
        </p>
        <OrganizationForm className="ml-auto">
          <Button name="intent" value="end-first-steps" variant="quiet" size="small">
            Hide these steps
          </Button>
        </OrganizationForm>
      </div>
      <ol className="mt-3 divide-y divide-line">
        {steps.map((step) => (
          <li key={step.title} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
            <StepMark isDone={step.isDone} />
            <div className="min-w-48 grow basis-0">
              <p className={step.isDone ? 'text-muted' : 'font-semibold'}>
                {step.isDone && <span className="sr-only">Done: </span>}
                {step.title}
              </p>
              {!step.isDone && <p className="text-pretty text-muted">{step.text}</p>}
            </div>
            {!step.isDone && (
              <LinkButton href={step.href} variant={step === next ? 'primary' : 'secondary'} size="small">
                {step.action}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepMark({ isDone }: { isDone: boolean }) {
  return isDone ? (
    <Icon name="circle-check" className="icon text-success-ink" />
  ) : (
    <span aria-hidden="true" className="size-5 shrink-0 rounded-full border border-line-strong" />
  );
}
