import type { ReactNode } from 'react';
import { Card, PageHeader } from '~/components/ui/layout.tsx';

/** A page with one small form, such as signing in, and links to other pages below it. */
export function AccountPage({
  title,
  description,
  children,
  elsewhere,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  elsewhere?: ReactNode;
}) {
  return (
    <div className="page max-w-lg py-10 sm:py-16">
      <div className="flex flex-col gap-6">
        <PageHeader title={title} description={description} />
        <Card className="p-5 sm:p-6">
          <div className="flex flex-col gap-5">{children}</div>
        </Card>
        {elsewhere && <div className="flex flex-col gap-2 text-muted">{elsewhere}</div>}
      </div>
    </div>
  );
}

/** Carries the address to go back to through a form. */
export function RedirectField({ redirectTo }: { redirectTo: string }) {
  return <input type="hidden" name="redirectTo" value={redirectTo} />;
}
