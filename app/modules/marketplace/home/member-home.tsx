import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { nameManagers } from '~/modules/accounts/people/roles.ts';
import type { PurchaseRequest } from '~/modules/marketplace/requests/queries.server.ts';
import { countWords } from '~/utils/words.ts';
import { type HomeTool, sortByUse, type ToolOpens } from './home-tool.ts';
import { RequestRows } from './request-rows.tsx';
import { HomeSection, rowLink } from './section.tsx';
import { ToolRows } from './tool-rows.tsx';

const toolsShown = 8;
const seatlessShown = 5;

interface MemberHomeProps {
  viewerId: string;
  tools: readonly HomeTool[];
  used: readonly ToolOpens[];
  /** Their own. */
  requests: readonly PurchaseRequest[];
  cartLines: number;
  /** Names of those who give seats and decide requests. */
  managers: readonly string[];
  openKey: string;
}

/** The first page of a MEMBER: the tools they work with, those they have no seat of, and what they asked for. */
export function MemberHome({ viewerId, tools, used, requests, cartLines, managers, openKey }: MemberHomeProps) {
  const own = tools.filter(({ access }) => access === 'ALLOWED' || access === 'CAPPED');
  const seatless = tools.filter(({ access }) => access === 'NO_SEAT');
  const ask = nameManagers(managers, 'disjunction');
  return (
    <>
      <HomeSection id="tools" title="Your tools" all={{ href: '/my-tools', label: 'My tools' }}>
        {own.length > 0 ? (
          <ToolRows tools={sortByUse(own, used).slice(0, toolsShown)} openKey={openKey} />
        ) : (
          <EmptyState
            icon="layout-dashboard"
            title={tools.length === 0 ? 'Your organization owns no tools yet' : 'No tool is yours to use yet'}
            actions={<LinkButton href="/tools">Browse tools</LinkButton>}
          >
            {seatless.length > 0
              ? `Tools below come with seats. Ask ${ask} for one.`
              : `Put what you need into your cart, and send it to ${ask} from there.`}
          </EmptyState>
        )}
      </HomeSection>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <HomeSection id="requests" title="Your requests" all={{ href: '/requests', label: 'Requests' }}>
          {requests.length > 0 ? (
            <RequestRows requests={requests} viewerId={viewerId} />
          ) : (
            <p className="text-muted">You asked for nothing yet. What you send from your cart is listed here.</p>
          )}
          {cartLines > 0 && (
            <p>
              <a href="/cart" className="link">
                {countWords(cartLines, 'item')} in your cart
              </a>
            </p>
          )}
        </HomeSection>
        {seatless.length > 0 && (
          <HomeSection id="seatless" title="Tools without a seat for you">
            <ul className="card divide-y divide-line px-4">
              {seatless.slice(0, seatlessShown).map(({ slug, name }) => (
                <li key={slug} className="py-2.5">
                  <a href={`/my-tools/${slug}`} className={rowLink}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
            <p className="text-muted">{`Ask ${ask} for a seat.`}</p>
          </HomeSection>
        )}
      </div>
    </>
  );
}
