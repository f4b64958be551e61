"""Static files with hashed names, imports between modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """Rewrites the imports of ES modules too, so that no browser mixes two versions."""

    support_js_module_import_aggregation = True
    # Modules import modules: each level takes a pass.
    max_post_process_passes = 15
    # Leaflet and others name source maps that their packages do not ship.
    manifest_strict = False
