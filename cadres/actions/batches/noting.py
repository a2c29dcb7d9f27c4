"""Problems found beside other rows, noted for their rows by one statement a rule."""

from cadres.actions.batches.statements import run

# What a problem found here looks like; `rehearsed` lets the next rehearsal take it away again.
_PROBLEM = """jsonb_build_object('severity', {severity}, 'code', {code}, 'column', {column}, 'text', {text},
    'message', {message}, 'remedy', {remedy}, 'rehearsed', true)"""


def note(rows: str, params=(), **parts: str) -> None:
    """Adds a problem for every line of the query `rows`; the parts are SQL and stand where it says `{problem}`."""
    problem = _PROBLEM
    for name, sql in parts.items():
        problem = problem.replace("{" + name + "}", sql)
    run(
        "INSERT INTO batch_problem " + rows.replace("{problem}", problem).replace("{severity}", parts["severity"]),
        params,
    )
