import { getDocumentProxy } from 'unpdf';

const mostPages = 5;
const mostCharacters = 10_000;

/**
 * Reads the text of a PDF: a Worker of its own, because what it reads comes from anywhere. A file that takes all its memory or time
 * ends this one and nothing beside it. It has no bindings, and only the app reaches it (`RECEIPT_READER`).
 */
export default {
  async fetch(request) {
    try {
      return Response.json({ text: await readText(new Uint8Array(await request.arrayBuffer())) });
    } catch (error) {
      // Encrypted, cut, or no PDF at all: the app files it unread.
      return Response.json({ problem: String(error) }, { status: 422 });
    }
  },
} satisfies ExportedHandler;

/** The text of the first pages, line by line. */
async function readText(bytes: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(bytes);
  try {
    let text = '';
    for (let number = 1; number <= Math.min(document.numPages, mostPages) && text.length < mostCharacters; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
      text += '\n';
      page.cleanup();
    }
    return text.slice(0, mostCharacters);
  } finally {
    await document.destroy();
  }
}
