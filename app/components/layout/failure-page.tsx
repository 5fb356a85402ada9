import { Button, LinkButton } from '~/components/ui/button.tsx';
import type { FailureNotice } from '~/request/database-failures.server.ts';
import { KeptForm, keepFields } from './kept-form.tsx';
import { useRequestInformation } from './request-information.tsx';

/**
 * Stands in place of a page while the database cannot be reached. A form that was sent is kept in it, to be sent
 * again as it was; passwords have to be typed again. Rendered on the server only, and without any data.
 * @param address  of the page, or where the form was sent
 * @param form  undefined when a page was asked for
 */
export function FailurePage({
  notice,
  address,
  form,
}: {
  notice: FailureNotice;
  address: string;
  form: FormData | undefined;
}) {
  const { requestId } = useRequestInformation();
  return (
    <div className="page flex flex-col gap-6 py-16 sm:py-24">
      <div>
        <h1>{notice.title}</h1>
        <p className="mt-3 max-w-prose text-base text-muted">{notice.explanation}</p>
      </div>
      {form ? (
        <KeptForm fields={keepFields(form)} address={address}>
          <Button variant="primary">Try again</Button>
          <LinkButton href={address} variant="quiet">
            Look at the page first
          </LinkButton>
        </KeptForm>
      ) : (
        <div>
          <LinkButton href={address} variant="primary">
            Try again
          </LinkButton>
        </div>
      )}
      {requestId && (
        <p className="text-muted">
          If you write to us about this, mention request <code className="font-mono">{requestId}</code>.
        </p>
      )}
    </div>
  );
}
