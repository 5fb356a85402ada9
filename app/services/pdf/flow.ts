import { fit, margin, page, startDrawing, type TextStyle, wrap } from './document.ts';

const right = page.width - margin;
const bottom = page.height - 64;

/** Points between the margins. */
export const flowWidth = right - margin;

const styles = {
  title: { size: 16, weight: 'bold' },
  heading: { size: 11, weight: 'bold' },
  body: { size: 9.5 },
  strong: { size: 9.5, weight: 'bold' },
  small: { size: 8, gray: 0.35 },
} as const satisfies Record<string, TextStyle>;

export type FlowStyle = keyof typeof styles;

/** A column of a table. */
export interface FlowColumn {
  heading: string;
  /** Points. */
  width: number;
  align?: 'right';
}

/** A table under way. Its headings stand on every page it reaches. */
export interface FlowTable {
  /**
   * Adds a row of one line; cells that are too long are cut.
   * @param note  a smaller text below it, on as many lines as it takes
   */
  row(cells: readonly string[], options?: { isStrong?: boolean; note?: string | undefined }): void;
}

/** A document whose parts follow each other down the pages, on US Letter. */
export interface Flow {
  readonly pageCount: number;
  /** Draws a text, on as many lines as it takes. */
  text(text: string, style?: FlowStyle): void;
  space(points: number): void;
  /** Draws terms and what they are, one a line. */
  facts(facts: readonly { term: string; details: string }[]): void;
  /** Starts a table; its heading stays with its first row. */
  table(columns: readonly FlowColumn[], heading?: string): FlowTable;
  /** Adds the feet of the pages and ends the file. */
  finish(): Uint8Array<ArrayBuffer>;
}

/** Starts a document. The same calls make the same bytes. */
export function startFlow({ title, author, foot }: { title: string; author: string; foot: string }): Flow {
  const drawing = startDrawing({ title, author });
  let y = margin;
  let pageCount = 1;

  /** Goes to the next page where so many points are not left on this one. */
  const need = (height: number) => {
    if (y + height <= bottom) return false;
    drawing.addPage();
    pageCount += 1;
    y = margin;
    return true;
  };
  const drawLine = (text: string, x: number, style: TextStyle, align: 'left' | 'right' = 'left') =>
    drawing.text(text, x, y + lineHeight(style), { ...style, align });

  return {
    get pageCount() {
      return pageCount;
    },
    text(text, name = 'body') {
      const style = styles[name];
      for (const line of wrap(text, flowWidth, style)) {
        need(lineHeight(style));
        drawLine(line, margin, style);
        y += lineHeight(style);
      }
    },
    space(points) {
      y += points;
    },
    facts(facts) {
      const termWidth = 110;
      for (const { term, details } of facts) {
        for (const [index, line] of wrap(details, flowWidth - termWidth, styles.body).entries()) {
          need(lineHeight(styles.body));
          if (index === 0) drawLine(term, margin, { ...styles.body, gray: 0.35 });
          drawLine(line, margin + termWidth, styles.body);
          y += lineHeight(styles.body);
        }
      }
    },
    table(columns, heading) {
      const places = placeColumns(columns);
      const drawHeadings = () => {
        for (const { heading: text, x, width, align } of places)
          drawLine(fit(text, width, styles.small), align === 'right' ? x + width : x, styles.small, align);
        y += lineHeight(styles.small) + 3;
        drawing.rule(margin, y, flowWidth);
        y += 2;
      };
      // A heading without a row below it would stand alone at the foot of a page.
      need(lineHeight(styles.heading) + lineHeight(styles.small) + 2 * lineHeight(styles.body) + 12);
      if (heading) {
        drawLine(fit(heading, flowWidth, styles.heading), margin, styles.heading);
        y += lineHeight(styles.heading) + 4;
      }
      drawHeadings();
      return {
        row(cells, { isStrong = false, note } = {}) {
          const style = isStrong ? styles.strong : styles.body;
          if (need(lineHeight(style) + 2)) drawHeadings();
          if (isStrong) drawing.rule(margin, y + 1, flowWidth);
          for (const [index, { x, width, align }] of places.entries()) {
            const cell = cells[index] ?? '';
            if (cell) drawLine(fit(cell, width, style), align === 'right' ? x + width : x, style, align);
          }
          y += lineHeight(style) + 1;
          if (!note) return;
          // Below what the row is about, which the second column says.
          const left = places[1]?.x ?? margin;
          for (const line of wrap(note, margin + flowWidth - left, styles.small)) {
            if (need(lineHeight(styles.small))) drawHeadings();
            drawLine(line, left, styles.small);
            y += lineHeight(styles.small);
          }
          y += 2;
        },
      };
    },
    finish() {
      drawing.footPages((number, count) => ({
        left: fit(foot, flowWidth - 90, styles.small),
        right: `Page ${number} of ${count}`,
        y: page.height - 36,
        style: styles.small,
      }));
      return drawing.finish();
    },
  };
}

const lineHeight = ({ size }: TextStyle) => size * 1.35;

/** Columns with their places from the left, and a gap to the next one. */
function placeColumns(columns: readonly FlowColumn[]): (FlowColumn & { x: number })[] {
  let x = margin;
  return columns.map((column) => {
    const placed = { ...column, x, width: column.width - 8 };
    x += column.width;
    return placed;
  });
}
