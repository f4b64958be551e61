// `<jc-hold>`: a button that acts when it is held for two seconds. Whoever does not hold
// (keyboard, screen reader, switch) presses it once and confirms with a second button.
// The form of a start also counts the ticked notices as they are ticked.

const HOLD_MS = 2000

class Hold extends HTMLElement {
  #button = null
  #words = ''
  #timer = 0

  connectedCallback() {
    this.#button = this.querySelector('button')
    this.#words = this.#button.textContent
    this.#button.addEventListener('pointerdown', (event) => event.button === 0 && this.#begin())
    for (const name of ['pointerup', 'pointerleave', 'pointercancel']) {
      this.#button.addEventListener(name, () => this.#stop())
    }
    this.#button.addEventListener('click', (event) => {
      event.preventDefault()
      if (event.detail === 0) this.#ask()
    })
    this.#button.addEventListener('contextmenu', (event) => event.preventDefault())
  }

  #begin() {
    this.dataset.holding = ''
    this.#button.textContent = this.dataset.hold
    this.#timer = setTimeout(() => this.#go(), HOLD_MS)
  }

  #stop() {
    clearTimeout(this.#timer)
    if (!('holding' in this.dataset)) return
    delete this.dataset.holding
    this.#button.textContent = this.#words
  }

  #go() {
    this.#stop()
    const form = this.closest('form')
    if (!form.reportValidity()) return
    this.#button.disabled = true
    form.submit()
  }

  #ask() {
    if (this.querySelector('.c-hold__sure')) return
    const box = document.createElement('p')
    box.className = 'c-hold__sure'
    box.setAttribute('role', 'group')
    box.append(`${this.dataset.sure} `)
    const no = this.#choice(this.dataset.no, 'btn')
    const yes = this.#choice(this.dataset.yes, 'btn btn--p')
    no.addEventListener('click', () => {
      box.remove()
      this.#button.focus()
    })
    yes.addEventListener('click', () => this.#go())
    box.append(no, yes)
    this.append(box)
    no.focus()
  }

  #choice(words, name) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = name
    button.textContent = words
    return button
  }
}
customElements.define('jc-hold', Hold)

const form = document.getElementById('start-form')
form?.addEventListener('change', () => {
  const ticked = [...form.querySelectorAll('input[name="notice"]:checked')]
  const total = ticked.reduce((sum, each) => sum + Number(each.dataset.people), 0)
  for (const place of document.querySelectorAll('[data-count="notices"]')) {
    place.textContent = String(total)
  }
})
