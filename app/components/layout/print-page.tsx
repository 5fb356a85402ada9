import type { ReactNode } from 'react';

/** Only a document. With script the print dialog opens by itself; without, people print with the browser's own command. */
export function PrintPage({ back, backLabel, children }: { back: string; backLabel: string; children: ReactNode }) {
  return (
    <div className="page py-6" data-print>
      <p className="no-print mb-6 flex flex-wrap items-center gap-4">
        <span>Print this page with your browser, or save it as a PDF from there.</span>
        <a href={back} className="link">
          {backLabel}
        </a>
      </p>
      {children}
    </div>
  );
}
