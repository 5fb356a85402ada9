import type { CSSProperties, ReactNode } from 'react';
import type { EmailBlock } from '../blocks/schema.ts';
import { MarkdownHtml } from '../markdown/markdown-html.tsx';
import { parseMarkdown } from '../markdown/parse.ts';
import type { EmailDraft, Writing } from './draft.ts';
import { findListing } from './listings.ts';
import { emailStyle, looks, markdownLooks } from './looks.ts';

/** Whether a block makes anything visible: one that was only just added does not. */
export function isEmptyBlock(block: EmailBlock): boolean {
  switch (block.type) {
    case 'heading':
    case 'text':
      return block.text.trim() === '';
    case 'button':
      return block.label === '';
    case 'image':
      return block.url === '';
    case 'listing':
      return block.listingId === '';
    case 'divider':
      return false;
  }
}

/** An email as HTML for mail programs, with marks where values go in. Everything in it is escaped. */
export function EmailDocument({ draft, writing }: { draft: EmailDraft; writing: Writing }) {
  const { write, plain } = writing;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{write(draft.subject)}</title>
        {/* The style is a constant. React would escape its quotes if it were text. */}
        <style dangerouslySetInnerHTML={{ __html: emailStyle }} />
      </head>
      <body {...looks.body}>
        {draft.previewText !== '' && (
          <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>{write(draft.previewText)}</div>
        )}
        <main>
          <Layout {...looks.page}>
            <tr>
              <td align="center" style={{ padding: '24px 12px' }}>
                <Layout style={{ maxWidth: 600, textAlign: 'left' }}>
                  <tr>
                    <td style={{ padding: '0 4px 16px' }}>
                      <h1 {...looks.sender}>{plain(draft.organization)}</h1>
                    </td>
                  </tr>
                  <tr>
                    <td {...looks.card}>
                      {draft.blocks
                        .filter((block) => !isEmptyBlock(block))
                        .map((block, index) => (
                          <div key={block.id} style={index > 0 ? { marginTop: 20 } : undefined}>
                            <BlockHtml block={block} draft={draft} writing={writing} />
                          </div>
                        ))}
                    </td>
                  </tr>
                  <tr>
                    <td style={{ padding: '16px 4px 0' }}>
                      <Footer draft={draft} writing={writing} />
                    </td>
                  </tr>
                </Layout>
              </td>
            </tr>
          </Layout>
        </main>
        {writing.pixel}
      </body>
    </html>
  );
}

/** A table for layout only. */
function Layout({ children, style, className }: { children: ReactNode; className?: string; style: CSSProperties }) {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      className={className}
      style={{ width: '100%', borderCollapse: 'separate', ...style }}
    >
      <tbody>{children}</tbody>
    </table>
  );
}

function BlockHtml({ block, draft, writing }: { block: EmailBlock; draft: EmailDraft; writing: Writing }) {
  const { write, href } = writing;
  switch (block.type) {
    case 'heading':
      return block.level === 2 ? (
        <h2 {...looks.heading2}>{write(block.text)}</h2>
      ) : (
        <h3 {...looks.heading3}>{write(block.text)}</h3>
      );
    case 'text':
      return (
        <MarkdownHtml blocks={parseMarkdown(write(block.text), writing.isLink)} looks={markdownLooks} href={href} />
      );
    case 'button':
      return <ButtonLink label={write(block.label)} address={href(block.url, block.label)} />;
    case 'image':
      return (
        <Picture
          source={writing.picture(block.url)}
          alt={block.isDecorative ? '' : writing.attribute(block.alt)}
          width={block.width}
          address={block.link === '' ? undefined : href(block.link, block.alt || 'Picture')}
        />
      );
    case 'listing':
      return <Listing block={block} draft={draft} writing={writing} />;
    case 'divider':
      return <hr {...looks.divider} />;
  }
}

function ButtonLink({ label, address }: { label: string; address: string }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td {...looks.buttonCell}>
            <a href={address} {...looks.button}>
              {label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Picture(props: { source: string; alt: string; width: number; address: string | undefined }) {
  const { source, alt, width, address } = props;
  const image = <img src={source} alt={alt} width={width} style={{ display: 'block', width, maxWidth: '100%' }} />;
  return address === undefined ? image : <a href={address}>{image}</a>;
}

function Listing({
  block,
  draft,
  writing,
}: {
  block: Extract<EmailBlock, { type: 'listing' }>;
  draft: EmailDraft;
  writing: Writing;
}) {
  const { write, plain, href } = writing;
  const { street, town } = findListing(draft.listings, block.listingId);
  const label = `${street}, ${town}`;
  const address = block.link === '' ? undefined : href(block.link, label);
  return (
    <Layout {...looks.listing}>
      <tr>
        <td>
          {block.image !== '' && (
            <div style={{ marginBottom: 12 }}>
              {/* The address below it says the same. */}
              <Picture source={writing.picture(block.image)} alt="" width={534} address={undefined} />
            </div>
          )}
          <h3 {...looks.heading3}>
            {address === undefined ? (
              plain(street)
            ) : (
              <a href={address} {...looks.link}>
                {plain(street)}
              </a>
            )}
          </h3>
          <p {...looks.smallPrint}>{plain(town)}</p>
          {block.price !== '' && (
            <p {...looks.paragraph}>
              <strong>{write(block.price)}</strong>
            </p>
          )}
          {block.note !== '' && <p {...looks.paragraph}>{write(block.note)}</p>}
        </td>
      </tr>
    </Layout>
  );
}

/** Who sends it and why, and the ways out. No block takes its place. */
function Footer({ draft, writing }: { draft: EmailDraft; writing: Writing }) {
  const { plain } = writing;
  return (
    <div {...looks.smallPrint}>
      <p {...looks.smallPrint}>{plain(draft.organization)}</p>
      {draft.postalAddress !== '' && (
        <p {...looks.smallPrint} style={{ ...looks.smallPrint.style, whiteSpace: 'pre-line' }}>
          {plain(draft.postalAddress)}
        </p>
      )}
      <p {...looks.smallPrint}>{plain(draft.reason)}</p>
      <p {...looks.smallPrint}>
        <a href={writing.ownAddress('unsubscribe_url')} {...looks.smallLink}>
          Unsubscribe
        </a>
        {' · '}
        <a href={writing.ownAddress('view_url')} {...looks.smallLink}>
          View in browser
        </a>
      </p>
    </div>
  );
}
