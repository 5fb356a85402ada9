import { createElement, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Table } from './layout.tsx';

const row = (key: string, ...cells: ReactNode[]) => createElement('tr', { key }, ...cells);
const heading = (...children: ReactNode[]) => createElement('th', { scope: 'col' }, ...children);
const cell = (...children: ReactNode[]) => createElement('td', null, ...children);

const hidden = createElement('span', { className: 'sr-only' }, 'Change');
const head = createElement('thead', null, row('head', heading('Order'), heading('Total'), heading(hidden)));

/** The labels of the cells, in their order; empty for one without. */
const listLabels = (html: string) =>
  [...html.matchAll(/<td([^>]*)>/g)].map(([, attributes = '']) => /data-label="([^"]*)"/.exec(attributes)?.[1] ?? '');

const draw = (body: ReactNode, props: { flush?: boolean; phone?: 'cards' | 'scroll' } = {}) =>
  renderToStaticMarkup(createElement(Table, { caption: 'Orders', ...props, children: [head, body] }));

test('a cell carries the words of its column, and none of a column whose words nobody sees', () => {
  const first = row('1', createElement('th', { scope: 'row' }, 'LOT-1'), cell('$10'), cell('Open'));
  expect(listLabels(draw(createElement('tbody', { key: 'body' }, first)))).toEqual(['Total', '']);
});

test('columns are counted over what is left out, fragments and cells over several columns', () => {
  const cells = createElement(Fragment, { key: 'cells' }, cell('LOT-1'), cell('$10'));
  const wide = createElement('td', { colSpan: 2 }, 'Everything');
  const body = createElement('tbody', { key: 'body' }, [row('1', false, cells), row('2', wide, cell('Open'))]);
  expect(listLabels(draw(body))).toEqual(['Order', 'Total', '', '']);
});

test('a document and a table that scrolls carry no labels', () => {
  const body = createElement('tbody', { key: 'body' }, row('1', cell('LOT-1'), cell('$10')));
  expect(draw(body, { flush: true })).not.toContain('data-label');
  expect(draw(body, { phone: 'scroll' })).not.toContain('data-label');
});
