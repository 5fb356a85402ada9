import { Icon, type IconName } from '~/components/ui/icon.tsx';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import type { CatalogFigures, CustomerFigures, Dashboard, SalesFigures } from './figures.ts';

/** A number that says whether something has to be done, and leads to where it is done or listed, if there is such a place. */
interface Tile {
  href?: string;
  icon: IconName;
  label: string;
  value: string;
  note?: string;
  /** Whether somebody has to do something. */
  waits?: boolean;
}

/** Counts of reviews end at 500. */
const mostCounted = 500;
const writeCount = (count: number) => (count > mostCounted ? `${mostCounted}+` : count.toLocaleString('en-US'));

function tilesOfSales({ months, renewals, overdue, approvals, unmatchedPayments }: SalesFigures): Tile[] {
  const now = months.at(-1);
  return [
    {
      href: '/admin/orders',
      icon: 'badge-dollar-sign',
      label: 'Sales this month',
      value: formatMoney(now?.sales ?? 0),
      note: countWords(now?.orders ?? 0, 'order'),
    },
    {
      icon: 'calendar-sync',
      label: 'Renews within 30 days',
      value: formatMoney(renewals.amount),
      note: countWords(renewals.count, 'purchase'),
    },
    {
      href: '/admin/overdue',
      icon: 'alarm-clock',
      label: 'Overdue',
      value: formatMoney(overdue.amount),
      note: countWords(overdue.count, 'invoice'),
      waits: overdue.count > 0,
    },
    {
      href: '/admin/approvals',
      icon: 'circle-check',
      label: 'Wait for a second person',
      value: approvals.toLocaleString('en-US'),
      waits: approvals > 0,
    },
    {
      href: '/admin/payments',
      icon: 'wallet',
      label: 'Payments of no order',
      value: unmatchedPayments.toLocaleString('en-US'),
      waits: unmatchedPayments > 0,
    },
  ];
}

function tilesOfCatalog(figures: CatalogFigures): Tile[] {
  return [
    {
      href: '/admin/reviews',
      icon: 'message-square-quote',
      label: 'Reviews to read',
      value: writeCount(figures.pendingReviews),
      waits: figures.pendingReviews > 0,
    },
    {
      href: '/admin/reviews?status=FLAGGED',
      icon: 'shield-exclamation-point',
      label: 'Reviews reported',
      value: writeCount(figures.reportedReviews),
      waits: figures.reportedReviews > 0,
    },
    {
      href: '/admin/tools',
      icon: 'blocks',
      label: 'Tools on sale',
      value: figures.toolsOnSale.toLocaleString('en-US'),
      note: `${figures.toolsHidden.toLocaleString('en-US')} not published`,
    },
    {
      href: '/admin/bundles?status=ACTIVE',
      icon: 'package',
      label: 'Bundles on sale',
      value: figures.bundlesOnSale.toLocaleString('en-US'),
    },
  ];
}

function tilesOfCustomers({ organizations, upgradeRequests, months, failedMail }: CustomerFigures): Tile[] {
  return [
    {
      href: '/admin/upgrades',
      icon: 'chevron-up',
      label: 'Ask for a higher plan',
      value: upgradeRequests.toLocaleString('en-US'),
      waits: upgradeRequests > 0,
    },
    {
      href: '/admin/organizations?sort=created',
      icon: 'building-complex',
      label: 'Organizations',
      value: organizations.toLocaleString('en-US'),
      note: `${(months.at(-1)?.organizations ?? 0).toLocaleString('en-US')} new this month`,
    },
    {
      href: '#failed-mail',
      icon: 'inbox',
      label: 'Mail that failed',
      value: failedMail.toLocaleString('en-US'),
      note: 'in the last 30 days',
      waits: failedMail > 0,
    },
  ];
}

/** The figures of a dashboard as links, what waits first. */
export function DashboardTiles({ sales, catalog, customers }: Dashboard) {
  const tiles = [
    ...(sales ? tilesOfSales(sales) : []),
    ...(catalog ? tilesOfCatalog(catalog) : []),
    ...(customers ? tilesOfCustomers(customers) : []),
  ];
  const isWaiting = ({ waits = false }: Tile) => waits;
  const [waiting, others] = [tiles.filter(isWaiting), tiles.filter((tile) => !isWaiting(tile))];
  return (
    <>
      <section className="flex flex-col gap-3">
        <h2>To do</h2>
        {waiting.length > 0 ? <TileList tiles={waiting} /> : <p className="text-muted">Nothing waits for you.</p>}
      </section>
      <section className="flex flex-col gap-3">
        <h2>How it stands</h2>
        <TileList tiles={others} />
      </section>
    </>
  );
}

function TileList({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {tiles.map((tile) => (
        <li key={tile.label}>
          {tile.href ? (
            <a href={tile.href} className="card flex h-full items-start gap-3 p-4 hover:border-line-strong">
              <TileContent tile={tile} />
            </a>
          ) : (
            <div className="card flex h-full items-start gap-3 p-4">
              <TileContent tile={tile} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function TileContent({ tile: { icon, label, value, note, waits } }: { tile: Tile }) {
  return (
    <>
      <Icon name={icon} className={waits ? 'icon mt-0.5 text-warning-ink' : 'icon mt-0.5 text-muted'} />
      <span className="min-w-0">
        <span className="block text-muted">{label}</span>
        <span className="block text-lg font-semibold tabular-nums">{value}</span>
        {note && <span className="block text-xs text-muted">{note}</span>}
      </span>
    </>
  );
}
