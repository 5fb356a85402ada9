import { shortestQuery } from '~/modules/marketplace/search/shortest-query.ts';
import type { SuggestionGroup } from '~/modules/marketplace/search/suggestions.ts';
import { searchEvent } from './search-keys.ts';

/**
 * The search over the page: a field with suggestions below it, chosen by arrow keys or a click. Without a chosen one, Enter leads to the
 * page of everything that was found, as the header's form does without this script. Loaded when it is first asked for.
 */

const restInMilliseconds = 120;

const dialog = document.createElement('dialog');
dialog.className = 'palette';
dialog.ariaLabel = 'Search';
dialog.innerHTML = `<form action="/search"><input name="q" class="control" role="combobox" aria-label="Search" aria-expanded="false"
  aria-controls="suggestions" aria-autocomplete="list" autocomplete="off" autocapitalize="none" spellcheck="false" inputmode="search"
  enterkeyhint="search" maxlength="100" placeholder="Search, or go to a page"></form><div id="suggestions" role="listbox" aria-label="Suggestions" hidden></div>
  <p role="status"></p>`;
document.body.appendChild(dialog);

const find = <Kind extends HTMLElement>(selector: string, kind: new () => Kind): Kind => {
  const element = dialog.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(selector);
};
const field = find('input', HTMLInputElement);
const list = find('#suggestions', HTMLDivElement);
const status = find('p', HTMLParagraphElement);
const headerField = () => document.querySelector<HTMLInputElement>('[data-search] input');
const sprite = document.querySelector('svg use')?.getAttribute('href')?.split('#')[0] ?? '';

let options: HTMLAnchorElement[] = [];
let chosen = -1;
let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

document.addEventListener(searchEvent, () => {
  if (dialog.open) return;
  field.value = headerField()?.value ?? '';
  dialog.showModal();
  field.focus();
  void suggest();
});
// A page that is gone back to shows itself, not the search it was left by.
addEventListener('pagehide', () => dialog.close());
dialog.addEventListener('close', () => {
  clearTimeout(timer);
  asking?.abort();
});
dialog.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('a') : null;
  // Beside what it holds, or to a place on the page below it, which nothing else would uncover.
  if (target === dialog || link?.pathname === location.pathname) dialog.close();
});

field.addEventListener('input', () => {
  const header = headerField();
  if (header) header.value = field.value;
  choose(-1);
  clearTimeout(timer);
  timer = setTimeout(suggest, restInMilliseconds);
});

field.addEventListener('keydown', (event) => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const option = options[chosen];
  if (event.isComposing || (step === 0 && !(event.key === 'Enter' && option))) return;
  event.preventDefault();
  // Before the first and behind the last is the field itself.
  if (step !== 0) choose(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
  else option?.click();
});

function choose(index: number) {
  options[chosen]?.setAttribute('aria-selected', 'false');
  chosen = index;
  const option = options[index];
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) field.setAttribute('aria-activedescendant', option.id);
  else field.removeAttribute('aria-activedescendant');
}

async function suggest() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const response = await fetch(`/search/suggestions?${new URLSearchParams({ q: field.value })}`, { signal });
    if (!response.ok) throw new Error();
    const groups: SuggestionGroup[] = await response.json();
    if (!signal.aborted) show(groups);
  } catch {
    if (!signal.aborted) show([], 'No suggestions just now. Press Enter to search.');
  }
}

function show(groups: SuggestionGroup[], message?: string) {
  choose(-1);
  list.replaceChildren(...groups.map(makeGroup));
  options = [...list.querySelectorAll('a')];
  options.forEach((option, index) => {
    option.id = `suggestion-${index}`;
  });
  list.hidden = options.length === 0;
  field.ariaExpanded = String(options.length > 0);
  const count = options.length === 1 ? '1 suggestion' : `${options.length} suggestions`;
  const none =
    field.value.trim().length < shortestQuery ? 'Type two letters or more.' : 'Nothing found. Try other words.';
  status.textContent = message ?? (options.length > 0 ? count : none);
}

function makeGroup({ label, items }: SuggestionGroup): HTMLElement {
  const group = make('div', '');
  group.role = 'group';
  group.ariaLabel = label;
  const title = make('p', label);
  title.ariaHidden = 'true';
  for (const part of [title, ...items.map(makeOption)]) group.appendChild(part);
  return group;
}

function makeOption({ href, label, note, icon }: SuggestionGroup['items'][number]): HTMLElement {
  const option = make('a', '');
  option.href = href;
  option.tabIndex = -1;
  option.role = 'option';
  option.ariaSelected = 'false';
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${sprite}#${icon}`);
  drawing.setAttribute('class', 'icon');
  drawing.appendChild(use);
  for (const part of [drawing, make('bdi', label), make('small', note)]) option.appendChild(part);
  return option;
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
