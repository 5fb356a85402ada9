import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { TextPage } from '~/components/layout/text-page.tsx';
import { privacySections } from '~/modules/accounts/trust/privacy.ts';
import { inForceSince } from '~/modules/accounts/trust/terms.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { formatDate } from '~/utils/dates.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/privacy' } satisfies RouteHandle;

export function loader({ context }: LoaderFunctionArgs) {
  return { origin: context.environment.PUBLIC_URL };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Privacy',
        description: 'What Lotline keeps of you and why, what it does not do, and what you may ask for.',
        origin: data.origin,
        path: '/privacy',
      })
    : [];

export default function Privacy() {
  return (
    <TextPage title="Privacy" description={`As it is since ${formatDate(inForceSince)}.`} sections={privacySections} />
  );
}
