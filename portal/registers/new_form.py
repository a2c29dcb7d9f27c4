"""The form of a new record as it opens: the owner given, what is known of it, and what was typed before it was chosen."""

import datetime
import json
from collections.abc import Mapping

from portal.registers.columns import names_one
from portal.registers.declaration import Register
from portal.registers.forms import RecordForm


class NewRecordForm(RecordForm):
    """The form with what was filled in for the clerk, so that a later owner fills it in anew."""

    known: dict

    def filled(self) -> str:
        """Column → text filled in, as JSON for a hidden field."""
        return json.dumps({name: self.shown(name) for name in self.known if name in self.fields}, ensure_ascii=False)

    def shown(self, name: str) -> str:
        """The text the form shows in a column."""
        value = self[name].value()
        return "" if value is None else str(value)


def new_form(register: Register, user, today: datetime.date, given: dict, typed: Mapping[str, str]) -> NewRecordForm:
    """The unbound form: `given` from the address, `typed` so far (with `filled` as the form before held it).

    What was filled in for an earlier owner gives way to what is known of the one chosen now; what was typed stays.
    """
    start = {"register": register, "record": register.model(), "user": user}
    texts = {}
    if typed:
        sent = NewRecordForm(typed, **start)
        sent.is_valid()
        texts = {name: sent[name].value() for name in sent.fields if sent[name].value() not in (None, "", False)}
        relations = [name for name in texts if names_one(register.model._meta.get_field(name))]
        chosen = {name: sent.cleaned_data.get(name) for name in relations}
        given = {**given, **{name: one for name, one in chosen.items() if one is not None}}
        before = _filled(typed.get("filled", ""))
        texts = {name: text for name, text in texts.items() if name not in before or before[name] != str(text)}
    known = (register.prefill(user, today, given) or {}) if register.prefill else {}
    form = NewRecordForm(**start, initial={**known, **given, **texts})
    form.known = {name: value for name, value in known.items() if name not in given and name not in texts}
    return form


def asked_and_known(form: RecordForm, typed: Mapping[str, str], given: dict) -> dict[str, int]:
    """How many columns the sent form asked for, and how many of them it had filled in and came back as they were.

    What was folded up and left empty was not asked for.
    """
    every = [name for row in form.order for name in row]
    names = [name for name in every if name not in form.later or form[name].value()]
    before = _filled(typed.get("filled", ""))
    known = [name for name in names if name in before and str(form[name].value()) == str(before[name])]
    known += [name for name in given if name in form.fields and form.cleaned_data.get(name) == given[name]]
    return {"asked": len(names), "known": len({*known})}


def _filled(text: str) -> dict:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
