// The words of the scripts, from the server's one catalogue.

const said = JSON.parse(document.getElementById('words')?.textContent ?? '{}')

/** Return the sentence `key` with `{name}` filled in from `values`. */
export function say(key, values = {}) {
  return (said[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}

/** Learn more words: those of a part of the page that came later. */
export const add = (more) => Object.assign(said, more)

/** The language tag of the page, as scripts of the feed and dates need it. */
export const language = document.documentElement.lang === 'en' ? 'en' : 'zh-hans'
