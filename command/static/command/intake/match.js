// Finding a name by its characters, its pinyin, its initials, or its English. Pure.

/** How well `row` ([code, zh, en, pinyin, initials]) answers `sought`; 0: not at all. */
export function score(row, sought) {
  const [code, zh, en, pinyin, initials] = row
  const text = sought.trim().toLowerCase()
  if (!text) return 0
  const bare = text.replace(/[\s']+/g, '')
  const english = en.toLowerCase()
  if (zh === text || english === text || code.toLowerCase() === text) return 100
  if (initials === bare) return 90
  if (zh.startsWith(text)) return 80
  if (initials.startsWith(bare)) return 70
  if (pinyin.startsWith(bare)) return 60
  if (english.startsWith(text)) return 55
  if (zh.includes(text)) return 50
  if (english.split(/[\s,/()-]+/).some((word) => word.startsWith(text))) return 45
  if (bare.length >= 2 && (initials.includes(bare) || pinyin.includes(bare))) return 30
  return 0
}

/** The rows that answer, the best first; rows of equal answer keep their order. */
export function find(rows, sought, most = 8) {
  return rows
    .map((row, at) => ({ row, at, worth: score(row, sought) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .slice(0, most)
    .map(({ row }) => row)
}
