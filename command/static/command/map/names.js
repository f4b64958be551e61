// Names of drawings that would cover each other: the first keeps its place, the others wait for
// more room. Pointed at or chosen, a name shows all the same (elements/plot.css).

const OF_INCIDENTS = '.m-inc__glyph, .m-inc[data-side]:not([data-side="n"]) .m-inc__label'

/** Whether two boxes of `[x, y, width, height]` cover each other. */
export const meet = (a, b) => a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]

function place(element) {
  const { x, y, width, height } = element.getBoundingClientRect()
  return [x, y, width, height]
}

/** Let names give way. @param {HTMLElement} frame of the map @param {HTMLElement[]} boxes of marks, the most important first */
export function giveWay(frame, boxes) {
  const taken = [...frame.querySelectorAll(OF_INCIDENTS)].map(place)
  const signs = boxes.map((box) => place(box.querySelector('svg')))
  const free = (name, own) => ![...taken, ...signs.filter((_, at) => at !== own)].some((other) => meet(other, name))
  for (const [own, box] of boxes.entries()) {
    const name = box.querySelector('span')
    if (!name) continue
    const here = place(name)
    const fits = free(here, own)
    name.classList.toggle('m-hidden', !fits)
    if (fits) taken.push(here)
  }
}
