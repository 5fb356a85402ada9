import type { RouteHandle } from '~/rendering.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export default function Home() {
  return <h1>Lotline</h1>;
}
