// How it looks to this person on this phone: large type, dark at night. Kept on the phone.

const ROOMY_PX = 20; // type of that size needs the screen for itself

export const is = (what) => localStorage.getItem(`jc-field-${what}`) === 'on';

/** Switch `large` or `night` on or off. */
export function set(what, on) {
  localStorage.setItem(`jc-field-${what}`, on ? 'on' : 'off');
  apply();
}

/** Bring the page to it; also after the browser's own type was made larger. */
export function apply() {
  const root = document.documentElement;
  root.dataset.theme = is('night') ? 'command' : 'field';
  root.toggleAttribute('data-large', is('large'));
  root.toggleAttribute('data-roomy', parseFloat(getComputedStyle(root).fontSize) >= ROOMY_PX);
}

new ResizeObserver(apply).observe(document.querySelector('.f-head'));
