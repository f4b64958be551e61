"""The tables of drawn features."""

from incidents.plotting.models.feature import Feature, FeatureState, FeatureVersion

__all__ = ["Feature", "FeatureState", "FeatureVersion"]
