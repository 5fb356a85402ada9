import { measure } from '~/services/pdf/document.ts';
import { type FlowColumn, flowWidth, startFlow } from '~/services/pdf/flow.ts';
import { formatDate, formatDateTime } from '~/utils/dates.ts';
import { writeCredits } from '../figures/sources.ts';
import type { FrozenReport } from './content.ts';
import { listParts, listSources, type ReportTable } from './parts.ts';
import { sectionLabels, typeFacts } from './types.ts';

/** Draws a report as a PDF on US Letter, once the fonts are loaded. The same report makes the same bytes: every date in it was frozen with it. */
export function drawReport(report: FrozenReport): Uint8Array<ArrayBuffer> {
  const { name, type, data, insights, generatedAt } = report;
  const flow = startFlow({ title: name, author: 'Lotline', foot: name });
  flow.text(name, 'title');
  flow.space(8);
  flow.facts([
    { term: 'Report', details: typeFacts[type].label },
    { term: 'Areas', details: data.areas.map((area) => area.name).join('; ') },
    { term: 'Period', details: `${formatDate(data.from)} to ${formatDate(data.to)}` },
    { term: 'Made', details: formatDateTime(generatedAt) },
  ]);
  if (insights.length > 0) {
    flow.space(10);
    flow.text('Largest moves', 'heading');
    for (const insight of insights) flow.text(`• ${insight}`);
  }
  for (const { key, tables } of listParts(data)) {
    flow.space(16);
    flow.text(sectionLabels[key], 'strong');
    for (const table of tables) {
      flow.space(8);
      const drawn = flow.table(fitColumns(table), table.heading);
      for (const { name: row, cells } of table.rows) drawn.row([row, ...cells]);
      flow.space(2);
      if (table.note) flow.text(table.note, 'small');
      flow.text(writeCredits(table.sources), 'small');
    }
  }
  flow.space(16);
  flow.text('Sources', 'strong');
  flow.text(writeCredits(listSources(data)), 'small');
  for (const { fileName, appliedAt } of data.imports)
    flow.text(appliedAt ? `${fileName}, imported on ${formatDate(appliedAt)}` : fileName, 'small');
  flow.text('Every number with its file and line is in the CSV of this report.', 'small');
  return flow.finish();
}

const narrowest = 100;
const gap = 10;

/** Gives every column the room of its widest cell; what is left over is the names'. */
function fitColumns({ columns, rows }: ReportTable): FlowColumn[] {
  const widths = columns.slice(1).map((heading, column) => {
    const cells = rows.map(({ cells }) => measure(cells[column] ?? '', { size: 9.5 }));
    return Math.max(measure(heading, { size: 8 }), ...cells) + gap;
  });
  const needed = widths.reduce((sum, width) => sum + width, 0);
  const scale = Math.min(1, (flowWidth - narrowest) / Math.max(1, needed));
  const fitted = widths.map((width) => Math.floor(width * scale));
  const first = flowWidth - fitted.reduce((sum, width) => sum + width, 0);
  return columns.map((heading, column) =>
    column === 0 ? { heading, width: first } : { heading, width: fitted[column - 1] ?? 0, align: 'right' },
  );
}
