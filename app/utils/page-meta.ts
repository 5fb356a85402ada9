import type { MetaDescriptor } from '@remix-run/cloudflare';

/** The title of a page in the browser's tab: the page, then each place it is part of. */
export function writeTitle(...places: string[]): MetaDescriptor {
  return { title: [...places, 'Lotline'].join(' | ') };
}

/** The `meta` of a page that says its title and nothing else. */
export function pageTitle(...places: string[]) {
  return () => [writeTitle(...places)];
}

/**
 * The meta tags of a public page.
 * @param page  `origin` is the origin of the request, `path` the page's one address, `image` that of a picture for those who link to it
 */
export function describePage({
  title,
  description,
  origin,
  path,
  image,
}: {
  title: string;
  description: string;
  origin: string;
  path: string;
  image?: string;
}): MetaDescriptor[] {
  const url = origin + path;
  return [
    writeTitle(title),
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: url },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'Lotline' },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: url },
    ...(image ? [{ property: 'og:image', content: origin + image }] : []),
  ];
}
