// An @ in a text offers the people who see the incident; the one chosen is told of the note.

const WAIT = 150 // milliseconds after the last key before it is asked
const TYPED = /@([^\s@]{1,20})$/u

export class Mentions {
  #text
  #list
  #at = -1
  #timer = 0

  constructor(text, list) {
    this.#text = text
    this.#list = list
    text.addEventListener('input', (event) => {
      if (!event.isComposing) this.#later()
    })
    text.addEventListener('compositionend', () => this.#later())
    text.addEventListener('keydown', (event) => this.#key(event))
    text.addEventListener('blur', () => setTimeout(() => this.#close(), 200))
    list.addEventListener('mousedown', (event) => {
      event.preventDefault() // the focus stays where one types
      this.#choose(event.target.closest('[role=option]'))
    })
  }

  get #begun() {
    return TYPED.exec(this.#text.value.slice(0, this.#text.selectionStart))?.[1] ?? ''
  }

  #later() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#find(), WAIT)
  }

  async #find() {
    const typed = this.#begun
    if (!typed) return this.#close()
    const url = `${this.#text.dataset.mentions}&words=${encodeURIComponent(typed)}`
    const answer = await fetch(url).catch(() => null)
    if (!answer?.ok || this.#begun !== typed) return
    this.#show(await answer.json())
  }

  #show(found) {
    if (!found.length) return this.#close()
    this.#list.replaceChildren(...found.map((one, n) => this.#option(one, n)))
    this.#list.hidden = false
    this.#point(0)
  }

  #option(one, n) {
    const row = document.createElement('li')
    row.id = `mention-${n}`
    row.setAttribute('role', 'option')
    row.dataset.name = one.label
    const name = document.createElement('b')
    name.textContent = one.label
    const detail = document.createElement('small')
    detail.textContent = one.detail
    row.append(name, detail)
    return row
  }

  #point(n) {
    const rows = [...this.#list.children]
    this.#at = (n + rows.length) % rows.length
    for (const [i, row] of rows.entries()) row.setAttribute('aria-selected', String(i === this.#at))
    this.#text.setAttribute('aria-activedescendant', rows[this.#at].id)
    rows[this.#at].scrollIntoView({ block: 'nearest' })
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229 || this.#list.hidden) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const taken = (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab'
    if (step) this.#point(this.#at + step)
    else if (taken) this.#choose(this.#list.children[this.#at])
    else if (event.key === 'Escape') this.#close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #choose(row) {
    if (!row) return
    const { selectionStart: end, value } = this.#text
    const start = value.slice(0, end).replace(TYPED, '').length
    this.#text.setRangeText(`@${row.dataset.name} `, start, end, 'end')
    this.#close()
    this.#text.dispatchEvent(new Event('input', { bubbles: true }))
    this.#text.focus()
  }

  #close() {
    clearTimeout(this.#timer)
    this.#list.hidden = true
    this.#list.replaceChildren()
    this.#text.removeAttribute('aria-activedescendant')
  }
}
