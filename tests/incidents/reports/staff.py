"""A report on its way through the desks."""

from incidents.reports.actions import (
    draft_report,
    edit_report,
    review_report,
    send_report,
    sign_report,
    submit_report,
)
from incidents.reports.selectors import content_of, missing


def drafted(desk, incident, kind="initial"):
    return draft_report(actor=desk["author"], incident_id=incident.pk, kind=kind)


def values(state):
    return {view.code: view for view in content_of(state)}


def version(state, name):
    state.refresh_from_db()
    return state.fields.get(name, {}).get("version", 0)


def made_whole(desk, state):
    lacking = {view.code: "正在统计核实" for view in missing(content_of(state))}
    edit_report(
        actor=desk["author"],
        report_id=state.pk,
        fields={**lacking, "next_steps": "继续转移群众"},
        base={name: version(state, name) for name in (*lacking, "next_steps")},
    )


def sent(desk, incident, kind="initial"):
    state = drafted(desk, incident, kind)
    made_whole(desk, state)
    submit_report(actor=desk["author"], report_id=state.pk)
    review_report(actor=desk["reviewer"], report_id=state.pk, verdict="approve")
    sign_report(actor=desk["signer"], report_id=state.pk)
    return send_report(actor=desk["author"], report_id=state.pk)
