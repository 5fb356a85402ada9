/** A mail before it is written as HTML and as text: both say the same. */
export interface Letter {
  subject: string;
  /** The text beside the subject in a list of mail. */
  preview: string;
  heading: string;
  blocks: Block[];
  /** The reason why this person gets it. */
  footer: string;
}

export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'quote'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'button'; label: string; url: string }
  | { type: 'facts'; facts: Fact[] }
  | { type: 'amounts'; caption: string; rows: AmountRow[]; totals: Total[] };

export interface Fact {
  term: string;
  /** One or more lines. */
  details: string[];
}

export interface AmountRow {
  name: string;
  /** Small print below the name. */
  notes: string[];
  amount: string;
}

export interface Total {
  label: string;
  amount: string;
  /** True for the amount that counts in the end, written in bold. */
  strong?: boolean;
}

const width = 72;

/** Writes a letter as plain text. */
export function writeText({ heading, blocks, footer }: Letter): string {
  return `${[heading, ...blocks.map(writeBlock), `--\nLotline\n${footer}`].join('\n\n')}\n`;
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.text;
    case 'quote':
      return block.text.replaceAll(/^/gm, '> ');
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'button':
      return `${block.label}:\n${block.url}`;
    case 'facts':
      return block.facts.map(({ term, details }) => `${term}: ${details.join(', ')}`).join('\n');
    case 'amounts':
      return [
        ...block.rows.map(({ name, notes, amount }) =>
          [alignAmount(name, amount), ...notes.map((note) => `  ${note}`)].join('\n'),
        ),
        '-'.repeat(width),
        ...block.totals.map(({ label, amount }) => alignAmount(label, amount)),
      ].join('\n');
  }
}

/** The amount at the right edge; on a line of its own when the label leaves no room. */
function alignAmount(label: string, amount: string): string {
  const room = width - label.length - 1;
  return amount.length <= room ? `${label} ${amount.padStart(room)}` : `${label}\n${amount.padStart(width)}`;
}
