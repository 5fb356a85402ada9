import { expect, test } from 'vitest';
import { addCampaignParameters } from './utm.ts';

const parameters = { source: 'newsletter', medium: 'email', campaign: 'open-house' };
const add = (url: string) => addCampaignParameters(url, parameters);

test('an address gets source, medium and campaign', () => {
  expect(add('https://example.org/homes')).toBe(
    'https://example.org/homes?utm_source=newsletter&utm_medium=email&utm_campaign=open-house',
  );
});

test('other parameters stay before them, as they were written', () => {
  expect(add('https://example.org/?q=a%20b+c&empty=')).toBe(
    'https://example.org/?q=a%20b+c&empty=&utm_source=newsletter&utm_medium=email&utm_campaign=open-house',
  );
});

test('the fragment stays at the end', () => {
  expect(add('https://example.org/homes#map?x')).toBe(
    'https://example.org/homes?utm_source=newsletter&utm_medium=email&utm_campaign=open-house#map?x',
  );
});

test('parameters of a campaign that are there stay', () => {
  expect(add('https://example.org/?UTM_Source=flyer')).toBe(
    'https://example.org/?UTM_Source=flyer&utm_medium=email&utm_campaign=open-house',
  );
  const whole = 'https://example.org/?utm_source=a&utm_medium=b&utm_campaign=c';
  expect(add(whole)).toBe(whole);
});

test.each(['mailto:agent@example.org?subject=Hello', 'tel:+13125550100', '#top', 'not an address', ''])(
  '%j stays as it is',
  (url) => {
    expect(add(url)).toBe(url);
  },
);

test('values are written for an address, and empty ones left out', () => {
  expect(addCampaignParameters('https://example.org', { source: 'a&b=c', medium: ' ', campaign: 'käse' })).toBe(
    'https://example.org?utm_source=a%26b%3Dc&utm_campaign=k%C3%A4se',
  );
});

test('adding twice is adding once', () => {
  expect(add(add('https://example.org/a?b=c#d'))).toBe(add('https://example.org/a?b=c#d'));
});
