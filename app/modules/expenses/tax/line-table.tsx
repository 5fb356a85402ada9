import { Fragment } from 'react';
import { Table } from '~/components/ui/layout.tsx';
import type { EstimateLine } from './explain.ts';
import { Amount } from './restating.tsx';

/** Every line of an estimate: number, name, amount, rule, formula with its values, source and the rows behind it. */
export function LineTable({ caption, lines }: { caption: string; lines: readonly EstimateLine[] }) {
  return (
    <Table caption={caption} flush>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">How it comes about</th>
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ number, name, value, rule, formula, source, links }) => (
          <tr key={number} id={`line-${number}`} className="target:bg-accent-soft">
            <th scope="row" className="tabular-nums">
              {number}
            </th>
            <td>
              <p className="font-semibold">{name}</p>
              <p className="text-pretty text-muted">{rule}</p>
              <p className="mt-1 text-pretty tabular-nums">{formula}</p>
              <p className="mt-1 text-xs text-muted">
                {source}
                {links.length > 0 && '. From '}
                {links.map(({ label, href }, place) => (
                  <Fragment key={label}>
                    {place > 0 && ', '}
                    <a href={href} className="link">
                      {label}
                    </a>
                  </Fragment>
                ))}
              </p>
            </td>
            <td className="number font-semibold">
              <Amount cents={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
