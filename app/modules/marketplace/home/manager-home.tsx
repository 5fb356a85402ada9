import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import type { PurchaseRequest } from '~/modules/marketplace/requests/queries.server.ts';
import type { FirstStep } from './first-steps.ts';
import { FirstStepsList } from './first-steps-list.tsx';
import { type HomeTool, sortByUse, type ToolOpens } from './home-tool.ts';
import { HomeFigures, InvoicesDue, NextRenewals } from './money-sections.tsx';
import type { ComingCharge, OpenInvoice } from './queries.server.ts';
import { RequestRows } from './request-rows.tsx';
import { SeatRows } from './seat-rows.tsx';
import { countSeats, listSeatGaps } from './seats.ts';
import { HomeSection } from './section.tsx';
import { ToolRows } from './tool-rows.tsx';

const usedShown = 5;
const gapsShown = 4;

interface ManagerHomeProps {
  viewerId: string;
  isOwner: boolean;
  /** Empty once all are done, or the list was put away. */
  steps: readonly FirstStep[];
  hasBought: boolean;
  /** People of the organization who use tools. */
  people: number;
  tools: readonly HomeTool[];
  used: readonly ToolOpens[];
  charges: readonly ComingCharge[];
  invoices: readonly OpenInvoice[];
  requests: readonly PurchaseRequest[];
  openKey: string;
}

/** The first page of an OWNER or ADMIN: costs, what is due, what waits for them, seats, and the tools in use. */
export function ManagerHome(props: ManagerHomeProps) {
  const { viewerId, isOwner, steps, hasBought, people, tools, used, charges, invoices, requests, openKey } = props;
  const gaps = listSeatGaps(tools, people);
  const lately = sortByUse(tools, used).filter(({ opens }) => opens);
  return (
    <>
      {steps.length > 0 && <FirstStepsList steps={steps} />}
      {!hasBought && steps.length === 0 && <NothingBought />}
      {hasBought && <HomeFigures charges={charges} invoices={invoices} seats={countSeats(tools, people)} />}
      {requests.length > 0 && (
        <HomeSection id="waiting" title="Requests that wait" all={{ href: '/requests', label: 'Requests' }}>
          <RequestRows requests={requests} viewerId={viewerId} decides decidesOwn={isOwner} />
        </HomeSection>
      )}
      {hasBought && (
        <div className="grid items-start gap-6 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-6">
            <InvoicesDue invoices={invoices} all={{ href: '/organization/billing', label: 'Billing' }} />
            <NextRenewals charges={charges} />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <HomeSection id="used" title="Used lately" all={{ href: '/my-tools', label: 'My tools' }}>
              {lately.length > 0 ? (
                <ToolRows tools={lately.slice(0, usedShown)} openKey={openKey} />
              ) : (
                <p className="text-muted">No tool was opened in the last 30 days. My tools is the way into each.</p>
              )}
            </HomeSection>
            {gaps.length > 0 && (
              <HomeSection id="seats" title="People without a seat" all={{ href: '/my-tools', label: 'My tools' }}>
                <SeatRows gaps={gaps.slice(0, gapsShown)} />
              </HomeSection>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function NothingBought() {
  return (
    <EmptyState
      icon="store"
      title="Your organization owns nothing yet"
      actions={
        <>
          <LinkButton variant="primary" href="/tools">
            Browse tools
          </LinkButton>
          <LinkButton href="/bundles">See bundles</LinkButton>
        </>
      }
    >
      What it costs, what renews and what is to be paid is shown here as soon as it owns something.
    </EmptyState>
  );
}
