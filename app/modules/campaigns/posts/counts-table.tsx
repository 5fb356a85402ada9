import { Table } from '~/components/ui/layout.tsx';
import { type Count, isOver, writeCount } from './counts.ts';
import { type Platform, platformLabels } from './platforms.ts';

const fieldLabels = { title: 'title', postText: 'text', hashtags: 'hashtags' } as const;

/** How long a post is on every platform, its own first. */
export function CountsTable({
  counted,
  platform,
}: {
  counted: readonly { platform: Platform; counts: readonly Count[] }[];
  platform: Platform;
}) {
  const rows = counted.toSorted(
    (one, other) => Number(other.platform === platform) - Number(one.platform === platform),
  );
  return (
    <Table phone="scroll" caption="Length on each platform">
      <thead>
        <tr>
          <th scope="col">Platform</th>
          <th scope="col">Length as published</th>
          <th scope="col">Fits</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.platform}>
            <th scope="row">{platformLabels[row.platform]}</th>
            <td className="tabular-nums">
              {row.counts.map((count) => `${writeCount(count)} (${fieldLabels[count.field]})`).join(', ')}
            </td>
            <td>{row.counts.some(isOver) ? <strong className="text-danger-ink">Too long</strong> : 'Yes'}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
