import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { TextPage } from '~/components/layout/text-page.tsx';
import { inForceSince, terms } from '~/modules/accounts/trust/terms.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { formatDate } from '~/utils/dates.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/terms' } satisfies RouteHandle;

export function loader({ context }: LoaderFunctionArgs) {
  return { origin: context.environment.PUBLIC_URL };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Terms',
        description:
          'What we promise, what you promise, and what happens when something is not paid, cancelled or closed.',
        origin: data.origin,
        path: '/terms',
      })
    : [];

export default function Terms() {
  return <TextPage title="Terms" description={`In force since ${formatDate(inForceSince)}.`} sections={terms} />;
}
