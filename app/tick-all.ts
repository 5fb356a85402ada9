// Lists whose things are ticked for an act: one box ticks all of them, and the bar says how many are ticked.

const all = document.querySelector<HTMLLabelElement>('[data-tick-all]');
const boxes = document.querySelectorAll<HTMLInputElement>('input[name="id"][form="bulk"]');
const count = document.querySelector('[data-ticked-count]');
const words = count?.textContent ?? '';

if (all && boxes.length > 0) {
  const box = all.control;
  all.hidden = false;
  const show = () => {
    const ticked = [...boxes].filter(({ checked }) => checked).length;
    if (count) count.textContent = ticked > 0 ? `${words} ${ticked}` : words;
    if (box instanceof HTMLInputElement) box.checked = ticked === boxes.length;
  };
  document.addEventListener('change', ({ target }) => {
    if (target === box && box instanceof HTMLInputElement) for (const one of boxes) one.checked = box.checked;
    show();
  });
  // Who comes back finds the ticks that their browser kept.
  window.addEventListener('pageshow', show);
}

export {};
