/**
 * Says in the bar of a comparison what is ticked on the page, and keeps it where the page is found anew. Without this the bar counts
 * (`.compare-chosen`).
 */

/** What is ticked while the page shows nothing to compare. */
let unseen: HTMLInputElement[] = [];

const findBar = () => document.querySelector<HTMLFormElement>('form[data-compare]');

/** What belongs to the bar that is on the page now: another one may have taken its place. */
function listBoxes(): HTMLInputElement[] {
  return [...(findBar()?.elements ?? [])].filter((element) => element instanceof HTMLInputElement);
}

function tell() {
  const told = findBar()?.querySelector('.compare-chosen');
  if (!told) return;
  const names = listBoxes()
    .filter(({ checked }) => checked)
    .map((box) => box.labels?.[0]?.querySelector('.sr-only')?.textContent?.trim() ?? '');
  told.textContent = names.length > 4 ? `${names.length} chosen. Choose at most four.` : names.join(', ');
}

/**
 * Keeps what is ticked over a renewal of the page. What is not shown any more goes on in the bar, so that finds of several searches can
 * be compared.
 */
export function keepTicks(renew: () => void) {
  const ticked = findBar() ? listBoxes().filter(({ checked }) => checked) : unseen;
  renew();
  const shown = listBoxes();
  unseen = [];
  for (const box of ticked) {
    const same = shown.find(({ value }) => value === box.value);
    if (same) same.checked = true;
    else unseen.push(box);
  }
  for (const box of unseen) {
    const label = box.closest('label');
    if (!label) continue;
    label.hidden = true;
    findBar()?.appendChild(label);
  }
  tell();
}

document.addEventListener('change', tell);
// The boxes are empty right after this event.
document.addEventListener('reset', () => setTimeout(tell));
// A browser that comes back to the page ticks them again.
addEventListener('pageshow', tell);
