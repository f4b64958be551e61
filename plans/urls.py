"""Paths of the people's pages of plans; each sub-room keeps its own."""

from django.urls import include, path

from plans.views import files, kept, library, one, papers, versions

ONE = "p/<uuid:plan_id>/"

urlpatterns = [
    path("p/", library.library, name="plans"),
    path("p/rows/", library.rows, name="plan-rows"),
    path("p/import/", files.bring_in, name="plan-import"),
    path("p/kept/", kept.kept, name="plans-kept"),
    path("p/worker.js", kept.worker, name="plans-worker"),
    path(ONE, one.plan, name="plan"),
    path(f"{ONE}life/", one.life, name="plan-life"),
    path(f"{ONE}act/<slug:verb>/", one.act, name="plan-act"),
    path(f"{ONE}versions/", versions.versions, name="plan-versions"),
    path(f"{ONE}offline/", papers.offline, name="plan-offline"),
    path(f"{ONE}paper/<slug:form>/", papers.paper, name="plan-paper"),
    path(f"{ONE}files/", files.attach, name="plan-attach"),
    path(f"{ONE}files/<uuid:file_id>/", files.file, name="plan-file"),
    path(f"{ONE}files/<uuid:file_id>/remove/", files.remove, name="plan-file-remove"),
    path("", include("plans.editor.urls")),
    path("", include("plans.compiler.urls")),
    path("", include("plans.interlock.urls")),
    path("", include("plans.readiness.urls")),
    path("", include("plans.activation.urls")),
]
