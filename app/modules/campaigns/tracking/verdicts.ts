/**
 * Why one request for a picture or a link of a message counts as a program's. The database adds two verdicts: `EARLY`, for what comes so soon
 * after sending that nobody can have read the message, and `MANY_LINKS`, for different links at once.
 */
export type Verdict = 'HEAD' | 'PREFETCH' | 'APPLE' | 'SCANNER';

/** What was asked for: the picture that tells of opening, or a link. */
export type Act = 'OPEN' | 'CLICK';

export interface Judgement {
  /** Null where the request looks like a person's. */
  verdict: Verdict | null;
  /** Seconds after sending within which it counts as a program's all the same. */
  earlySeconds: number;
}

/** Reading takes time: so soon nobody has opened a message, or found a link in it and followed it. */
const earlySeconds = { OPEN: 2, CLICK: 5 } as const satisfies Record<Act, number>;

const prefetchHeaders = ['purpose', 'x-purpose', 'sec-purpose', 'x-moz'];

/** Apple's Mail loads pictures for its users whether they look or not, and says no more of itself than this. */
const appleMail = 'Mozilla/5.0';

/** Programs that look at mail before people do. Providers' proxies that load a picture once somebody looks are none of them. */
const scanners = [
  // Filters of companies and providers.
  /barracuda|mimecast|proofpoint|fireeye|trend ?micro|sophos|symantec|messagelabs|ironport|\bcisco\b|forcepoint|websense|zscaler|cloudmark/i,
  /safelinks|existence discovery|google-safety|urlscan|virustotal/i,
  // Chats and sites that show a link with its picture.
  /(?:uri|bing|web|link) ?preview|facebookexternalhit|^whatsapp|embedly|slack-imgproxy/i,
  // Robots, except a phone whose name ends like theirs.
  /(?<!cu)bot\b|crawler|spider|headless|phantomjs/i,
  // Programs without a person.
  /^(?:curl|wget|java|python|go-http-client|libwww-perl|lwp|ruby|php|axios|apache-httpclient|aiohttp|httpx)\b/i,
];

/**
 * Judges a request by what it says of itself. Rules are tried in their order.
 * @param request  method and headers of it
 */
export function judgeVisit(act: Act, { method, headers }: Pick<Request, 'method' | 'headers'>): Judgement {
  const judge = (verdict: Verdict | null): Judgement => ({ verdict, earlySeconds: earlySeconds[act] });
  if (method === 'HEAD') return judge('HEAD');
  if (prefetchHeaders.some((name) => /\b(?:prefetch|prerender|preview)\b/i.test(headers.get(name) ?? '')))
    return judge('PREFETCH');
  const program = (headers.get('user-agent') ?? '').trim();
  if (program === appleMail) return judge('APPLE');
  if (scanners.some((scanner) => scanner.test(program))) return judge('SCANNER');
  return judge(null);
}
