import type { Answer, Viewer } from '#db/request-db.server.ts';
import type { Place } from '~/components/layout/places.tsx';
import { type IconName, iconOf } from '~/components/ui/icon.tsx';
import { roleWords } from '~/modules/accounts/people/roles.ts';
import { catalogAddress } from '~/modules/marketplace/catalog/filters.ts';
import type { ToolSummary } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { labelOf, priceModelSuffixes, statusLabels } from '~/modules/marketplace/labels.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords, summarizeNames } from '~/utils/words.ts';
import { listAdministrationPlaces, listNarrowedPlaces, listSitePlaces } from './places.ts';
import type { searchEverything } from './queries.server.ts';
import { shortestQuery } from './shortest-query.ts';

/** A page that somebody may be looking for. */
export interface Suggestion {
  href: string;
  label: string;
  /** What tells it from others of its name; empty where nothing has to. */
  note: string;
  icon: IconName;
}

/** Suggestions of one kind. */
export interface SuggestionGroup {
  label: string;
  items: Suggestion[];
  /** The page that has all of them, where there may be more. */
  more?: { href: string; label: string };
}

/** What a search found. */
export type Found = Omit<Answer<ReturnType<typeof searchEverything>>, 'viewer'>;

/** What was found of each kind, and the pages whose names hold the words; kinds without any are left out. */
export function groupFound(found: Found, viewer: Viewer | null, query: string, most: number): SuggestionGroup[] {
  return keepFilled([
    {
      label: 'Tools',
      items: found.tools.slice(0, most).map(suggestTool),
      ...(found.tools.length > most && {
        more: { href: catalogAddress({ query }), label: 'All these tools, with filters' },
      }),
    },
    { label: 'Bundles', items: found.bundles.slice(0, most).map(suggestBundle) },
    { label: 'Orders', items: found.orders.slice(0, most).map(suggestOrder) },
    { label: 'People', items: found.people.slice(0, most).map(suggestPerson) },
    ...groupPlaces(viewer, query),
  ]);
}

/**
 * The pages that the viewer can go to.
 * @param query  leaves those out whose names do not hold it; every name holds an empty one
 */
export function groupPlaces(viewer: Viewer | null, query: string): SuggestionGroup[] {
  const holds = ({ label }: Place) => label.toLowerCase().includes(query.toLowerCase());
  const narrowed = query.length < shortestQuery ? [] : listNarrowedPlaces(viewer, query);
  return keepFilled([
    { label: 'Go to', items: listSitePlaces(viewer).filter(holds).map(suggestPlace) },
    {
      label: 'Administration',
      items: [...listAdministrationPlaces(viewer).filter(holds), ...narrowed].map(suggestPlace),
    },
  ]);
}

const keepFilled = (groups: SuggestionGroup[]) => groups.filter(({ items }) => items.length > 0);

const suggestPlace = ({ href, label, icon }: Place): Suggestion => ({ href, label, note: '', icon });

/** One's own tools are opened from the page of all of them; what can be bought has its page in the catalog. */
function suggestTool(tool: ToolSummary): Suggestion {
  return {
    href: tool.owned ? `/my-tools/${tool.slug}` : `/tools/${tool.slug}`,
    label: tool.name,
    note: describeTool(tool),
    icon: iconOf(tool.icon),
  };
}

function describeTool({ owned, status, priceModel, price, currency }: ToolSummary): string {
  if (owned) return 'Yours';
  if (status === 'COMING_SOON') return labelOf(statusLabels, status);
  if (priceModel === 'CUSTOM') return 'Price on request';
  if (priceModel === 'FREE') return 'Free';
  const whole = `${formatMoney(price, currency)} ${priceModelSuffixes[priceModel]}`;
  return priceModel === 'USAGE_BASED' ? `From ${whole}` : whole;
}

function suggestBundle({ slug, name, icon, tools }: Found['bundles'][number]): Suggestion {
  return { href: `/bundles/${slug}`, label: name, note: countWords(tools, 'tool'), icon: iconOf(icon) };
}

function suggestOrder({ number, placedAt, items }: Found['orders'][number]): Suggestion {
  return {
    href: `/orders/${number}`,
    label: number,
    note: [formatDate(placedAt), summarizeNames(items)].filter(Boolean).join(', '),
    icon: 'receipt',
  };
}

function suggestPerson({ id, name, email, role }: Found['people'][number]): Suggestion {
  return {
    href: `/organization#member-${id}`,
    label: name,
    note: `${email}, ${roleWords[role].label}`,
    icon: 'user-round',
  };
}
