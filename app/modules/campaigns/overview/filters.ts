import { readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';
import {
  type CampaignStatus,
  type CampaignType,
  campaignStatusLabels,
  campaignTypeLabels,
} from '../campaigns/labels.ts';
import { type Place, readPlace, writePlace } from '../list-place.ts';

/** Filters of the list of campaigns. An absent one narrows nothing. */
export interface CampaignFilters {
  status?: CampaignStatus;
  type?: CampaignType;
  /** One tag, as it is written. */
  tag?: string;
  /** Part of the name. */
  query?: string;
  /** The archived ones, and no others. */
  isArchived?: true;
}

/** Reads the filter form of the list from an address. Leaves values without a meaning out. */
export function readFilters(search: URLSearchParams): CampaignFilters {
  const status = readKey(campaignStatusLabels, search.get('status'));
  const type = readKey(campaignTypeLabels, search.get('type'));
  const tag = readSearchText(search.get('tag'), 50);
  const query = readSearchText(search.get('q'));
  return {
    ...(status && { status }),
    ...(type && { type }),
    ...(tag !== '' && { tag }),
    ...(query !== '' && { query }),
    ...(search.get('archived') === 'yes' && { isArchived: true }),
  };
}

/** The row that a page of the list begins behind; null for the first page. */
export const readBefore = (search: URLSearchParams): Place | null => readPlace(search.get('before'));

/** Whether anything narrows the list. */
export const isFiltered = (filters: CampaignFilters) => Object.keys(filters).length > 0;

/** The address of a page of the list. @param last  the row it begins behind; by default the first page */
export function writeOverviewAddress(
  { status, type, tag, query, isArchived }: CampaignFilters,
  last?: { createdAt: string; id: string },
): string {
  return writeAddress('/campaigns', {
    status,
    type,
    tag,
    q: query,
    archived: isArchived && 'yes',
    before: last && writePlace(last),
  });
}
