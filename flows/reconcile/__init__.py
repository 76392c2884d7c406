"""Across documents: what each document tells of one entity, happening, work or quantity brought together."""

from flows.reconcile.citations import citations
from flows.reconcile.entities import entities
from flows.reconcile.episodes import episodes
from flows.reconcile.series import series

__all__ = ["citations", "entities", "episodes", "series"]
