/** @param {HTMLElement} section */
export function show(section) {
  section.hidden = false;
}
