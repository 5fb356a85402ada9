import { hashToken } from '~/services/tokens.server.ts';

/** The browser that somebody signs in with, as the functions of the database take it. All of it is what the browser claims. */
export interface Device {
  /** Browser and system in words: "Firefox on Windows". */
  name: string;
  /** Two letters, where Cloudflare tells it. */
  country: string | null;
  /** SHA-256 of the token in its device cookie, hex. */
  tokenHash: string;
}

// The first that fits: every browser names those it descends from.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * Describes the browser of a request.
 * @param deviceToken  of its device cookie, or the new one that it gets with the answer: `context.deviceToken`
 */
export function describeDevice({ headers }: Request, { deviceToken }: { deviceToken: string }): Device {
  const country = headers.get('cf-ipcountry') ?? '';
  return {
    name: nameDevice(headers.get('user-agent') ?? ''),
    // XX is unknown, and T1 is Tor.
    country: /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : null,
    tokenHash: hashToken(deviceToken),
  };
}

/** Browser and system in words; only words of ours, because the header may hold anything. */
export function nameDevice(userAgent: string): string {
  const find = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  return `${find(browsers) ?? 'A browser'} on ${find(systems) ?? 'an unknown system'}`;
}
