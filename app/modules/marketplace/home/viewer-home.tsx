import { isModule } from '~/modules/marketplace/purchases/open-tool.tsx';
import { type HomeTool, sortByUse, type ToolOpens } from './home-tool.ts';
import { HomeFigures, InvoicesDue, NextRenewals } from './money-sections.tsx';
import type { ComingCharge, OpenInvoice } from './queries.server.ts';
import { countSeats } from './seats.ts';
import { HomeSection } from './section.tsx';
import { ToolRows } from './tool-rows.tsx';

interface ViewerHomeProps {
  tools: readonly HomeTool[];
  used: readonly ToolOpens[];
  /** People of the organization who use tools. */
  people: number;
  charges: readonly ComingCharge[];
  invoices: readonly OpenInvoice[];
  openKey: string;
}

/** The first page of a VIEWER: what they may look at, and the costs of the organization. They change nothing. */
export function ViewerHome({ tools, used, people, charges, invoices, openKey }: ViewerHomeProps) {
  const shown = tools.filter((tool) => tool.access === 'READ_ONLY' && isModule(tool));
  return (
    <>
      <HomeFigures charges={charges} invoices={invoices} seats={countSeats(tools, people)} />
      <HomeSection id="tools" title="Tools to look at" all={{ href: '/my-tools', label: 'My tools' }}>
        {shown.length > 0 ? (
          <ToolRows tools={sortByUse(shown, used)} openKey={openKey} />
        ) : (
          <p className="text-muted">Your organization owns none that viewers open. My tools shows how each is used.</p>
        )}
      </HomeSection>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <InvoicesDue invoices={invoices} all={{ href: '/orders', label: 'Orders' }} />
        <NextRenewals charges={charges} />
      </div>
    </>
  );
}
