import { type Box, bringIntoBox, moveBox, zoomBox } from './zoom-box.ts';

/**
 * Maps marked `data-zoom` get buttons to come closer and to go away; closer, they can be dragged, and follow the focus from area to
 * area. Without script the whole map is there.
 */

for (const map of document.querySelectorAll<SVGSVGElement>('svg[data-zoom]')) addZoom(map);

const factor = 2;

function addZoom(map: SVGSVGElement) {
  const { x, y, width, height } = map.viewBox.baseVal;
  const whole: Box = { x, y, width, height };
  let box = whole;

  const [closer, away, all] = ['Zoom in', 'Zoom out', 'Whole map'].map(makeButton);
  if (!closer || !away || !all) return;
  const bar = document.createElement('div');
  bar.className = 'flex gap-2 print:hidden';
  bar.replaceChildren(closer, away, all);
  map.insertAdjacentElement('beforebegin', bar);

  const show = (next: Box) => {
    box = next;
    map.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
    const isWhole = box.width === whole.width;
    // Not `disabled`, which would take the focus away from the button that was just pressed.
    for (const button of [away, all]) button.ariaDisabled = String(isWhole);
    map.style.cursor = isWhole ? '' : 'grab';
    map.style.touchAction = isWhole ? '' : 'none';
  };
  /** The area that had the focus last, else the middle. */
  let middle: { x: number; y: number } | undefined;
  const target = () => middle ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  closer.addEventListener('click', () => show(bringIntoBox(zoomBox(box, whole, factor, target()), whole, target())));
  away.addEventListener('click', () => show(zoomBox(box, whole, 1 / factor, target())));
  all.addEventListener('click', () => show(whole));
  show(whole);

  map.addEventListener('focusin', ({ target: area }) => {
    if (!(area instanceof SVGGraphicsElement)) return;
    const bounds = area.getBBox();
    middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
    show(bringIntoBox(box, whole, middle));
  });
  addDragging(map, (right, down) => {
    middle = undefined;
    show(moveBox(box, whole, -right, -down));
  });
}

function makeButton(name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-secondary button-small max-sm:min-h-11';
  button.textContent = name;
  return button;
}

/** Screen points that a finger may slip without dragging. */
const slip = 4;

/** @param move  is told how far the map was dragged, in its units */
function addDragging(map: SVGSVGElement, move: (right: number, down: number) => void) {
  let from: { x: number; y: number } | undefined;
  let isDragged = false;
  map.addEventListener('pointerdown', ({ clientX, clientY, button }) => {
    if (button === 0) from = { x: clientX, y: clientY };
    isDragged = false;
  });
  map.addEventListener('pointermove', ({ clientX, clientY, pointerId, buttons }) => {
    if (buttons === 0) from = undefined;
    const scale = map.getScreenCTM()?.a;
    if (!from || !scale) return;
    if (!isDragged && Math.hypot(clientX - from.x, clientY - from.y) < slip) return;
    if (!isDragged) map.setPointerCapture(pointerId);
    isDragged = true;
    move((clientX - from.x) / scale, (clientY - from.y) / scale);
    from = { x: clientX, y: clientY };
  });
  map.addEventListener('pointerup', () => {
    from = undefined;
  });
  // A link that was dragged is not followed, and is not carried off by the browser either.
  map.addEventListener('click', (event) => isDragged && event.preventDefault(), true);
  map.addEventListener('dragstart', (event) => event.preventDefault());
}
