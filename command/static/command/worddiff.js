// How one text became another, word by word; Chinese sign by sign.

const MOST = 600 // words on either side; beyond that the whole text counts as new

const words = (text) => String(text).match(/[\p{Script=Han}]|[^\s\p{Script=Han}]+|\s+/gu) ?? []

/** Return `[how, text]` pairs; how is `equal`, `gone` or `new`. */
export function pieces(before, after) {
  const a = words(before)
  const b = words(after)
  if (a.length > MOST || b.length > MOST) return [['gone', before], ['new', after]]
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1])
    }
  }
  const found = []
  const put = (how, text) => {
    if (found.at(-1)?.[0] === how) found.at(-1)[1] += text
    else found.push([how, text])
  }
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put('equal', a[i++])
      j++
    } else if (j < b.length && (i === a.length || length[i][j + 1] >= length[i + 1][j])) put('new', b[j++])
    else put('gone', a[i++])
  }
  return found
}
