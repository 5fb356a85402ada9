import type { MetaDescriptor } from '@remix-run/cloudflare';

/**
 * The meta tags of a public page.
 * @param page  `origin` is the origin of the request, `path` the page's one address
 */
export function describePage({
  title,
  description,
  origin,
  path,
}: {
  title: string;
  description: string;
  origin: string;
  path: string;
}): MetaDescriptor[] {
  const url = origin + path;
  return [
    { title: `${title} | Lotline` },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: url },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'Lotline' },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: url },
  ];
}
