import type { ComponentProps, ReactNode } from 'react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';

/** The button that does what the page shows, with the fields that say it. */
export interface BulkConfirmation {
  label: string;
  isDanger?: boolean;
  fields: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The page between ticking things in a list and changing them: it shows what would become of each, and its button does that.
 * @param list  the list that the things were ticked in
 * @param count  the things that were ticked; without any the page says so
 * @param confirmation  undefined while there is nothing to do
 */
export function BulkPage({
  list,
  title,
  description,
  count,
  errors,
  confirmation,
  children,
}: {
  list: { href: string; label: string };
  title: string;
  description?: ReactNode;
  count: number;
  errors: ComponentProps<typeof ErrorSummary>['errors'];
  confirmation: BulkConfirmation | undefined;
  children: ReactNode;
}) {
  return (
    <AdminLayout>
      <Breadcrumbs links={[list]} current={title} />
      <PageHeader title={title} description={count > 0 && description} />
      {/* What was sent stands in hidden fields, to which no link leads. */}
      <ErrorSummary
        errors={errors}
        title="Nothing was changed"
        ids={Object.fromEntries(Object.keys(errors ?? {}).map((name) => [name, 'error-summary']))}
      />
      {count === 0 ? (
        <EmptyState
          icon="inbox"
          title="Nothing is ticked"
          actions={<LinkButton href={list.href}>{`Back to ${list.label.toLowerCase()}`}</LinkButton>}
        >
          Tick what should be changed in the list, and press one of the buttons above it.
        </EmptyState>
      ) : (
        <>
          {children}
          <div className="flex flex-wrap items-center gap-2">
            {confirmation && (
              <form method="post">
                {Object.entries(confirmation.fields).flatMap(([name, values]) =>
                  [values]
                    .flat()
                    .map((value) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
                )}
                <Button variant={confirmation.isDanger ? 'danger' : 'primary'} className="max-md:min-h-11">
                  {confirmation.label}
                </Button>
              </form>
            )}
            <LinkButton variant="quiet" href={list.href} className="max-md:min-h-11">
              Leave everything as it is
            </LinkButton>
          </div>
        </>
      )}
    </AdminLayout>
  );
}
