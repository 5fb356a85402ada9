import { LinkButton } from '~/components/ui/button.tsx';

interface ReportDownloadsProps {
  /** Where the files are, without the last slash. */
  address: string;
  /** How many parts the evidence has, and how many receipts; undefined for whoever gets none. */
  evidence?: { parts: number; receipts: number } | undefined;
}

/** The files of a complete report. */
export function ReportDownloads({ address, evidence }: ReportDownloadsProps) {
  return (
    <div className="no-print flex flex-wrap gap-2">
      <LinkButton href={`${address}/report.pdf`} variant="primary">
        Download PDF
      </LinkButton>
      <LinkButton href={`${address}/rows.csv`}>Download CSV</LinkButton>
      {evidence &&
        Array.from({ length: evidence.parts }, (_, index) => (
          <LinkButton key={index} href={`${address}/evidence.zip${evidence.parts > 1 ? `?part=${index + 1}` : ''}`}>
            {evidence.parts > 1 ? `Download evidence, part ${index + 1} of ${evidence.parts}` : 'Download evidence'}
          </LinkButton>
        ))}
    </div>
  );
}
