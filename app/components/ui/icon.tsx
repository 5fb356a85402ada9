import sprite from './icons.svg?url';

// One cached file holds the drawings, so that a page of many icons carries a short reference for each. To add an icon,
// copy its drawing from lucide.dev into the file as a symbol, and its name to this list.
const names = [
  'activity',
  'alarm-clock',
  'badge-dollar-sign',
  'bell-ring',
  'binoculars',
  'blocks',
  'book-open-check',
  'book-search',
  'bot-message-square',
  'box',
  'briefcase-business',
  'building-complex',
  'calculator',
  'calendar-check',
  'calendar-plus',
  'calendar-sync',
  'chart-column-stacked',
  'chart-no-axes-combined',
  'chart-pie',
  'chart-spline',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'chevron-up',
  'circle-check',
  'circle-exclamation-point',
  'clipboard-check',
  'external-link',
  'eye',
  'file-chart-column',
  'file-pen-line',
  'folder-check',
  'gauge',
  'grip-vertical',
  'hand-coins',
  'handshake',
  'house',
  'house-heart',
  'image-up',
  'inbox',
  'info',
  'key-round',
  'land-plot',
  'landmark',
  'layout-dashboard',
  'layout-template',
  'lock',
  'log-out',
  'magnet',
  'map-pin-house',
  'map-pinned',
  'medal',
  'megaphone',
  'message-circle-plus',
  'message-square-quote',
  'milestone',
  'minus',
  'notebook-text',
  'package',
  'percent',
  'piggy-bank',
  'plus',
  'printer',
  'receipt',
  'repeat-2',
  'rss',
  'scale',
  'scan-search',
  'scan-text',
  'search',
  'share-2',
  'shield-check',
  'shield-exclamation-point',
  'shopping-cart',
  'signature',
  'sliders-horizontal',
  'sofa',
  'star',
  'store',
  'target',
  'triangle-exclamation-point',
  'user-round',
  'users-round',
  'wallet',
  'waypoints',
  'workflow',
  'x',
] as const;

/** The lucide name of an icon that this product has. */
export type IconName = (typeof names)[number];

/** All icons, for the editors of the catalog. */
export const iconNames: readonly IconName[] = names;

const known: ReadonlyMap<string, IconName> = new Map(names.map((name) => [name, name]));

/** The icon of a tool or bundle as the catalog names it; a box for a name that is not known here. */
export const iconOf = (name: string | null): IconName => known.get(name ?? '') ?? 'box';

/** An icon beside words that say the same; hidden from assistive technology. */
export function Icon({ name, className = 'icon' }: { name: IconName; className?: string }) {
  return <Drawing name={name} className={className} />;
}

/** The icon of a tool or bundle as the catalog names it; a box for a name that is not known here. */
export function ToolIcon({ name, className = 'icon' }: { name: string | null; className?: string }) {
  return <Drawing name={iconOf(name)} className={className} />;
}

function Drawing({ name, className }: { name: string; className: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
