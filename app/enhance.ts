import { applyFilters } from './scripts/filters.ts';
import { listenForSearch } from './scripts/search-keys.ts';

/**
 * The only script of pages that ship no framework: sends forms marked `data-enhance` without leaving the page. The
 * answer is the same page the form would have led to; from it, every element marked `data-live` that this page has too
 * is renewed by its id. When anything goes wrong, the form is sent the ordinary way.
 */

import './compare-bar.ts';
import './tick-all.ts';

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !('enhance' in form.dataset) || event.defaultPrevented) return;
  event.preventDefault();
  void send(form, event.submitter);
});

applyFilters();
listenForSearch();

// Work that goes on in steps: what is done in one request is not all of it. While somebody else is at it, it looks again later.
const goesOn = document.querySelector<HTMLFormElement>('form[data-go-on]');
if (goesOn) setTimeout(() => goesOn.requestSubmit(), goesOn.dataset.goOn === 'later' ? 5000 : 0);

// The page is a document to print.
if (document.querySelector('[data-print]')) print();

async function send(form: HTMLFormElement, submitter: HTMLElement | null) {
  const button = submitter instanceof HTMLButtonElement ? submitter : null;
  // Read before the button is disabled: a disabled button does not count as the one pressed.
  const body = new FormData(form, button);
  const isFocusInside = form.contains(document.activeElement);
  setPending(form, button, true);
  try {
    const parameters = new URLSearchParams(toPairs(body));
    // Kept alive, so that the form is sent even when the person opens another page at once.
    const response = await fetch(form.action, { method: 'POST', body: parameters, keepalive: true });
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
    // An answer that is another page (a sign-in form, say) has to be opened; an error page has to be seen.
    if (!response.ok || !isPage || new URL(response.url).pathname !== location.pathname) throw new Error();
    const live = document.querySelectorAll('[data-live][id]');
    const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
    const place = form.closest('[data-live][id]')?.id;
    for (const element of live) renew(element, answer.getElementById(element.id));
    if (isFocusInside && place) keepFocus(place);
  } catch {
    setPending(form, button, false);
    sendOrdinarily(form, button);
  }
}

function toPairs(body: FormData): [string, string][] {
  return [...body].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
}

function setPending(form: HTMLFormElement, button: HTMLButtonElement | null, isPending: boolean) {
  form.toggleAttribute('data-pending', isPending);
  if (!button) return;
  button.disabled = isPending;
  button.ariaBusy = isPending ? 'true' : null;
}

// Renewed from within and not replaced: a status region is announced only when it was there before.
function renew(element: Element, newer: Element | null) {
  if (!newer) return;
  element.className = newer.className;
  element.replaceChildren(...newer.childNodes);
}

// The button that had the focus is gone. The focus stays at its place, so that the next Tab goes on from there.
function keepFocus(id: string) {
  const place = document.getElementById(id);
  if (!place || place.contains(document.activeElement)) return;
  const target = place.querySelector<HTMLElement>('button, a[href]');
  if (!target) place.tabIndex = -1;
  (target ?? place).focus({ preventScroll: true });
}

function sendOrdinarily(form: HTMLFormElement, button: HTMLButtonElement | null) {
  delete form.dataset.enhance;
  form.requestSubmit(button);
}
