/** Milliseconds that an element which is to be focused may take to be there. */
const PATIENCE_MS = 2000;

/** Puts the focus on an element, as soon as it is there. */
export function focusLater(id: string): void {
  const end = performance.now() + PATIENCE_MS;
  const look = (): void => {
    const element = document.getElementById(id);
    if (element !== null) {
      element.focus();
      if (element instanceof HTMLInputElement && element.type === 'text') element.select();
    } else if (performance.now() < end) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Shows which field a value of the text has, without taking the focus from the text. */
export function highlight(pointer: string): void {
  for (const old of document.querySelectorAll('.pointed')) old.classList.remove('pointed');
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const all = document.querySelectorAll(`.rows [data-pointer="${CSS.escape(place)}"], #count`);
    const element = [...all].find((one) => one.getAttribute('data-pointer') === place);
    if (element === undefined) continue;
    element.classList.add('pointed');
    element.scrollIntoView({ block: 'nearest' });
    return;
  }
}

/** Shows the job that has just begun, wherever the page stands. */
export function showJob(): void {
  requestAnimationFrame(() => document.querySelector('.job')?.scrollIntoView({ block: 'nearest' }));
}
