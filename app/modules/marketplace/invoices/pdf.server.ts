import {
  a4,
  loadFonts,
  margin,
  type PageSize,
  page,
  startDrawing,
  type TextStyle,
  wrap,
} from '~/services/pdf/document.ts';
import type { Paper } from './paper.ts';

// In points.
const amountWidth = 76;

const title: TextStyle = { size: 16, weight: 'bold' };
const body: TextStyle = { size: 10 };
const strong: TextStyle = { size: 10, weight: 'bold' };
const small: TextStyle = { size: 8.5, gray: 0.35 };

/**
 * Draws a document as a PDF, once the fonts are loaded. The same document makes the same bytes.
 * @param size  of its pages: US Letter, or A4
 */
export function drawPaper(paper: Paper, size: PageSize = page): Uint8Array<ArrayBuffer> {
  const drawing = startDrawing({ title: paper.title, author: paper.seller[0] ?? 'Lotline', size });
  // Everything stands on a grid of two columns of the same width.
  const right = size.width - margin;
  const width = right - margin;
  const half = (width - 24) / 2;
  const bottom = size.height - 64;
  let y = margin;

  /** Goes to the next page where so many points are not left on this one. */
  const need = (height: number) => {
    if (y + height <= bottom) return false;
    drawing.addPage();
    y = margin;
    return true;
  };
  /** Draws lines below each other; the base line of the first is a line's height below `top`. Returns the lower edge. */
  const drawLines = (lines: readonly string[], x: number, top: number, style: TextStyle) => {
    let line = top;
    for (const text of lines) {
      line += lineHeight(style);
      drawing.text(text, x, line, style);
    }
    return line;
  };

  // The title left, the seller right.
  const titleEnd = drawLines(wrap(paper.title, half, title), margin, y, title);
  const [sellerName = '', ...sellerLines] = paper.seller;
  let end = drawLines(wrap(sellerName, half, strong), right - half, y, strong);
  end = drawLines(wrapAll(sellerLines, half, body), right - half, end, body);
  y = Math.max(titleEnd, end) + 26;

  // The recipient left, the facts right.
  let left = y;
  if (paper.recipient.length > 0) {
    const [name = '', ...lines] = paper.recipient;
    left = drawLines(['Billed to'], margin, y, small);
    left = drawLines(wrap(name, half, strong), margin, left, strong);
    left = drawLines(wrapAll(lines, half, body), margin, left, body);
  }
  let facts = y;
  for (const { term, details } of paper.facts) {
    drawing.text(term, right - half, facts + lineHeight(body), { ...body, gray: 0.35 });
    for (const line of wrap(details, half - 90, body)) {
      facts += lineHeight(body);
      drawing.text(line, right, facts, { ...body, align: 'right' });
    }
  }
  y = Math.max(left, facts) + 30;

  const nameWidth = width - paper.headings.length * amountWidth - 12;
  const drawHeadings = () => {
    drawing.text('Item', margin, y, small);
    for (const [index, heading] of paper.headings.entries())
      drawing.text(heading, right - (paper.headings.length - 1 - index) * amountWidth, y, { ...small, align: 'right' });
    y += 7;
    drawing.rule(margin, y, width);
  };
  drawHeadings();
  for (const row of paper.rows) {
    const names = wrap(row.name, nameWidth, strong);
    const notes = wrapAll(row.notes, nameWidth, small);
    // A row begins with its name and its first note; one with many notes goes on over the page.
    if (need(8 + names.length * lineHeight(strong) + Math.min(notes.length, 4) * lineHeight(small))) drawHeadings();
    const top = y + 4;
    for (const [index, amount] of row.amounts.entries())
      drawing.text(amount, right - (row.amounts.length - 1 - index) * amountWidth, top + lineHeight(strong), {
        ...body,
        align: 'right',
      });
    y = drawLines(names, margin, top, strong);
    for (const note of notes) {
      if (need(lineHeight(small))) drawHeadings();
      y = drawLines([note], margin, y, small);
    }
    y += 8;
    drawing.rule(margin, y, width, { gray: 0.9 });
  }

  y += 10;
  // Together where they are few; an invoice of many credit notes goes on over the page.
  need(Math.min(paper.totals.length, 12) * 18 + 8);
  for (const { label, amount, strong: isStrong } of paper.totals) {
    const style = isStrong ? strong : body;
    const labels = wrap(label, half - 80, style);
    need(labels.length * (lineHeight(style) + 2) + (isStrong ? 6 : 0));
    for (const line of labels) {
      y += lineHeight(style) + 2;
      drawing.text(line, right - half, y, style);
    }
    drawing.text(amount, right, y, { ...style, align: 'right' });
    if (isStrong) {
      y += 6;
      drawing.rule(right - half, y, half);
    }
  }

  y += 20;
  for (const { heading, lines } of paper.remarks) {
    const wrapped = wrapAll(lines, width, body);
    need(lineHeight(strong) + lineHeight(body) * Math.min(wrapped.length, 6) + 12);
    y = drawLines([heading], margin, y, strong);
    for (const line of wrapped) {
      need(lineHeight(body));
      y = drawLines([line], margin, y, body);
    }
    y += 12;
  }

  drawing.footPages((number, count) => ({
    left: `${sellerName}, ${paper.title}`,
    right: `Page ${number} of ${count}`,
    y: size.height - 36,
    style: small,
  }));
  return drawing.finish();
}

const lineHeight = ({ size }: TextStyle) => size * 1.4;

const wrapAll = (lines: readonly string[], space: number, style: TextStyle) =>
  lines.flatMap((line) => wrap(line, space, style));

/** A document as a PDF file to download, named by its number: on US Letter, or with `?paper=a4` in its address on A4. */
export async function answerWithPdf(request: Request, number: string, paper: Paper): Promise<Response> {
  await loadFonts();
  const size = new URL(request.url).searchParams.get('paper') === 'a4' ? a4 : page;
  return new Response(drawPaper(paper, size), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${number.replaceAll(/[^\w-]/g, '')}.pdf"`,
    },
  });
}
