"""Criterion 17 along the whole chain: plans and floors, loans, imports, all by keys alone."""

from uuid import uuid4

from playwright.sync_api import expect

from command.core import demo
from command.core.second_factor import current_code
from tests.browser.test_cop import reported
from tests.browser.test_dispatch import BAOTOU, LIVE, OFFICER, ORDOS, PATIENT
from tests.browser.test_dispatch_keys import HERE, answered, at, tab_to
from tests.support.live import wait_until

KEEPER, SIGNER = "150600.resources", "150200.deputy"
BOATS, FLEET = "2990102", 54  # the demo's boats, of which every city keeps some
CHOSEN = "() => document.querySelector('input[name=file]').files[0]?.size"
HEADS = "队伍类别,名称,区划,人数,车辆数,能力,纬度,经度,值班电话\n"


def pick(page, selector, value):
    """Choose in a list by Tab and arrows."""
    tab_to(page, selector)
    page.keyboard.press("Home")
    for _ in range(200):
        if page.evaluate(f"{HERE}.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not in {selector}")


def press(page, selector):
    """Go to a button or a link by Tab, and press it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")


def advised(seat, desk, what, quantity, title):
    """Ask the adviser for a need by keys; return the page and its incident."""
    card = reported(desk(OFFICER), title)
    need = {"incident_id": card["id"], "what": what, "quantity": quantity, "unit": ""}
    assert desk(ORDOS).post("/api/needs/", need, key=uuid4())[0] == 201
    page = seat(ORDOS, path=f"/f/advise/{card['id']}/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("r")
    page.locator("[data-plan='3']").wait_for(timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    return page, card


def test_criterion_17_one_of_three_plans_is_chosen_by_keys_alone(seat, desk):
    page, card = advised(seat, desk, "MED", 2, "keys of the plans")
    for digit in ("1", "3", "2"):
        page.keyboard.press(digit)
        expect(page.locator(f"[data-plan='{digit}']:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.locator("dialog#confirm[open]").wait_for(timeout=PATIENT)
    # It is thought better of, first.
    expect(page.locator("dialog#confirm [data-close]:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.locator("dialog#confirm[open]").wait_for(state="detached", timeout=PATIENT)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    answered(page, "兼顾各市")
    page.locator("[data-plan='2'][data-chosen]").wait_for(timeout=PATIENT)

    asked = desk(ORDOS).get(f"/api/requests/?incident={card['id']}")[1]["items"]
    ordered = desk(ORDOS).get(f"/api/deployments/?incident={card['id']}")[1]["items"]
    sent = sum(one["quantity"] for one in asked) + len(ordered)
    assert sent == 2


def test_criterion_17_a_floor_is_signed_by_keys_by_whom_it_takes(seat, desk, chromium, live):
    page, card = advised(seat, desk, BOATS, FLEET, "keys under the floor")
    page.keyboard.press("1")
    assert page.locator("[data-plan='1'] .c-adv-breach").count()
    page.keyboard.press("Enter")
    answered(page, "非此不可")
    waiting = page.locator(".c-adv-floors [data-answer='']", has_text="包头")
    waiting.wait_for(timeout=PATIENT)
    assert waiting.locator("[data-ask]").count() == 0  # it is not theirs to sign

    # The deputy of Baotou comes in by both factors, and signs.
    context = chromium.new_context(base_url=live.address, locale="zh-CN")
    signer = context.new_page()
    signer.goto(f"/f/advise/{card['id']}/")
    tab_to(signer, "input[name=username]")
    signer.keyboard.type(SIGNER)
    tab_to(signer, "input[name=password]")
    signer.keyboard.type(demo.PASSWORD)
    signer.keyboard.press("Enter")
    tab_to(signer, "input[name=code]")
    signer.keyboard.type(current_code(demo.SEED))
    signer.keyboard.press("Enter")
    at(signer, "/f/advise/")
    signer.keyboard.press("y")
    answered(signer, "支援兄弟城市")
    signed = "[data-answer='signed']"
    signer.locator(signed, has_text="包头").wait_for(timeout=PATIENT)
    page.locator(signed, has_text="包头").wait_for(timeout=PATIENT)
    context.close()


def lent_team(desk, title):
    """Let Baotou send a team to an incident of Ordos; return both."""
    card = reported(desk(OFFICER), title)
    asked = {
        "incident_id": card["id"], "what": "SOC", "quantity": 1, "unit": "",
        "asked": ["150200"], "place": "昭君镇",
    }  # fmt: skip
    status, request = desk(ORDOS).post("/api/requests/", asked, key=uuid4())
    assert status == 201, request
    made = {"kind": "SOC", "name": f"键盘队{uuid4().hex[:6]}", "region": "150200"}
    lender = desk(BAOTOU)
    status, team = lender.post(
        "/api/teams/", made | {"headcount": 9, "vehicles": 2}, key=uuid4()
    )
    assert status == 201, team
    answer = {"city": "150200", "answer": "accept", "quantity": 1}
    status, said = lender.post(f"/api/requests/{request['id']}/answer/", answer, key=uuid4())
    assert status == 200, said
    commit = {"incident_id": card["id"], "request_id": request["id"]}
    status, said = lender.post(f"/api/teams/{team['id']}/commit/", commit, key=uuid4())
    assert status == 201, said
    return card, team


def test_criterion_17_a_loan_comes_home_and_is_settled_by_keys_alone(seat, desk):
    card, _team = lent_team(desk, f"keys of a loan {uuid4().hex[:6]}")
    page = seat(BAOTOU, path=f"/i/{card['id']}/forces/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    for step, reason in (
        ("departed", ""), ("on_scene", ""), ("released", "任务完成"), ("returned", ""),
    ):  # fmt: skip
        press(page, f"[data-ask={step}]")
        answered(page, reason)
        page.locator(f"[data-ask={step}]").wait_for(state="detached", timeout=PATIENT)

    # The list, the loan, the count; and back by Esc.
    loans = desk(BAOTOU).get("/api/loans/?lender=150200&borrower=150600")[1]["items"]
    loan = next(one for one in loans if one["incident"] == card["id"])
    page.goto("/f/loans/")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    press(page, f"a[href='/f/loans/{loan['id']}/']")
    at(page, f"/f/loans/{loan['id']}/")
    press(page, "details:has(form[action$='/count/']) summary")
    tab_to(page, "#count-damaged")
    page.keyboard.press("Control+A")
    page.keyboard.type("1")
    tab_to(page, "#count-reason")
    page.keyboard.type("车辆擦伤")
    press(page, "form[action$='/count/'] [type=submit]")
    page.locator(".c-note[data-tone=success]").wait_for(timeout=PATIENT)
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("Escape")
    at(page, "/f/loans/$")

    # The settlement: drawn up, signed by both, settled.
    page.keyboard.press("n")
    at(page, "/sheets/new/")
    pick(page, "select[name=other]", "150600")
    pick(page, "select[name=incident]", card["id"])
    press(page, "form.c-form [type=submit]")
    at(page, "/f/loans/sheets/[0-9a-f-]{36}/")
    press(page, "form[action$='/sign/'] [type=submit]")
    page.locator("#h-signs").wait_for(timeout=PATIENT)
    there = seat(ORDOS, path=page.url)
    at(there, "/sheets/")
    press(there, "form[action$='/sign/'] [type=submit]")
    press(there, "form[action$='/settle/'] input[name=remark]")
    there.locator(".c-problems").wait_for(timeout=PATIENT)
    tab_to(there, "form[action$='/settle/'] input[name=remark]")
    there.keyboard.type("财政转账")
    there.keyboard.press("Enter")
    there.locator(".c-note[data-tone=success]").wait_for(timeout=PATIENT)
    sheet = page.url.rstrip("/").rpartition("/")[2]
    sheets = desk(BAOTOU).get("/api/loans/sheets/")[1]["items"]
    assert [one["status"] for one in sheets if one["id"] == sheet] == ["settled"]


def hand_in(page, at_hand, text):
    """Hand in a file of teams by keys, as far as its preview."""
    at_hand["buffer"] = text.encode()
    pick(page, "select[name=sheet]", "team")
    tab_to(page, "input[name=file]")
    page.keyboard.press("Enter")
    wait_until(lambda: page.evaluate(CHOSEN) == len(at_hand["buffer"]), "the file to be chosen")
    press(page, ".c-imp-form [type=submit]")
    at(page, "/f/import/[0-9a-f-]{36}/")


def test_criterion_17_a_file_with_errors_is_mended_applied_and_undone_by_keys_alone(seat, desk):
    name = f"键盘导入队{uuid4().hex[:6]}"
    wrong, right = "很多", "12"
    line = f"FLOOD,{name},150621,{{people}},3,,40.42,110.04,0477-1\n"

    def found():
        return [
            one
            for one in desk(KEEPER).get("/api/teams/?region=150621&limit=200")[1]["items"]
            if one["name"] == name
        ]

    page = seat(KEEPER, path="/f/import/")
    # Listening from the start: Chromium asks nobody in the moment in which listening begins.
    at_hand = {"name": "teams.csv", "mimeType": "text/csv", "buffer": b""}
    page.on("filechooser", lambda chooser: chooser.set_files(at_hand))
    page.wait_for_selector(LIVE, timeout=PATIENT)
    hand_in(page, at_hand, HEADS + line.format(people=wrong))
    # The errors have the focus; what is wrong stands in a list with line and column.
    expect(page.locator(".c-imp-errors:focus")).to_have_count(1)
    assert wrong in page.locator(".c-imp-lines").first.inner_text()
    assert page.locator(".c-imp-act [type=submit]").count() == 0
    page.keyboard.press("Escape")
    at(page, "/f/import/$")

    hand_in(page, at_hand, HEADS + line.format(people=right))
    assert page.locator(".c-imp-errors").count() == 0
    assert found() == []
    press(page, ".c-imp-act [type=submit]")
    page.locator("[data-status=done]").wait_for(timeout=PATIENT)
    (team,) = found()
    assert team["headcount"] == int(right)

    page.wait_for_selector(LIVE, timeout=PATIENT)
    tab_to(page, "input[name=reason]")
    page.keyboard.type("试导入")
    page.keyboard.press("Enter")
    page.locator("[data-status=undone]").wait_for(timeout=PATIENT)
    assert [one["status"] for one in found()] == ["unavailable"]  # nothing is ever deleted


def test_criterion_17_all_forces_are_released_by_keys_alone(seat, desk):
    card, team = lent_team(desk, f"keys of release {uuid4().hex[:6]}")
    page = seat(ORDOS, path=f"/f/?incident={card['id']}")
    page.wait_for_selector(LIVE, timeout=PATIENT)
    page.keyboard.press("o")
    at(page, "/forces/release/")
    assert team["name"] in page.locator(".c-fd-facts").inner_text()
    expect(page.locator("[data-back]:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    at(page, f"/i/{card['id']}/forces/$")
    page.keyboard.press("o")
    at(page, "/forces/release/")
    tab_to(page, "input[name=reason]")
    page.keyboard.press("Enter")
    page.locator(".c-problems").wait_for(timeout=PATIENT)
    tab_to(page, "input[name=reason]")
    page.keyboard.type("险情解除")
    page.keyboard.press("Enter")
    at(page, f"/i/{card['id']}/forces/$")
    page.locator("[data-status=released]", has_text=team["name"]).wait_for(timeout=PATIENT)
    page.keyboard.press("o")  # there is nothing left of it: the key means nothing
    assert page.locator("a[data-release]").count() == 0
