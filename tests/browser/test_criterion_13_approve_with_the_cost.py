"""Criterion 13: a request across cities is answered from the screen, its cost in view."""

from uuid import uuid4

from tests.browser.test_cop import reported

ASKER, LENDER = "150600.commander", "150100.commander"
LIVE = "jc-sync[data-state=live]"
PATIENT = 30_000  # milliseconds; the machine may be slow


def clear(lending):
    """Answer what other tests have left waiting: the key is for what waits longest."""
    _status, waiting = lending.get("/api/requests/awaiting/")
    for row in waiting:
        answer = {"city": row["city"], "answer": "decline", "reason": "另有任务"}
        status, told = lending.post(f"/api/requests/{row['request']['id']}/answer/", answer)
        assert status == 200, told
    _status, floors = lending.get("/api/floors/awaiting/")
    for row in floors:
        refused = {"is_signed": False, "reason": "另有任务"}
        status, told = lending.post(f"/api/floor-breaches/{row['id']}/sign/", refused)
        assert status == 200, told


def test_criterion_13_approve_with_the_cost_in_view(seat, desk):
    asking = desk(ASKER)
    clear(desk(LENDER))
    card = reported(desk("150600.duty1"), "cost in view")
    here, there = seat(LENDER), seat(ASKER, path=f"/i/{card['id']}/forces/")
    for page in (here, there):
        page.wait_for_selector(LIVE, timeout=PATIENT)

    status, request = asking.post(
        "/api/requests/",
        {
            "incident_id": card["id"],
            "what": "WATER",
            "quantity": 1,
            "unit": "team",
            "asked": ["150100"],
            "place": "昭君镇",
        },
        key=uuid4(),
    )
    assert status == 201, request
    decision = here.locator(f"[id^='dec-request-{request['id']}']")
    decision.wait_for(timeout=PATIENT)
    assert "呼和浩特" in decision.inner_text()

    # One key opens the question; it says what would be left, and the focus is on Cancel.
    here.keyboard.press("y")
    question = here.locator("dialog#confirm[open]")
    question.wait_for(timeout=PATIENT)
    facts = question.locator(".c-dlg__facts li").all_inner_texts()
    free, total = (int(n) for n in facts[1].split()[-1].split("/"))
    assert facts[2].split()[-1] == f"{free - 1}/{total}"
    assert question.evaluate("(d) => d.ownerDocument.activeElement.dataset.close") == ""

    # The confirmation: on to the button that lends.
    here.keyboard.press("Tab")
    here.keyboard.press("Enter")
    decision.wait_for(state="detached", timeout=PATIENT)
    # The asker's open page is told without a reload.
    there.wait_for_function(
        "(id) => window.jc.live.state.get(`request.${id}`)?.filled === 1",
        arg=request["id"],
        timeout=PATIENT,
    )
    status, answered = asking.get(f"/api/requests/{request['id']}/")
    assert (status, answered["filled"]) == (200, 1)
