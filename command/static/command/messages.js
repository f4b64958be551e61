// Writing messages: addressees found as one types, Ctrl+Enter sends, a thread stays at its end.

const WAIT = 150 // milliseconds after the last key before it is asked

class Recipients extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('[role=combobox]')
    this.list = this.querySelector('[role=listbox]')
    this.chips = this.querySelector('.msg-chips')
    this.input.addEventListener('input', () => this.later())
    this.input.addEventListener('keydown', (event) => this.key(event))
    this.input.addEventListener('blur', () => setTimeout(() => this.close(), 200))
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault()
      this.choose(event.target.closest('[role=option]'))
    })
    this.chips.addEventListener('click', (event) => {
      if (!event.target.closest('[data-drop]')) return
      event.target.closest('.msg-chip').remove()
      this.input.focus()
    })
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.find(), WAIT)
  }

  async find() {
    const typed = this.input.value.trim()
    if (!typed) return this.close()
    const answer = await fetch(`${this.dataset.url}?words=${encodeURIComponent(typed)}`).catch(() => null)
    if (!answer?.ok || this.input.value.trim() !== typed) return
    this.show(await answer.json())
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, n) => this.option(one, n)))
    if (!found.length) {
      const none = document.createElement('li')
      none.textContent = this.dataset.none
      this.list.append(none)
    }
    this.list.hidden = false
    this.input.setAttribute('aria-expanded', 'true')
    this.point(0)
  }

  option(one, n) {
    const row = document.createElement('li')
    row.id = `found-${n}`
    row.setAttribute('role', 'option')
    row.dataset.value = one.value
    row.dataset.label = one.label
    const name = document.createElement('b')
    name.textContent = one.label
    const detail = document.createElement('small')
    detail.textContent = one.detail
    row.append(name, detail)
    return row
  }

  point(n) {
    const rows = [...this.list.querySelectorAll('[role=option]')]
    this.at = rows.length ? (n + rows.length) % rows.length : -1
    for (const [i, row] of rows.entries()) row.setAttribute('aria-selected', String(i === this.at))
    if (rows[this.at]) {
      this.input.setAttribute('aria-activedescendant', rows[this.at].id)
      rows[this.at].scrollIntoView({ block: 'nearest' })
    }
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return
    const open = !this.list.hidden
    if (event.key === 'Backspace' && !this.input.value) this.chips.lastElementChild?.remove()
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault() // Enter chooses; it never sends what is half written
      if (open) this.choose(this.list.querySelector('[aria-selected=true]'))
    }
    if (!open) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      this.point(this.at + (event.key === 'ArrowDown' ? 1 : -1))
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.close()
    }
  }

  choose(row) {
    if (!row?.dataset.value) return
    const known = [...this.chips.querySelectorAll('[name=recipients]')].some((one) => one.value === row.dataset.value)
    if (!known) this.chips.append(this.chip(row.dataset.value, row.dataset.label))
    this.input.value = ''
    this.close()
  }

  chip(value, label) {
    const chip = document.createElement('span')
    chip.className = 'msg-chip'
    for (const [name, kept] of [['recipients', value], ['labels', label]]) {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name, value: kept })
      chip.append(field)
    }
    const drop = document.createElement('button')
    drop.type = 'button'
    drop.dataset.drop = ''
    drop.setAttribute('aria-label', `${this.dataset.remove} ${label}`)
    drop.textContent = '×'
    chip.append(label, drop)
    return chip
  }

  close() {
    this.list.hidden = true
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }
}
customElements.define('jc-recipients', Recipients)

// An order is to be read back unless somebody says otherwise.
for (const radio of document.querySelectorAll('[data-compose] [name=kind]')) {
  radio.addEventListener('change', () => {
    document.querySelector('[data-compose] [name=read_back]').checked = radio.value === 'order'
  })
}

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('[data-compose]')
  if (form && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
})

// The newest line is in view, unless somebody has scrolled up to read.
const lines = document.querySelector('[data-bottom]')
if (lines) {
  let atEnd = true
  const down = () => { if (atEnd) lines.scrollTop = lines.scrollHeight }
  lines.addEventListener('scroll', () => {
    atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40
  })
  lines.addEventListener('jc:drawn', down)
  down()
}
document.querySelector('[data-focus]')?.focus()
