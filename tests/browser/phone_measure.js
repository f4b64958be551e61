// Of a screen of the phone: what is narrower than a glove, nearer than 8 px, clipped, too pale,
// too high for the thumb.
() => {
  const wrong = [], width = innerWidth, height = innerHeight
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const name = (e) => (e.innerText || e.getAttribute('aria-label') || e.name || e.className).trim().slice(0, 24)
  const main = document.querySelector('main').getBoundingClientRect()
  const dock = [...document.querySelectorAll('.f-dock, .f-go')].filter(seen)
    .filter((e) => getComputedStyle(e).position === 'sticky')[0]
  const floor = dock ? dock.getBoundingClientRect().top : main.bottom
  const targets = [...document.querySelectorAll('a[href], button, summary, label:has(input), textarea, input')]
    .filter((e) => seen(e) && !e.closest('dialog:not([open])') && !e.matches('.skip, label input'))
  const boxes = []
  for (const e of targets) {
    const r = e.getBoundingClientRect()
    if (Math.round(r.height) < 56 || Math.round(r.width) < 56) wrong.push(['small', name(e), r.width, r.height])
    if (r.left < -1 || r.right > width + 1) wrong.push(['beside the screen', name(e), r.left, r.right])
    const box = e.matches('button, a, summary')
    if (box && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) wrong.push(['clipped', name(e)])
    const flows = e.closest('main') && !(dock && dock.contains(e))
    const top = flows ? Math.max(r.top, main.top) : r.top
    const bottom = flows ? Math.min(r.bottom, floor) : r.bottom
    if (bottom > top) boxes.push({ e, left: r.left, right: r.right, top, bottom })
  }
  for (const a of boxes) for (const b of boxes) {
    if (a === b || a.e.contains(b.e) || b.e.contains(a.e)) continue
    const x = Math.max(a.left - b.right, b.left - a.right), y = Math.max(a.top - b.bottom, b.top - a.bottom)
    if (Math.max(x, y) < 7.5) wrong.push(['near', name(a.e), name(b.e), x, y])
  }
  const primary = '.f-next, .f-otherwise, .f-quick a, .f-tabs a, .f-sos'
  for (const e of document.querySelectorAll(primary)) {
    if (!seen(e) || (document.querySelector('[data-roomy]') && !e.matches('.f-next, .f-tabs *'))) continue
    const { top, bottom } = e.getBoundingClientRect()
    if (top < height * 0.4 || bottom > height + 1) wrong.push(['not at the thumb', name(e), top, height])
  }
  if (document.documentElement.scrollWidth > width) wrong.push(['wider than the screen'])
  const parse = (c) => { const n = c.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1] }
  const over = ([r, g, b, a], under) => [r * a + under[0] * (1 - a), g * a + under[1] * (1 - a), b * a + under[2] * (1 - a), 1]
  const ground = (e) => {
    const layers = []
    for (let one = e; one; one = one.parentElement) {
      const c = parse(getComputedStyle(one).backgroundColor)
      if (c[3]) layers.unshift(c)
    }
    return layers.reduce((under, c) => over(c, under), [255, 255, 255, 1])
  }
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0)
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const e = node.parentElement
    if (!node.data.trim() || !seen(e) || e.closest('.vh, .skip, script, template, .c-sev, option')) continue
    const under = ground(e), ink = over(parse(getComputedStyle(e).color), under)
    const [hi, lo] = [light(ink), light(under)].sort((a, b) => b - a)
    const ratio = (hi + 0.05) / (lo + 0.05)
    if (ratio < 7) wrong.push(['pale', node.data.trim().slice(0, 24), Number(ratio.toFixed(2))])
    if (parseFloat(getComputedStyle(e).fontSize) < 12) wrong.push(['tiny', node.data.trim().slice(0, 24)])
  }
  return wrong
}
