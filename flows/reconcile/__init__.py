"""Across documents: what each document tells of one entity brought together."""

from flows.reconcile.entities import entities

__all__ = ["entities"]
