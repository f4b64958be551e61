// What stands in a chart besides the line: limits with their names, alarms as the sign of their
// level from when to when, and where now is when a forecast goes beyond it.

const SIGN = 7 // pixels, half a sign
const CLOSE = 17 // pixels between two names

function sign(pen, level, x, y, ink) {
  pen.beginPath()
  if (level === 1) {
    pen.moveTo(x, y - SIGN - 1)
    pen.lineTo(x + SIGN + 1, y)
    pen.lineTo(x, y + SIGN + 1)
    pen.lineTo(x - SIGN - 1, y)
    pen.closePath()
  } else if (level === 2) {
    pen.moveTo(x, y - SIGN)
    pen.lineTo(x + SIGN, y + SIGN - 1)
    pen.lineTo(x - SIGN, y + SIGN - 1)
    pen.closePath()
  } else if (level === 3) pen.rect(x - SIGN + 1, y - SIGN + 1, 2 * SIGN - 2, 2 * SIGN - 2)
  else pen.arc(x, y, SIGN - 0.5, 0, 7)
  pen.fillStyle = ink(`--s${level}`)
  pen.fill()
  pen.lineWidth = 1.2
  pen.strokeStyle = level === 1 ? '#ffffff' : ink('--bg-1')
  pen.stroke()
  pen.fillStyle = ink(`--s${level}-on`)
  pen.font = `700 10px ${ink('--font-num')}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(String(level), x, y + (level === 2 ? 2 : 0.5))
}

function limits(pen, plot, data, words, box, ink) {
  for (const { level, value } of data.limits) {
    const y = plot.valToPos(value, 'y') + box.top
    const inside = y >= box.top && y <= box.top + box.height
    const name = level === 1 ? words.guarantee : words.warning
    const text = `${name} ${Number(value.toFixed(3))}`
    pen.textAlign = 'right'
    pen.font = `600 12px ${ink('--font-ui')}`
    pen.fillStyle = ink(`--s${level}-tx`)
    if (!inside) {
      // Beyond the picture: said at its edge, with an arrow that way.
      const above = y < box.top
      pen.textBaseline = above ? 'top' : 'bottom'
      const row = above ? data.limits.length - 1 - data.limits.findIndex((one) => one.level === level) : 0
      pen.fillText(`${above ? '↑' : '↓'} ${text}`, box.left + box.width - 4, above ? box.top + 2 + row * 15 : box.top + box.height - 2)
      continue
    }
    pen.setLineDash([5, 4])
    pen.lineWidth = 1.4
    pen.strokeStyle = ink(`--s${level}-tx`)
    pen.beginPath()
    pen.moveTo(box.left, y)
    pen.lineTo(box.left + box.width, y)
    pen.stroke()
    pen.setLineDash([])
    // Two lines close together: the lower one has its name below.
    const under = data.limits.some((one) => one.value > value && y - (plot.valToPos(one.value, 'y') + box.top) < CLOSE)
    const at = under ? y + 3 : y - 2
    pen.textBaseline = under ? 'top' : 'bottom'
    pen.lineJoin = 'round'
    pen.lineWidth = 4
    pen.strokeStyle = ink('--bg-1')
    pen.strokeText(text, box.left + box.width - 4, at)
    pen.fillText(text, box.left + box.width - 4, at)
  }
}

function alarms(pen, plot, data, box, ink, now) {
  const y = box.top + box.height - 11
  for (const { level, from, to } of [...data.alarms].reverse()) {
    const begin = Math.max(box.left, plot.valToPos(from, 'x') + box.left)
    const end = Math.min(box.left + box.width, plot.valToPos(to ?? now, 'x') + box.left)
    if (end < box.left || begin > box.left + box.width) continue
    pen.fillStyle = ink(`--s${level}`)
    pen.globalAlpha = 0.85
    pen.fillRect(begin, y - 1.5, Math.max(2, end - begin), 3)
    pen.globalAlpha = 1
    sign(pen, level, Math.min(box.left + box.width - SIGN, Math.max(box.left + SIGN, begin)), y, ink)
  }
}

function present(pen, plot, data, words, box, ink, now) {
  if (!data.forecast) return
  const x = plot.valToPos(now, 'x') + box.left
  if (x < box.left || x > box.left + box.width) return
  pen.strokeStyle = ink('--act')
  pen.lineWidth = 1
  pen.setLineDash([2, 3])
  pen.beginPath()
  pen.moveTo(x, box.top)
  pen.lineTo(x, box.top + box.height)
  pen.stroke()
  pen.setLineDash([])
  pen.fillStyle = ink('--act-hi')
  pen.font = `600 12px ${ink('--font-ui')}`
  pen.textBaseline = 'bottom'
  pen.textAlign = 'right'
  pen.fillText(words.now, x - 5, box.top - 2)
  pen.textAlign = 'left'
  pen.fillText(words.forecast, x + 5, box.top - 2)
}

/** The plugin of uPlot that draws them. */
export function marks(words, ink, clock) {
  return {
    hooks: {
      draw: [
        (plot) => {
          const data = plot.marks
          if (!data) return
          const ratio = devicePixelRatio || 1
          const pen = plot.ctx
          const box = { left: plot.bbox.left / ratio, top: plot.bbox.top / ratio, width: plot.bbox.width / ratio, height: plot.bbox.height / ratio }
          const now = clock() / 1000
          pen.save()
          pen.scale(ratio, ratio)
          limits(pen, plot, data, words, box, ink)
          alarms(pen, plot, data, box, ink, now)
          present(pen, plot, data, words, box, ink, now)
          if (!data.t.length) {
            pen.fillStyle = ink('--tx-3')
            pen.font = `14px ${ink('--font-ui')}`
            pen.textAlign = 'center'
            pen.textBaseline = 'middle'
            pen.fillText(words.empty, box.left + box.width / 2, box.top + box.height / 2)
          }
          pen.restore()
        },
      ],
    },
  }
}
