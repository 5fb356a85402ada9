import { keepTicks } from '../compare-bar.ts';

/**
 * Applies filters as they are chosen, without leaving the page: every field of a form marked `data-applies` asks for the page it would
 * lead to, and what is marked `data-filtered` here is renewed from it, by its id. Words are searched for when the form is sent.
 */

const sortKey = 'lotline-sort';
/** The order without any other choice: no address has to name it. */
const usualSort = 'popular';

let asking: AbortController | undefined;
/** The address whose page is shown. */
let shown = location.href;

/** Begins with it, and with the order that was chosen in this browser before. */
export function applyFilters() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || target.type === 'search')
      return;
    if (!target.form || !('applies' in target.form.dataset)) return;
    if (target.name === 'sort') remember(target.value);
    void apply(target.form, true);
  });
  addEventListener('popstate', () => {
    if (withoutHash(location.href) !== withoutHash(shown)) location.reload();
  });
  const form = document.querySelector<HTMLFormElement>('form[data-applies]');
  if (form) sortAsBefore(form);
}

/**
 * What was searched for comes in the order of how well it matches, an address may name an order, and a page counts in the order that it was
 * linked in: only without all of these the old one counts.
 */
function sortAsBefore(form: HTMLFormElement) {
  const sort = form.elements.namedItem('sort');
  const asked = new URLSearchParams(location.search);
  const before = recall();
  if (!before || !(sort instanceof HTMLSelectElement)) return;
  if (asked.has('sort') || asked.has('page') || asked.get('q')) return;
  if (before === sort.value || ![...sort.options].some(({ value }) => value === before)) return;
  sort.value = before;
  void apply(form, false);
}

async function apply(form: HTMLFormElement, isStep: boolean) {
  const address = addressOf(form);
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const parts = [...document.querySelectorAll<HTMLElement>('[data-filtered][id]')];
  for (const part of parts) part.ariaBusy = 'true';
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error();
    const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (signal.aborted) return;
    keepTicks(() => {
      for (const part of parts) renew(part, answer.getElementById(part.id), form);
    });
    judge(form, answer);
    document.title = answer.title;
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    shown = location.href;
  } catch {
    if (!signal.aborted) location.assign(address);
  }
}

/** The address that sending the form leads to, without what it need not name. */
function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    const isUsual = value === '' || (name === 'sort' && value === usualSort);
    if (typeof value === 'string' && !isUsual) address.searchParams.append(name, value);
  }
  return address.href;
}

/** Renews a part from within. Whoever is at one of its boxes stays there, or in its place where the box is gone. */
function renew(part: HTMLElement, newer: HTMLElement | null, form: HTMLFormElement) {
  part.ariaBusy = null;
  if (!newer) {
    part.replaceChildren();
    return;
  }
  const field = part.contains(document.activeElement) ? document.activeElement : null;
  const isMoreOpen = part.querySelector('details')?.open;
  part.className = newer.className;
  part.replaceChildren(...newer.childNodes);
  const more = part.querySelector('details');
  if (more && isMoreOpen) more.open = true;
  if (!(field instanceof HTMLInputElement)) return;
  const same = findField(form, field);
  const fold = same?.closest('details');
  // It may have come below the fold, and nothing in there can have the focus while it is shut.
  if (fold && part.contains(fold)) fold.open = true;
  if (!same) part.tabIndex = -1;
  (same ?? part).focus({ preventScroll: true });
}

/** Fields that are typed into stay as they are: only whether they are wrong is taken over. */
function judge(form: HTMLFormElement, answer: Document) {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement) || field.type !== 'text') continue;
    const newer = answer.querySelector(`input[name="${field.name}"]`);
    for (const name of ['aria-invalid', 'aria-describedby']) {
      const value = newer?.getAttribute(name);
      if (value) field.setAttribute(name, value);
      else field.removeAttribute(name);
    }
  }
}

/** The field of a form that has the name and value of another one. */
function findField(form: HTMLFormElement, { name, value }: HTMLInputElement): HTMLInputElement | undefined {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.name === name && field.value === value) return field;
  }
  return undefined;
}

const withoutHash = (address: string) => address.split('#')[0];

// A browser may keep nothing; then the order is not remembered.

function remember(sort: string) {
  try {
    localStorage.setItem(sortKey, sort);
  } catch {}
}

function recall(): string | null {
  try {
    return localStorage.getItem(sortKey);
  } catch {
    return null;
  }
}
