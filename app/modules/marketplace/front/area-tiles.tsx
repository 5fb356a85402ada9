import { Icon, type IconName } from '~/components/ui/icon.tsx';
import { readKey } from '~/utils/addresses.ts';
import { compareNames } from '~/utils/name-order.ts';
import { countWords } from '~/utils/words.ts';
import type { FacetCount } from '../catalog/filter-form.tsx';
import { catalogAddress } from '../catalog/filters.ts';
import { areaLabels, type ToolArea } from '../labels.ts';

const areaIcons = {
  LEADS: 'magnet',
  LISTINGS: 'house-heart',
  MARKET_ANALYSIS: 'chart-spline',
  TRANSACTIONS: 'signature',
  FINANCE: 'hand-coins',
  CUSTOMER_SERVICE: 'bot-message-square',
  CRM: 'users-round',
  MARKETING: 'megaphone',
  PLATFORM: 'blocks',
} as const satisfies Record<ToolArea, IconName>;

/**
 * The parts of the business, each with the tools there are for it; none without tools.
 * @param counts  of the facet `area`; others are left out
 */
export function AreaTiles({ counts }: { counts: FacetCount[] }) {
  const areas = counts
    .filter(({ facet }) => facet === 'area')
    .flatMap(({ value, count, isExact }) => {
      const area = readKey(areaLabels, value);
      return area ? [{ area, words: isExact ? countWords(count, 'tool') : '' }] : [];
    })
    .sort((one, other) => compareNames(areaLabels[one.area], areaLabels[other.area]));
  return (
    <ul className="area-tiles">
      {areas.map(({ area, words }) => (
        <li key={area}>
          <a href={catalogAddress({ areas: [area] })}>
            <Icon name={areaIcons[area]} />
            <b>{areaLabels[area]}</b>
            {words && <span>{words}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
