/**
 * Says in the bar of a comparison what is ticked on the page. Without this the bar counts (`.compare-chosen`).
 */

const bar = document.querySelector<HTMLFormElement>('form[data-compare]');
const told = bar?.querySelector('.compare-chosen');

function tell() {
  if (!bar || !told) return;
  const boxes = [...bar.elements].filter((element) => element instanceof HTMLInputElement && element.checked);
  const names = boxes.map((box) =>
    box instanceof HTMLInputElement ? (box.labels?.[0]?.querySelector('.sr-only')?.textContent?.trim() ?? '') : '',
  );
  told.textContent = names.length > 4 ? `${names.length} chosen. Choose at most four.` : names.join(', ');
}

if (bar) {
  document.addEventListener('change', tell);
  // The boxes are empty right after this event.
  bar.addEventListener('reset', () => setTimeout(tell));
  // A browser that comes back to the page ticks them again.
  addEventListener('pageshow', tell);
}

export {};
