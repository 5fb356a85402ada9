import type { AppLoadContext } from '@remix-run/cloudflare';
import { createElement, Fragment, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { DatabaseError } from '#db/errors.server.ts';
import { holeTag } from '~/components/layout/hole.tsx';
import { chosenTheme, openTheme } from '~/components/layout/themes.ts';
import { ViewingProvider } from '~/components/ui/use-viewer.ts';
import { describeShop, type ShopAnswer, ShopProvider } from '~/modules/marketplace/catalog/shop.tsx';
import {
  readBundleShop,
  readBundlesShop,
  readFrontShop,
  readToolShop,
  readToolsShop,
} from '~/modules/marketplace/catalog/shop-queries.server.ts';
import { readPage } from '~/utils/addresses.ts';
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
  /** The bytes before the first hole, by the theme. */
  beginnings: Record<'light' | 'dark' | 'system', Uint8Array>;
  /** The bytes behind each hole. */
  texts: Uint8Array[];
  /** What belongs into the holes, each before an element that ends it. */
  contents: ReactNode;
}

/** The same with what is sent along. */
interface KeptPage extends PageParts {
  headers: Headers;
  /** Of the catalog it was made of. */
  version: number;
}

type Theme = ReturnType<typeof chosenTheme>;

/** What is known of a page. */
interface Kept {
  /** When it was first asked for, or made: milliseconds since the epoch. */
  since: number;
  isMade: boolean;
  /** Undefined for one that is not made yet, and for one that cannot be made so: nothing is there, or it leads elsewhere. */
  parts?: KeptPage | undefined;
  /** When it was last tried to make it, in milliseconds since the epoch. */
  triedAt: number;
}

const pagesInMemory = 100;
/** One attempt to make a page in this time, however many ask for it and whatever changes. */
const pauseInMilliseconds = 5_000;
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
      ? { ...splitPage(await response.text(), contents), headers: new Headers(response.headers), version }
      : undefined;
    keep(key, { since, isMade: true, parts, triedAt: since });
  }

  return {
    /** Answers with a page whose holes are filled for whoever asks; undefined where the page has to be made whole. */
    async answer({ page, request, context, freshForSeconds, render, waitUntil }: Asked): Promise<Response | undefined> {
      const read = readers[page.route];
      if (!read || freshForSeconds === 0) return undefined;
      const key = new URL(page.address, request.url).href;
      const kept = memory.get(key);
      const isFresh = kept !== undefined && Date.now() - kept.since < freshForSeconds * 1000;
      if (!kept || (!isFresh && !kept.parts)) {
        keep(key, { since: Date.now(), isMade: false, triedAt: 0 });
        return undefined;
      }
      const makeAnew = () => {
        if (Date.now() - kept.triedAt < pauseInMilliseconds) return;
        kept.triedAt = Date.now();
        waitUntil(
          make(key, render).catch((error: unknown) => {
            memory.delete(key);
            console.error(JSON.stringify({ requestId: context.requestId, page: key, error: String(error) }));
          }),
        );
      };
      if (!isFresh || !kept.isMade) makeAnew();
      if (!isFresh || !kept.parts) return undefined;
      keep(key, kept);
      const { parts } = kept;
      const asked = await read(context, page).catch((error: unknown) => {
        if (error instanceof DatabaseError) return undefined;
        throw error;
      });
      if (!asked || asked.standing[0]?.version !== parts.version) {
        if (asked) makeAnew();
        return undefined;
      }
      const headers = new Headers(parts.headers);
      if (context.toast) headers.append('Set-Cookie', await context.cookies.clearToast());
      if (request.method === 'HEAD') return new Response(null, { headers });
      const { pathname, search } = new URL(key);
      const rootData = describeRoot(context, asked.viewer);
      const body = fillHoles(parts, chosenTheme(asked.viewer), (contents) => (
        <ViewingProvider value={{ rootData, pathname, search }}>
          <ShopProvider value={describeShop(asked)}>{contents}</ShopProvider>
        </ViewingProvider>
      ));
      return new Response(body, { headers });
    },
  };
}

const encoder = new TextEncoder();

/**
 * Takes a page apart at its holes.
 * @param contents  what belongs into them, in their order
 * @throws where it has another number of holes than that, or no place for the theme
 */
export function splitPage(html: string, contents: ReactNode[]): PageParts {
  const [first = '', ...rest] = html.split(`<${holeTag}></${holeTag}>`);
  if (rest.length !== contents.length)
    throw new Error(`A page has ${rest.length} holes and ${contents.length} fillings.`);
  const attribute = ` data-theme="${openTheme}"`;
  const scheme = `content="${openTheme}"`;
  if (!first.includes(attribute) || !first.includes(scheme)) throw new Error('A page has no place for the theme.');
  const begin = (theme: Theme) =>
    encoder.encode(
      first
        .replace(attribute, theme ? ` data-theme="${theme}"` : '')
        .replace(scheme, `content="${theme ?? 'light dark'}"`),
    );
  return {
    beginnings: { light: begin('light'), dark: begin('dark'), system: begin(undefined) },
    texts: rest.map((text) => encoder.encode(text)),
    contents: contents.flatMap((content, place) => [
      createElement(Fragment, { key: place }, content),
      createElement(endTag, { key: `end-${place}` }),
    ]),
  };
}

/**
 * Puts what belongs into the holes between the bytes around them.
 * @param provide  gives the contents what they ask for
 * @throws where a hole stays open
 */
export function fillHoles(
  { texts, beginnings, contents }: PageParts,
  theme: Theme,
  provide: (contents: ReactNode) => ReactNode,
): Uint8Array<ArrayBuffer> {
  const fillings = renderToString(provide(contents)).split(`<${endTag}></${endTag}>`);
  if (fillings.length !== texts.length + 1) throw new Error('A hole of a page was not filled.');
  const chunks = [beginnings[theme ?? 'system']];
  for (const [place, text] of texts.entries()) chunks.push(encoder.encode(fillings[place]), text);
  const body = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
