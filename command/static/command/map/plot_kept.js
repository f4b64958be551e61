// What was typed into the panel of a drawing and not saved: kept until it is saved or dropped by name.

const kept = new Map() // a drawing's key, or `new:<kind of shape>` → what stood in its panel

/** Keep what stands in the panel, if anything was typed; returns whether it was. */
export function keep(form) {
  if (!form.open || !form.dirty) return false
  kept.set(form.key, form.typed())
  return true
}

/** Put back what was typed for the drawing in the panel, if anything was kept. */
export function takeUp(form) {
  const typed = kept.get(form.key)
  if (typed) form.take(typed)
  return Boolean(typed)
}

export const forget = (key) => kept.delete(key)

export const anything = () => kept.size > 0
