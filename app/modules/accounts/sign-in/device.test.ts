import { expect, test } from 'vitest';
import { hashToken } from '~/services/tokens.server.ts';
import { describeDevice, nameDevice } from './device.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/130.0 Mobile Safari/604.1',
    'Chrome on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; SM-S928B) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36', 'Chrome on Linux'],
  ['curl/8.0 <script>', 'A browser on an unknown system'],
  ['', 'A browser on an unknown system'],
])('%s', (userAgent, name) => {
  expect(nameDevice(userAgent)).toBe(name);
});

test('a country is two letters, or not known', () => {
  const describe = (country: string) =>
    describeDevice(new Request('https://lotline.test', { headers: { 'cf-ipcountry': country } }), { deviceToken: 't' });
  expect(describe('DE')).toEqual({ name: 'A browser on an unknown system', country: 'DE', tokenHash: hashToken('t') });
  for (const none of ['XX', 'T1', '', 'Germany', '<b>']) expect(describe(none).country).toBeNull();
});
