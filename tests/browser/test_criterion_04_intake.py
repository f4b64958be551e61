"""Criterion 4: a new incident by keyboard alone, with an input method, saved once."""

from tests.browser.test_cop import LIVE, OFFICER, PATIENT

# What a browser tells the page while an input method composes: the key is 229.
COMPOSE = """([text, committed]) => {
  const field = document.activeElement
  const key = (type, given) => field.dispatchEvent(new KeyboardEvent(type,
    { bubbles: true, cancelable: true, keyCode: 229, key: 'Process', ...given }))
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  for (const letter of text) {
    key('keydown', { isComposing: true, code: `Key${letter.toUpperCase()}` })
    field.value += letter
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }))
  }
  // Enter and Ctrl+Enter belong to the input method as long as it composes.
  key('keydown', { isComposing: true, key: 'Enter' })
  key('keydown', { isComposing: true, key: 'Enter', ctrlKey: true })
  field.value = field.value.slice(0, -text.length) + committed
  const ends = { bubbles: true, data: committed }
  field.dispatchEvent(new CompositionEvent('compositionend', ends))
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}"""


FOCUS = "() => document.activeElement.name || document.activeElement.dataset.save"


def test_a_new_incident_by_keyboard_is_saved_once(seat, desk):
    page = seat(OFFICER, path="/?lang=zh-hans")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    posted = []
    page.on("request", lambda r: posted.append(r.url) if r.method == "POST" else None)

    # While somebody types, and while an input method composes, no shortcut fires.
    before = page.url
    page.keyboard.press("n")
    page.wait_for_selector(".c-drawer[open] #new-kind:focus", timeout=PATIENT)
    page.evaluate(COMPOSE, ["lingx", "凌汛"])
    assert page.url == before
    assert not [url for url in posted if url.endswith("/i/new/")]
    assert page.locator(".c-drawer[open]").count() == 1
    assert page.input_value("#new-kind") == "凌汛"
    page.keyboard.press("Enter")  # takes the first type that was found, and goes on
    assert page.input_value("[name=event_type]") == "11A05"
    assert page.evaluate(FOCUS) == "place"

    # At most five fields, three of them needed.
    fields = page.locator(".c-intake > .c-intake__field:visible")
    assert fields.count() == 5
    assert page.locator(".c-intake [required]").count() <= 3

    page.keyboard.type("dltq")
    page.keyboard.press("Enter")
    assert page.input_value("#new-place") == "达拉特旗"
    page.keyboard.type("键盘村")
    page.wait_for_function(
        "() => document.querySelector('[name=grade]:checked')?.value === '3'", timeout=PATIENT
    )
    title = page.get_attribute("#new-title", "placeholder")
    assert "键盘村" in title

    # Enter leads on: past counts that nobody named, to who told it, then to the button.
    walked = []
    for typed in ("", "", "xdy"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        walked.append(page.evaluate(FOCUS))
    assert walked == ["trapped", "source", ""]
    assert page.input_value("#new-source") == "巡堤员"
    assert not [url for url in posted if url.endswith("/i/new/")]

    # The draft outlives the page.
    page.reload()
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("n")
    page.wait_for_selector("[data-restored]:not([hidden])", timeout=PATIENT)
    assert page.input_value("#new-place") == "达拉特旗键盘村"
    assert page.input_value("#new-source") == "巡堤员"

    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/i/*-*-*-*-*/", timeout=PATIENT)
    _status, found = desk(OFFICER).get("/api/incidents/search/?q=%E9%94%AE%E7%9B%98%E6%9D%91")
    assert found["total"] == 1
    assert found["items"][0]["grade"] == 3
    assert found["items"][0]["source"] == "巡堤员"
    assert page.evaluate("() => localStorage.getItem('jc:new-incident')") is None


def test_the_list_is_walked_by_keyboard(seat, desk):
    desk(OFFICER).post(
        "/api/incidents/",
        {
            "event_type": "11A05",
            "region": "150621",
            "title": "列表中的险情",
            "occurred_at": "2027-03-19T05:40:00+08:00",
        },
    )
    page = seat(OFFICER, path="/i/?q=lbzdxq&status=all", viewport=(390, 844))
    page.wait_for_selector(LIVE, timeout=PATIENT)
    width = "() => document.getElementById('content').getBoundingClientRect().right"
    assert page.evaluate(width) <= 390
    assert page.evaluate("() => document.getElementById('content').scrollWidth") <= 390
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.name") == "q"
    page.keyboard.type("jk")  # letters in a field are letters
    assert page.input_value("[name=q]") == "lbzdxqjk"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/i/*-*-*-*-*/", timeout=PATIENT)
