"""Paths of the pages of imagery."""

from django.urls import path

from incidents.imagery.views import one, released, wall

urlpatterns = [
    path("v/", wall.wall, name="imagery"),
    path("v/new/", wall.new, name="imagery-new"),
    path("v/seen/", wall.seen, name="imagery-seen"),
    path("v/released.zip", released.released, name="imagery-released"),
    path("v/<uuid:image_id>/", one.image, name="image"),
    path("v/<uuid:image_id>/tile/", wall.tile, name="image-tile"),
    path("v/<uuid:image_id>/mark/", one.mark, name="image-mark"),
    path("v/<uuid:image_id>/bind/", one.bind, name="image-bind"),
    path("v/<uuid:image_id>/release/", one.release, name="image-release"),
    path("v/marks/<uuid:annotation_id>/back/", one.unmark, name="image-unmark"),
    path("v/bindings/<uuid:binding_id>/end/", one.unbind, name="image-unbind"),
    path("v/releases/<uuid:release_id>/sign/", one.countersign, name="image-countersign"),
]
