export const handle = { hydrate: false };
export default function Home() {
  return <h1>Lotline</h1>;
}
