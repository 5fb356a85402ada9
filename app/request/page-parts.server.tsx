import type { AppLoadContext } from '@remix-run/cloudflare';
import { createElement, Fragment, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { DatabaseError } from '#db/errors.server.ts';
import { holeTag } from '~/components/layout/hole.tsx';
import { chosenTheme, openTheme } from '~/components/layout/themes.ts';
import { ViewingProvider } from '~/components/ui/use-viewer.ts';
import { readPage } from '~/utils/addresses.ts';
import { describeShop, type ShopAnswer, ShopProvider } from '../modules/marketplace/catalog/shop.tsx';
import {
  readBundleShop,
  readBundlesShop,
  readFrontShop,
  readToolShop,
  readToolsShop,
} from '../modules/marketplace/catalog/shop-queries.server.ts';
import { describeRoot } from './root-data.server.ts';
import type { PublicPage } from './routing.server.ts';

// Public pages for people whom we know. Nearly all of such a page is the same for everybody, so it is made once, for nobody, with a hole
// wherever the viewer comes in (`Hole`). For whoever asks, the database is asked about them alone, and what belongs into the holes is
// rendered and put between the bytes around them. Whatever is not in a hole was made without a cookie, so it cannot be of somebody.
//
// A page is made so when it is asked for the second time, and again once the catalog has changed or it is no longer fresh. Until then,
// and whenever anything is unusual, the page is made whole.

/** What a page asks the database about its viewer, by its route. */
const readers: Record<string, (context: AppLoadContext, page: PublicPage) => Promise<ShopAnswer>> = {
  'routes/_index': (context) => context.database.read((handle) => readFrontShop(handle, context.guestCart)),
  'routes/tools._index': (context) => context.database.read((handle) => readToolsShop(handle, context.guestCart)),
  'routes/tools.$slug': (context, { params }) =>
    context.database.read((handle) => readToolShop(handle, context.guestCart, params.slug ?? '')),
  'routes/bundles._index': (context, { address }) => {
    const page = readPage(new URL(address, 'https://page.invalid').searchParams.get('page')) ?? 1;
    return context.database.read((handle) => readBundlesShop(handle, context.guestCart, page));
  },
  'routes/bundles.$slug': (context, { params }) =>
    context.database.read((handle) => readBundleShop(handle, context.guestCart, params.slug ?? '')),
};

/** A page that was made for nobody. */
interface PageParts {
  /** The bytes around the holes: one more than there are holes. */
  texts: Uint8Array[];
  /** The bytes before the first hole, for each theme. */
  beginnings: Map<Theme, Uint8Array>;
  contents: ReactNode;
  headers: Headers;
  /** Of the catalog it was made of. */
  version: number;
}
type Theme = ReturnType<typeof chosenTheme>;

/** What is known of a page. */
interface Kept {
  /** When it was first asked for, or made: milliseconds since the epoch. */
  since: number;
  /** `undefined` for one that was only asked for, or cannot be made so. */
  parts: PageParts | undefined;
  isBeingMade: boolean;
}

const pagesInMemory = 100;
/** Between the contents of holes when they are rendered. */
const endTag = 'hole-end';

/** How a page is answered. */
interface Asked {
  page: PublicPage;
  request: Request;
  context: AppLoadContext;
  freshForSeconds: number;
  /** Makes the page for nobody, leaving its holes to a function. */
  render: (leaveHole: (content: ReactNode) => void) => Promise<{ response: Response; version: number | undefined }>;
  waitUntil: (work: Promise<unknown>) => void;
}

/** Keeps pages with holes: one for each isolate. */
export function createPageParts() {
  /** In the order of their last use, by the address. */
  const memory = new Map<string, Kept>();

  function keep(key: string, kept: Kept) {
    memory.delete(key);
    memory.set(key, kept);
    const [oldest] = memory.keys();
    if (memory.size > pagesInMemory && oldest !== undefined) memory.delete(oldest);
  }

  async function make(key: string, render: Asked['render']) {
    const since = Date.now();
    const contents: ReactNode[] = [];
    const { response, version } = await render((content) => contents.push(content));
    const isPage = response.status === 200 && (response.headers.get('Content-Type') ?? '').startsWith('text/html');
    const isKept = isPage && version !== undefined && !response.headers.has('Set-Cookie');
    const parts = isKept
      ? splitPage(await response.text(), { contents, headers: new Headers(response.headers), version })
      : undefined;
    keep(key, { since, parts, isBeingMade: false });
  }

  return {
    /** Answers with a page whose holes are filled for whoever asks; undefined where the page has to be made whole. */
    async answer({ page, request, context, freshForSeconds, render, waitUntil }: Asked): Promise<Response | undefined> {
      const read = readers[page.route];
      if (!read || freshForSeconds === 0) return undefined;
      const key = new URL(page.address, request.url).href;
      const kept = memory.get(key);
      const isFresh = kept !== undefined && Date.now() - kept.since < freshForSeconds * 1000;
      const makeAnew = () => {
        if (kept) kept.isBeingMade = true;
        waitUntil(
          make(key, render).catch((error: unknown) => {
            memory.delete(key);
            // The page that is made whole says so.
            if (!(error instanceof DatabaseError)) throw error;
          }),
        );
      };
      if (!kept || (!isFresh && !kept.parts)) {
        keep(key, { since: Date.now(), parts: undefined, isBeingMade: false });
        return undefined;
      }
      if (!isFresh || !kept.parts) {
        if (!kept.isBeingMade) makeAnew();
        return undefined;
      }
      keep(key, kept);
      const { parts } = kept;
      const asked = await read(context, page).catch((error: unknown) => {
        if (error instanceof DatabaseError) return undefined;
        throw error;
      });
      if (!asked || asked.standing[0]?.version !== parts.version) {
        if (asked && !kept.isBeingMade) makeAnew();
        return undefined;
      }
      const headers = new Headers(parts.headers);
      if (context.toast) headers.append('Set-Cookie', await context.cookies.clearToast());
      const body = request.method === 'HEAD' ? null : fillPage(parts, { page, request, context, asked });
      return new Response(body, { headers });
    },
  };
}

const encoder = new TextEncoder();

/**
 * Takes a page apart at its holes.
 * @throws where it has another number of holes than were left, or no place for the theme
 */
function splitPage(
  html: string,
  { contents, headers, version }: { contents: ReactNode[]; headers: Headers; version: number },
): PageParts {
  const [first = '', ...rest] = html.split(`<${holeTag}></${holeTag}>`);
  if (rest.length !== contents.length)
    throw new Error(`A page has ${rest.length} holes and ${contents.length} fillings.`);
  const attribute = ` data-theme="${openTheme}"`;
  const scheme = `content="${openTheme}"`;
  if (!first.includes(attribute) || !first.includes(scheme)) throw new Error('A page has no place for the theme.');
  const themes: Theme[] = [undefined, 'light', 'dark'];
  const beginnings = new Map(
    themes.map((theme) => [
      theme,
      encoder.encode(
        first
          .replace(attribute, theme ? ` data-theme="${theme}"` : '')
          .replace(scheme, `content="${theme ?? 'light dark'}"`),
      ),
    ]),
  );
  return {
    beginnings,
    texts: rest.map((text) => encoder.encode(text)),
    contents: contents.flatMap((content, place) => [
      createElement(Fragment, { key: place }, content),
      createElement(endTag, { key: `end-${place}` }),
    ]),
    headers,
    version,
  };
}

/** Puts what belongs into the holes between the bytes around them. */
function fillPage(
  { texts, beginnings, contents }: PageParts,
  { page, request, context, asked }: Pick<Asked, 'page' | 'request' | 'context'> & { asked: ShopAnswer },
): Uint8Array<ArrayBuffer> {
  const { pathname, search } = new URL(page.address, request.url);
  const rootData = describeRoot(context, asked.viewer);
  const filled = renderToString(
    <ViewingProvider value={{ rootData, pathname, search }}>
      <ShopProvider value={describeShop(asked)}>{contents}</ShopProvider>
    </ViewingProvider>,
  );
  const fillings = filled.split(`<${endTag}></${endTag}>`);
  if (fillings.length !== texts.length + 1) throw new Error('A hole of a page was not filled.');
  const chunks = [beginnings.get(chosenTheme(asked.viewer)) ?? new Uint8Array()];
  for (const [place, text] of texts.entries()) chunks.push(encoder.encode(fillings[place]), text);
  const body = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
