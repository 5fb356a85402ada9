/**
 * Forms marked `data-sums` name what is ticked in them on their button: `data-words` of the button before the sum. Each box says its
 * `data-amount` in cents, and the form `data-most`, the most that the sum can be. The field `sum` tells the server that the button named
 * it; without this script the server asks with a button that does.
 */
import { formatMoney } from '~/utils/money.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sums]')) {
  const label = form.querySelector<HTMLElement>('[data-words]');
  const field = form.elements.namedItem('sum');
  if (!label || !(field instanceof HTMLInputElement)) continue;
  const unnamed = label.textContent;
  const follow = () => {
    const ticked = [...form.querySelectorAll<HTMLInputElement>('input[data-amount]:checked')];
    const sum = ticked.reduce((total, { dataset }) => total + Number(dataset.amount), 0);
    const shown = Math.min(sum, Number(form.dataset.most));
    field.value = ticked.length > 0 ? String(shown) : '';
    label.textContent =
      ticked.length > 0 ? `${label.dataset.words} ${formatMoney(shown, form.dataset.currency)}` : unnamed;
  };
  form.addEventListener('change', follow);
  // What was ticked before: in a form that came back, or kept by the browser.
  follow();
}
