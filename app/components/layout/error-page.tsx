import { isRouteErrorResponse } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { useRequestInformation } from './request-information.tsx';

/** Stands in place of a page that cannot be shown: says why, and links to places to go on from. */
export function ErrorPage({ error }: { error: unknown }) {
  const { requestId } = useRequestInformation();
  const { title, explanation } = describeError(error);
  return (
    <div className="page py-16 sm:py-24">
      <h1>{title}</h1>
      <p className="mt-3 max-w-prose text-base text-muted">{explanation}</p>
      <form action="/tools" className="mt-8 flex max-w-md gap-2">
        <label htmlFor="error-search" className="sr-only">
          Search the catalog
        </label>
        <input id="error-search" type="search" name="q" placeholder="Search the catalog" className="control" />
        <button type="submit" className="button button-primary">
          Search
        </button>
      </form>
      <div className="mt-4 flex flex-wrap gap-2">
        <LinkButton href="/tools">Browse tools</LinkButton>
        <LinkButton href="/bundles">See bundles</LinkButton>
      </div>
      {requestId && !isMissing(error) && (
        <p className="mt-10 text-muted">
          If you write to us about this, mention request <code className="font-mono">{requestId}</code>.
        </p>
      )}
    </div>
  );
}

function isMissing(error: unknown) {
  return isRouteErrorResponse(error) && error.status === 404;
}

/** The title that a failure of the database names: that a form is in doubt, say. */
function readTitle(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || !('title' in content)) return undefined;
  return typeof content.title === 'string' ? content.title : undefined;
}

/** The title and the explanation of an error, in words for the reader. */
export function describeError(error: unknown) {
  if (isMissing(error)) {
    return {
      title: 'Page not found',
      explanation: 'There is nothing at this address, or it is not yours to see. It may have been moved or withdrawn.',
    };
  }
  if (isRouteErrorResponse(error) && error.status >= 400 && error.status < 500) {
    return {
      title: error.status === 403 ? 'Not allowed' : 'This did not work',
      explanation:
        error.status === 403
          ? 'Your role in this organization does not include that. An owner or admin can help.'
          : 'The request could not be understood. Go back, check what you entered and send it again.',
    };
  }
  if (isRouteErrorResponse(error) && error.status === 503) {
    return {
      title: readTitle(error.data) ?? 'We cannot reach our database',
      explanation: 'Please try again in a moment.',
    };
  }
  return {
    title: 'Something went wrong',
    explanation: 'The fault is ours. Nothing you did is lost that was saved before; please try again in a moment.',
  };
}
