// Fields that have several lines: conditions, needs. A line is added and taken away by buttons.

/** Remember that a field was changed and not saved yet. */
export function touched(box) {
  box.setAttribute('data-dirty', '')
}

/** Watch the buttons of rows inside `work`; `changed(box)` when a line has gone. */
export function watchRows(work, changed) {
  work.addEventListener('click', (event) => {
    const add = event.target.closest('[data-row-add]')
    if (add) return addRow(add)
    const remove = event.target.closest('[data-row-remove]')
    if (!remove) return
    const box = remove.closest('[data-box]')
    remove.closest('[data-row]').remove()
    box.querySelector('[data-row-add]').focus()
    changed(box)
  })
}

function addRow(button) {
  const box = button.closest('[data-box]')
  const taken = [...box.querySelectorAll('[data-row] > input[type=hidden]')].map((input) => Number(input.value) || 0)
  const index = Math.max(-1, ...taken) + 1
  const line = box.querySelector('template').content.cloneNode(true)
  for (const input of line.querySelectorAll('[name]')) input.name = input.name.replace('-NEW', `-${index}`)
  line.querySelector('[data-row] > input[type=hidden]').value = index
  box.querySelector('template').before(line)
  box.querySelector('[data-row]:last-of-type :is(select, input:not([type=hidden]))')?.focus()
}
