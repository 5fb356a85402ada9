import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { TextPage } from '~/components/layout/text-page.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { helpSections } from '~/modules/marketplace/front/help.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/help' } satisfies RouteHandle;

export function loader({ context }: LoaderFunctionArgs) {
  return { origin: context.environment.PUBLIC_URL };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'How it works',
        description: 'Choosing, buying, seats, invoices, renewal, sign-in and leaving: how Lotline works, in short.',
        origin: data.origin,
        path: '/help',
      })
    : [];

export default function Help() {
  return (
    <TextPage
      title="How it works"
      description="From choosing a tool to leaving with your data, in short."
      sections={helpSections}
    >
      <section>
        <h2 id="more">Something else?</h2>
        <p>Write to us. A person reads it, and answers by mail.</p>
        <p>
          <LinkButton href="/contact">Contact</LinkButton>
        </p>
      </section>
    </TextPage>
  );
}
