/** The first tax year that books are kept of. */
export const firstBookYear = 2020;

/** The last one: next year. */
export const lastBookYear = () => new Date().getUTCFullYear() + 1;

/** All tax years that books are kept of, the latest first. */
export function listBookYears(): number[] {
  const last = lastBookYear();
  return Array.from({ length: last - firstBookYear + 1 }, (_, index) => last - index);
}

/** A tax year of the books from an address; this year for anything else. */
export function readBookYear(text: string | null): number {
  const year = /^\d{4}$/.test(text ?? '') ? Number(text) : 0;
  return year >= firstBookYear && year <= lastBookYear() ? year : new Date().getUTCFullYear();
}
