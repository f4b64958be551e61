"""Paths of the plotting API."""

from django.urls import path

from incidents.plotting.api import views

OF = "incidents/<uuid:incident_id>/features/"
ONE = "features/<uuid:feature_id>/"

urlpatterns = [
    path(OF, views.Features.as_view(), name="api-incident-features"),
    path(
        f"{OF}removed/", views.RemovedFeatures.as_view(), name="api-incident-features-removed"
    ),
    path(f"{OF}import/", views.ImportFeatures.as_view(), name="api-incident-features-import"),
    path(f"{OF}inside/", views.Inside.as_view(), name="api-incident-features-inside"),
    path("features/", views.FeaturesForAll.as_view(), name="api-features"),
    path(ONE, views.OneFeature.as_view(), name="api-feature"),
    path(f"{ONE}remove/", views.RemoveFeature.as_view(), name="api-feature-remove"),
    path(f"{ONE}restore/", views.RestoreFeature.as_view(), name="api-feature-restore"),
    path(f"{ONE}versions/", views.Versions.as_view(), name="api-feature-versions"),
    path("feature-categories/", views.Categories.as_view(), name="api-feature-categories"),
]
