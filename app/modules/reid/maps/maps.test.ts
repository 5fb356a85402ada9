import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { money } from '~/components/charts/data.ts';
import { usStates } from '../areas/us-states.ts';
import { CountyMap } from './county-map.tsx';
import { countyOutlinesSchema } from './outlines.ts';
import { SchoolMap } from './school-map.tsx';
import { StateMap } from './state-map.tsx';

const states = usStates.slice(0, 50).map(({ code, name }, place) => ({
  key: `state-${code.toLowerCase()}`,
  name,
  value: 20_000_000 + place * 100_000,
  href: `/reid/markets/state-${code.toLowerCase()}`,
}));
const words = { title: 'Median sale price', summary: 'Redfin, June 2024.', format: money, valueHeading: 'Price' };
const readCounties = (fips: string) =>
  countyOutlinesSchema.parse(
    JSON.parse(readFileSync(new URL(`../../../../public/maps/counties/${fips}.json`, import.meta.url), 'utf8')),
  );

test('each state is a link with its name and value, shaded by its fifth; one without a figure says so', () => {
  const html = renderToStaticMarkup(createElement(StateMap, { id: 'us', areas: states, ...words }));
  expect(html).toMatch(/role="group" aria-labelledby="us-title" aria-describedby="us-summary"/);
  const links = [
    ...html.matchAll(
      /<a href="([^"]*)" aria-label="([^"]*)" class="map-area"><path d="[^"]+" fill="url\(#us-shade-(\d)\)"/g,
    ),
  ];
  expect(links.map(([, href, name, shade]) => ({ href, name, shade })).toSorted(byHref)).toEqual(
    states
      .map(({ href, name, value }, place) => ({
        href,
        name: `${name}: ${money.write(value)}`,
        shade: String(1 + Math.floor(place / 10)),
      }))
      .toSorted(byHref),
  );
  expect(html.match(/class="map-empty"><title>([^<]*)/)?.[1]).toBe(`${usStates[50]?.name}: no figure`);
  for (const [place, fifth] of ['Lowest', 'Second', 'Middle', 'Fourth', 'Highest'].entries())
    expect(html).toContain(`${fifth} fifth: $${200 + place * 10}K to $${209 + place * 10}K (10)`);
  expect(html).toContain('No figure');
  const cells = [...html.matchAll(/<th scope="row"><a href="([^"]*)"[^>]*>([^<]*)<\/a><\/th><td[^>]*>([^<]*)/g)];
  expect(cells.map(([, ...cell]) => cell)).toEqual(
    states.map(({ href, name, value }) => [href, name, money.write(value)]),
  );
  expect(html).not.toContain('NaN');
});

const byHref = (one: { href?: string }, other: { href?: string }) => ((one.href ?? '') < (other.href ?? '') ? -1 : 1);

test('shades differ in more than their colour', () => {
  const html = renderToStaticMarkup(createElement(StateMap, { id: 'us', areas: states, ...words }));
  const patterns = [...html.matchAll(/<pattern id="us-shade-\d"[^>]*>(.*?)<\/pattern>/g)].map(([, marks = '']) =>
    marks.replace(/^<rect[^>]*><\/rect>/, ''),
  );
  expect(patterns).toHaveLength(5);
  expect(new Set(patterns.slice(0, 4)).size).toBe(4);
});

test('areas that the map does not know stand below it', () => {
  const areas = [
    { key: 'county-09003', name: 'Hartford County', value: 30_000_000, href: '/hartford' },
    { key: 'county-09110', name: 'Capitol Planning Region', value: 31_000_000, href: '/capitol' },
  ];
  const html = renderToStaticMarkup(
    createElement(CountyMap, { id: 'ct', areas, outlines: readCounties('09'), ...words }),
  );
  expect(html.match(/class="map-area"/g)).toHaveLength(1);
  expect(html.match(/class="map-empty"><title>/g)).toHaveLength(7);
  expect(html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(
    'The map has no outline of: Capitol Planning Region $310,000.00',
  );
});

test('a map without a single figure is still a map', () => {
  const html = renderToStaticMarkup(createElement(StateMap, { id: 'us', areas: [], ...words }));
  expect(html.match(/class="map-empty"><title>/g)).toHaveLength(51);
  expect(html).not.toContain('NaN');
});

test('schools are dots with the numbers of the list, on the part of the map where they are', () => {
  const schools = [
    { id: 'a', number: 1, name: 'Austin High', href: '/reid/schools/a', latitude: 30.27, longitude: -97.76 },
    { id: 'b', number: 2, name: 'McCallum High', href: '/reid/schools/b', latitude: 30.33, longitude: -97.73 },
  ];
  const html = renderToStaticMarkup(
    createElement(SchoolMap, {
      id: 'schools',
      title: 'Schools',
      summary: 'Two.',
      schools,
      outlines: readCounties('48'),
    }),
  );
  const dots = [
    ...html.matchAll(/<a href="([^"]*)" aria-label="([^"]*)"[^>]*><circle cx="([\d.]+)%" cy="([\d.]+)%"/g),
  ].map(([, href, name, x, y]) => ({ href, name, x: Number(x), y: Number(y) }));
  // The first of the list lies on top, so it is drawn last.
  expect(dots.map(({ href, name }) => `${href} ${name}`)).toEqual([
    '/reid/schools/b 2 McCallum High',
    '/reid/schools/a 1 Austin High',
  ]);
  const [second, first] = dots;
  expect((second?.x ?? 0) > (first?.x ?? 0) && (second?.y ?? 0) < (first?.y ?? 0)).toBe(true);
  for (const { x, y } of dots) expect(x > 5 && x < 95 && y > 5 && y < 95).toBe(true);
});
