"""Prefect tasks: the stages' plain functions, with names, retries and a place in the Prefect UI."""

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows import stages

read = task(stages.read, name="read", cache_policy=NO_CACHE)
extract = task(stages.extract, name="extract", retries=2, cache_policy=NO_CACHE)
join = task(stages.join, name="join", cache_policy=NO_CACHE)
judge = task(stages.judge, name="judge", cache_policy=NO_CACHE)
promote = task(stages.promote, name="promote", retries=1, cache_policy=NO_CACHE)


@task(name="report", cache_policy=NO_CACHE)
def report(title: str, text: str, rows: dict[str, int]) -> None:
    """Leave a Markdown summary and a table of row counts in the Prefect UI."""
    create_markdown_artifact(markdown=text, key="dyad-summary", description=title)
    create_table_artifact(
        table=[{"table": name, "rows": n} for name, n in rows.items()], key="dyad-rows", description=title
    )
