import { expect, test } from 'vitest';
import { judgeVisit } from './verdicts.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const visit = (headers: Record<string, string>, method = 'GET') =>
  new Request('https://lotline.test/l/code', { method, headers: { 'user-agent': chrome, ...headers } });

test('a person has two seconds to open a message, and five to click in it', () => {
  expect(judgeVisit('OPEN', visit({}))).toEqual({ verdict: null, earlySeconds: 2 });
  expect(judgeVisit('CLICK', visit({}))).toEqual({ verdict: null, earlySeconds: 5 });
});

test('HEAD is a program’s, whatever else it says', () => {
  expect(judgeVisit('CLICK', visit({}, 'HEAD')).verdict).toBe('HEAD');
  expect(judgeVisit('OPEN', visit({ 'user-agent': 'Mozilla/5.0' }, 'HEAD')).verdict).toBe('HEAD');
});

test.each([
  ['purpose', 'prefetch'],
  ['x-purpose', 'preview'],
  ['x-moz', 'prefetch'],
  ['sec-purpose', 'prefetch'],
  ['sec-purpose', 'prefetch;prerender'],
  ['Sec-Purpose', 'Prefetch'],
])('%s: %s is a program that fetches ahead', (name, value) => {
  expect(judgeVisit('CLICK', visit({ [name]: value })).verdict).toBe('PREFETCH');
});

test('only Mozilla/5.0 by itself is Apple’s Mail', () => {
  expect(judgeVisit('OPEN', visit({ 'user-agent': 'Mozilla/5.0' })).verdict).toBe('APPLE');
  expect(judgeVisit('OPEN', visit({ 'user-agent': 'Mozilla/5.0 (iPhone)' })).verdict).toBe(null);
  expect(judgeVisit('OPEN', visit({ 'user-agent': 'mozilla/5.0' })).verdict).toBe(null);
});

test.each([
  'BarracudaCentral/1.0',
  'Mozilla/5.0 (compatible; proofpoint)',
  'Mimecast URL Scanner',
  'Microsoft Office Existence Discovery',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Twitterbot/1.0',
  'facebookexternalhit/1.1',
  'SkypeUriPreview Preview/0.5',
  'WhatsApp/2.23.20.0',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
  'curl/8.5.0',
  'Wget/1.21',
  'python-requests/2.31',
  'Go-http-client/2.0',
  'Java/17.0.1',
])('%s is a scanner', (program) => {
  expect(judgeVisit('CLICK', visit({ 'user-agent': program })).verdict).toBe('SCANNER');
});

test.each([
  chrome,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  // These load a picture once somebody opens the message.
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
  // A phone.
  'Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0',
])('%s is a person’s', (program) => {
  expect(judgeVisit('OPEN', visit({ 'user-agent': program })).verdict).toBe(null);
});

test('other purposes are no prefetch', () => {
  expect(judgeVisit('CLICK', visit({ purpose: 'navigate', 'sec-fetch-mode': 'navigate' })).verdict).toBe(null);
});
