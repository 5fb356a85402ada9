import { notFound } from '~/services/http.server.ts';

export function loader() {
  throw notFound();
}

export default function Missing() {
  return null;
}
