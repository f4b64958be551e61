// Who else edits the plan, and which part: a mark in the list. Nobody is kept from anything by it.

/** Mark the parts that others edit; `changed()` when somebody has saved. */
export function follow(root, work, changed) {
  const object = `plan.${root.dataset.plan}`
  let people = []
  const draw = () => {
    for (const mark of work.querySelectorAll('[data-who]')) {
      const entry = mark.closest('[data-entry]').dataset.entry
      const here = people.filter(({ field }) => field.startsWith(`${entry}.`))
      mark.hidden = here.length === 0
      mark.textContent = here.map(({ name }) => root.dataset.edits.replace('{name}', name)).join(' · ')
    }
  }
  const listen = () => {
    window.jc.live.addEventListener('present', ({ detail }) => {
      if (detail.object !== object) return
      people = detail.people
      draw()
    })
    window.jc.live.addEventListener('changed', ({ detail }) => detail.ref === object && changed())
  }
  if (window.jc?.live) listen()
  else document.addEventListener('jc:live', listen, { once: true })
  document.addEventListener('jc:renewed', draw)
}
