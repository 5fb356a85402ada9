/** What an address says of where its visitors come from. An empty value is left out. */
export interface CampaignParameters {
  /** Who sent them: `newsletter`, `twitter`. */
  source: string;
  /** How: `email`, `social`. */
  medium: string;
  /** Slug of the campaign. */
  campaign: string;
}

const parameterNames = { source: 'utm_source', medium: 'utm_medium', campaign: 'utm_campaign' } as const;

/**
 * Adds the parameters of a campaign to an address of the web. Everything else of it stays as it was written: its path, its order of
 * parameters, its fragment, and `utm_` parameters that it has, whatever their case. Other addresses (mailto, tel, a
 * fragment) come back unchanged.
 */
export function addCampaignParameters(url: string, parameters: CampaignParameters): string {
  if (!/^https?:\/\//i.test(url)) return url;
  const [beforeFragment = '', ...fragments] = url.split('#');
  const [path = '', ...queries] = beforeFragment.split('?');
  const query = queries.join('?');
  const present = new Set(query.split('&').map((pair) => pair.split('=', 1)[0]?.toLowerCase()));
  const added = listParameters(parameters)
    .filter(([name]) => !present.has(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (added.length === 0) return url;
  const written = [...(query === '' ? [] : [query.replace(/&$/, '')]), ...added].join('&');
  return `${path}?${written}${fragments.length > 0 ? `#${fragments.join('#')}` : ''}`;
}

function listParameters({ source, medium, campaign }: CampaignParameters): (readonly [string, string])[] {
  const all = [
    [parameterNames.source, source.trim()],
    [parameterNames.medium, medium.trim()],
    [parameterNames.campaign, campaign.trim()],
  ] as const;
  return all.filter(([, value]) => value !== '');
}
