"""What the database itself refuses in the ledger of points, whoever writes: pages, imports or raw SQL."""

import pgtrigger

# A posting locks its account's row, so postings of one household follow one another; the account's own check
# refuses what would take it below nought, and with it the whole posting.
_POST = """
IF NEW.reverses_id IS NOT NULL THEN
    SELECT -p.amount, p.account_id INTO wanted, owner FROM branches_pointsposting p
    WHERE p.id = NEW.reverses_id AND p.reverses_id IS NULL
        AND p.entry_id IS NOT DISTINCT FROM NEW.entry_id AND p.redemption_id IS NOT DISTINCT FROM NEW.redemption_id;
ELSIF NEW.entry_id IS NOT NULL THEN
    SELECT e.points, a.id INTO wanted, owner FROM branches_pointsentry e
    JOIN branches_pointsaccount a ON a.household_id = e.household_id WHERE e.id = NEW.entry_id;
ELSE
    SELECT -r.points, a.id INTO wanted, owner FROM branches_pointsredemption r
    JOIN branches_pointsaccount a ON a.household_id = r.household_id WHERE r.id = NEW.redemption_id;
END IF;
IF wanted IS DISTINCT FROM NEW.amount OR owner IS DISTINCT FROM NEW.account_id THEN
    RAISE EXCEPTION 'a posting must say what its entry, redemption or reversal says';
END IF;
UPDATE branches_pointsaccount SET balance = balance + NEW.amount WHERE id = NEW.account_id
RETURNING balance INTO NEW.balance_after;
RETURN NEW;
"""
POSTING_TRIGGERS = [
    pgtrigger.Trigger(
        name="post_to_account",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("wanted", "integer"), ("owner", "bigint")],
        func=_POST,
    ),
    pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
]

ACCOUNT_TRIGGERS = [
    pgtrigger.Trigger(
        name="opens_empty",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="IF NEW.balance <> 0 THEN RAISE EXCEPTION 'an account opens empty'; END IF; RETURN NEW;",
    ),
    pgtrigger.Trigger(
        name="moved_by_postings",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
IF (NEW.balance IS DISTINCT FROM OLD.balance AND pg_trigger_depth() < 2)
    OR NEW.household_id IS DISTINCT FROM OLD.household_id THEN
    RAISE EXCEPTION 'only postings move a balance';
END IF;
RETURN NEW;
""",
    ),
]


def _kept(name: str, states: str, columns: tuple[str, ...]) -> list[pgtrigger.Trigger]:
    """A record that has been posted keeps what its posting says, and stays."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return [
        pgtrigger.Trigger(
            name=name,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=f"""
IF TG_OP = 'DELETE' THEN
    IF OLD.state IN {states} THEN RAISE EXCEPTION 'a posted record stays'; END IF;
    RETURN OLD;
END IF;
IF OLD.state IN {states} AND ({changed} OR NEW.state NOT IN {states}) THEN
    RAISE EXCEPTION 'a posted record is only reversed';
END IF;
RETURN NEW;
""",
        )
    ]


ENTRY_TRIGGERS = _kept("posted_stays", "('posted', 'reversed')", ("points", "household_id", "rule_id", "posted_on"))
REDEMPTION_TRIGGERS = _kept(
    "handed_out_stays", "('handed_out', 'reversed')", ("points", "household_id", "handed_out_on")
)
