import { readSearchText } from '~/utils/addresses.ts';
import { addCampaignParameters } from './utm.ts';

const longestAddress = 2000;

/** What was typed to build a link, and the link; it stands in the address of the page, because it only reads. */
export interface BuiltLink {
  url: string;
  source: string;
  medium: string;
  /** Null while nothing is typed, or where it is no address. */
  link: string | null;
  /** Why there is none, by field. */
  errors: { url?: string; source?: string };
}

/** Builds the link that an address asks for. @param campaign  slug of the campaign */
export function readBuiltLink(search: URLSearchParams, campaign: string): BuiltLink {
  const url = (search.get('url') ?? '').trim();
  const source = readSearchText(search.get('source'));
  const medium = readSearchText(search.get('medium'));
  const typed = { url: url.slice(0, longestAddress), source, medium };
  if (url === '') return { ...typed, link: null, errors: {} };
  if (url.length > longestAddress)
    return { ...typed, link: null, errors: { url: `Use at most ${longestAddress} characters.` } };
  if (!/^https?:\/\//i.test(url) || /[\s\p{Cc}]/u.test(url) || !URL.canParse(url))
    return { ...typed, link: null, errors: { url: 'Enter a whole address, like https://www.example.com/homes.' } };
  if (source === '')
    return { ...typed, link: null, errors: { source: 'Say where the visitors come from, like newsletter or flyer.' } };
  return { ...typed, link: addCampaignParameters(url, { source, medium, campaign }), errors: {} };
}
