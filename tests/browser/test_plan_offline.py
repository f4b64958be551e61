"""A plan is read when the cable is cut: the one being read, and those of one's own city."""

import pytest
from playwright.sync_api import expect

PLANS = """
from plans.models import Plan, PlanVersion
found = PlanVersion.objects.filter(state="published", exercise=None).select_related("plan")
ice = found.get(plan__city="150600", plan__title__contains="凌汛").plan_id
far = found.filter(plan__city="150100").order_by("plan__title").first().plan_id
print(f"ids={ice} {far} {found.filter(plan__city='150600').count()}")
"""
PATIENT = 60_000  # milliseconds; the machine may be slow
KEPT = "jc-keep[data-kept]"
CACHES = "() => caches.keys()"
NEXT_READER = "() => document.querySelector('jc-keep').dataset.person"
# What a duty officer needs of it, as it is said in each language.
SAYS = {
    "zh-hans": ("步骤", "通讯录", "完成", "本设备上的预案"),
    "en": ("Steps", "Contacts", "Done by", "Plans on this device"),
}


@pytest.fixture(scope="module")
def plans(live):
    ice, far, own = live.run(PLANS).strip().rpartition("ids=")[2].split()
    return ice, far, int(own)


def readable(page, says):
    """Show that steps, deadlines and telephone numbers stand there."""
    steps, contacts, done_by, _list = says
    expect(page.locator("#steps h2")).to_contain_text(steps)
    expect(page.locator("#steps thead")).to_contain_text(done_by)
    expect(page.locator("#steps tbody tr")).to_have_count(28)
    expect(page.locator("#steps tbody tr").first).to_contain_text("T+")
    expect(page.locator("#contacts h2")).to_contain_text(contacts)
    numbers = page.locator("#contacts a[href^='tel:']")
    assert numbers.count() > 100
    assert numbers.first.is_visible()


@pytest.mark.parametrize("language", SAYS)
def test_the_plan_that_was_read_opens_when_the_cable_is_cut(seat, plans, language):
    ice, far, own = plans
    page = seat("150600.duty1", language=language, path=f"/p/{ice}/")
    expect(page.locator(KEPT)).not_to_be_empty(timeout=PATIENT)
    page.goto(f"/p/{far}/")  # another city's: kept because it was read
    expect(page.locator(KEPT)).not_to_be_empty(timeout=PATIENT)
    page.goto(f"/p/{ice}/")
    expect(page.locator(KEPT)).not_to_be_empty(timeout=PATIENT)

    page.context.set_offline(True)
    opened, failed = [], []
    # Nothing that the page before still asks for is counted.
    page.goto("about:blank")
    page.on("response", lambda answer: opened.append(answer))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"/p/{ice}/")
    readable(page, SAYS[language])
    # The style is there too: on paper colours, and in its own column.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    page.goto("/p/")
    expect(page.locator("h1")).to_have_text(SAYS[language][3])
    expect(page.locator("a[data-plan]")).to_have_count(own + 1)
    page.locator(f"a[data-plan='{far}']").click()
    expect(page.locator("#steps tbody tr").first).to_contain_text("T+")
    pages = [answer for answer in opened if answer.request.is_navigation_request()]
    assert len(pages) == 3
    assert all(answer.from_service_worker for answer in pages)
    assert failed == [], "a copy has all that it needs"

    page.context.set_offline(False)
    page.goto(f"/p/{ice}/")
    expect(page.locator(".pl-side")).to_be_visible()


def test_the_copies_of_one_reader_are_not_left_to_the_next(seat, session, live, plans):
    page = seat("150600.duty1", path=f"/p/{plans[0]}/")
    expect(page.locator(KEPT)).not_to_be_empty(timeout=PATIENT)
    (first,) = page.evaluate(CACHES)
    page.context.add_cookies(
        [{"name": "sessionid", "value": session("150200.liaison"), "url": live.address}]
    )
    page.goto(f"/p/{plans[0]}/")
    expect(page.locator(KEPT)).not_to_be_empty(timeout=PATIENT)
    (second,) = page.evaluate(CACHES)
    assert second != first
    assert page.evaluate(NEXT_READER) in second
    # The book of another city is not theirs to read, nor is it on their device.
    copy = page.evaluate(
        "async id => (await (await caches.match(`/p/${id}/offline/`)).text())", plans[0]
    )
    assert 'id="steps"' in copy
    assert "tel:" not in copy
    page.context.clear_cookies(name="sessionid")
    page.goto("/sign-in/")
    page.wait_for_function("async () => !(await caches.keys()).length", timeout=PATIENT)


@pytest.mark.parametrize("language", SAYS)
def test_the_file_opens_from_the_disk_and_asks_for_nothing(
    seat, chromium, plans, language, tmp_path
):
    page = seat("150600.duty1", language=language, path=f"/p/{plans[0]}/")
    with page.expect_download(timeout=PATIENT) as coming:
        page.locator("a[href$='offline/?save=1']").click()
    file = tmp_path / coming.value.suggested_filename
    assert file.suffix == ".html"
    coming.value.save_as(file)
    context = chromium.new_context(offline=True)
    try:
        alone = context.new_page()
        asked = []
        alone.on("request", lambda request: asked.append(request.url))
        alone.goto(file.as_uri())
        readable(alone, SAYS[language])
        assert asked == [alone.url]
    finally:
        context.close()
