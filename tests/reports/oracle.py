"""The second opinion: every indicator once more, slowly, with loops over plain dicts and nothing of `reports`.

Written from the wording of the definitions, not from the engine. A table is a list of dicts as `values()`
gives them, partial dates as the integers the database holds.
"""

import calendar

from django.apps import apps

TABLES = (
    "cadres.Person", "cadres.Appointment", "cadres.Education", "cadres.TownshipPeriod", "cadres.Spell",
    "cadres.SourceTag", "cadres.SlateMember", "cadres.TurnoverUnit", "cadres.TurnoverRound", "portal.Unit",
    "portal.UnitSpan", "portal.UnitQuota", "portal.RuleSetting",
)
CATEGORIES = [
    "five_side", "three_side", "institution_transfer", "township_young", "city_county_unit_young", "exchanged",
    "retained", "other",
]


def load():
    """Every table a figure rests on, as lists of dicts."""
    return {label.split(".")[1]: [_plain(row) for row in apps.get_model(label).objects.values()] for label in TABLES}


def _plain(row):
    return {name: value.as_int() if hasattr(value, "as_int") else value for name, value in row.items()}


class Oracle:
    """All figures of one question, worked out one person at a time."""

    def __init__(self, tables, *, population, as_of, unit_path, round_id=None):
        self.tables, self.population, self.unit_path, self.round_id = tables, population, unit_path, round_id
        if population == "slate":
            as_of = next(row["as_of"] for row in tables["TurnoverRound"] if row["id"] == round_id)
        self.as_of = as_of
        self.day = as_of.year * 10000 + as_of.month * 100 + as_of.day
        self.rules, self.settings = {}, {}
        for row in sorted(tables["RuleSetting"], key=lambda row: row["in_force_from"]):
            if row["in_force_from"] <= as_of:
                self.rules[row["key"]], self.settings[row["key"]] = row["value"], row["id"]

    def answers(self):
        """{(indicator, township or None): (numerator, denominator, missing)}."""
        members = self.members()
        found = {}
        for place in [None, *self.places()]:
            people = [who for who, where in members.items() if place is None or place in where]
            for name, condition in PEOPLE.items():
                sides = [condition(self, who) for who in people]
                found[name, place] = (sides.count("yes"), len(people), sides.count("missing"))
            ages = [self.age(who) for who in people]
            known = [age for age in ages if age is not None]
            found["CAD-11.average_age", place] = (sum(known), len(known), len(ages) - len(known))
            found["CAD-10", place] = self.quota(place, len(people))
            found["CAD-01", place] = self.turnover(place)
        return found

    # Who and where

    def in_force(self, row):
        return (row["began"] is None or row["began"] <= self.day) and (row["ended"] is None or row["ended"] > self.day)

    def inside(self, unit_id):
        return next(u["path"] for u in self.tables["Unit"] if u["id"] == unit_id).startswith(self.unit_path)

    def township_of(self, unit_id):
        """The township of a unit on the day, if teams of its kind are counted and it lies in the unit asked about."""
        for span in self.tables["UnitSpan"]:
            if span["unit_id"] == unit_id and self.in_force(span) and span["township_id"]:
                for own in self.tables["UnitSpan"]:
                    if own["unit_id"] == span["township_id"] and self.in_force(own):
                        kinds = ["town", "township"] + ["street"] * self.rules["team_includes_streets"]
                        if own["kind"] in kinds and self.inside(span["township_id"]):
                            return span["township_id"]
        return None

    def rounds_units(self):
        return [
            row for row in self.tables["TurnoverUnit"] if row["round_id"] == self.round_id and self.inside(row["unit_id"])
        ]

    def places(self):
        if self.population == "slate":
            return {row["unit_id"] for row in self.rounds_units()}
        return {self.township_of(unit["id"]) for unit in self.tables["Unit"]} - {None}

    def members(self):
        """{person: townships they are counted in}."""
        people = {row["id"]: row for row in self.tables["Person"]}
        found = {}
        if self.population == "slate":
            elected = {
                row["id"]: row["unit_id"]
                for row in self.rounds_units() if row["state"] in ("elected", "approved", "completed")
            }
            for row in self.tables["SlateMember"]:
                if row["turnover_unit_id"] in elected:
                    found.setdefault(row["person_id"], set()).add(elected[row["turnover_unit_id"]])
            return found
        for row in self.tables["Appointment"]:
            if not row["is_team_member"] or row["member_kind"] not in ("1", "3") or row["nature"] != "post":
                continue
            if people[row["person_id"]]["status"] != "1" or not self.in_force(row):
                continue
            township = self.township_of(row["unit_id"])
            if township:
                found.setdefault(row["person_id"], set()).add(township)
        return found

    # Facts of one person

    def person(self, who):
        return next(row for row in self.tables["Person"] if row["id"] == who)

    def rows(self, table, who):
        return [row for row in self.tables[table] if row["person_id"] == who]

    def possible_births(self, who):
        """Every day the birth date can mean."""
        born = self.person(who)["born"]
        if born is None:
            return []
        year, month, day = born // 10000, born // 100 % 100, born % 100
        months = [month] if month else range(1, 13)
        return [
            (year, m, d)
            for m in months
            for d in ([day] if day else range(1, calendar.monthrange(year, m)[1] + 1))
        ]

    def full_years(self, born, by_day=False):
        year, month, day = born
        reached = (self.as_of.month, self.as_of.day) >= (month, day) if by_day else self.as_of.month >= month
        return self.as_of.year - year - (not reached)

    def age(self, who):
        ages = {self.full_years(born) for born in self.possible_births(who)}
        return ages.pop() if len(ages) == 1 else None

    def young(self, who, key):
        rule = self.rules[key]
        limit = rule["threshold"] + {"NOT_FULL_NEXT": 1, "AROUND": 2}.get(rule["boundary"], 0)
        by_day = rule["precision"] == "day" or rule["boundary"] == "LE_DAY"
        return _settle({self.full_years(born, by_day) < limit for born in self.possible_births(who)})

    def education(self, who, levels):
        counted = possible = recorded = False
        for row in self.rows("Education", who):
            row = row | {"ended": self.graduated(who, row)}
            if row["mode"] not in ("1", "") or (row["ended"] is not None and row["ended"] > self.day):
                recorded = recorded or row["mode"] == "1"
                continue
            recorded = recorded or row["mode"] == "1"
            if row["outcome"] not in ("1", "") or row["level"] not in (*levels, ""):
                continue
            if row["mode"] == "1" and row["level"] and row["ended"] is not None:
                counted = True
            else:
                possible = True
        if counted:
            return "yes"
        return "missing" if possible or not recorded else "no"

    def graduated(self, who, course):
        """The day a course ended: as recorded, else by the study line of its school, else the day work began."""
        if course["ended"] is not None or course["mode"] != "1" or not course["level"]:
            return course["ended"]
        graduate = course["level"] in ("11", "13")
        name = course["school"] or course["school_text"]
        ends = [at + len(word) for word in ("大学", "学院", "学校", "党校") if (at := name.find(word)) >= 0]
        lines = [
            row for row in self.rows("Spell", who)
            if row["nature"] == "study" and row["full_time"] and row["began"] is not None
        ]
        same = [row for row in lines if ends and name[: min(ends)] in row["text"]]
        if not graduate:
            same = [row for row in same if not any(word in row["text"] for word in ("研究生", "硕士", "博士"))]
        if same:
            if any(row["ended"] is None for row in same):
                return None
            return (max if graduate else min)(row["ended"] for row in same)
        work = self.person(who)["work_began"]
        if work is None or (course["began"] is not None and course["began"] >= work):
            return None
        return None if graduate and any(row["began"] >= work for row in lines) else work

    def months(self, who):
        rule = self.settings["township_experience"]
        return sum(self.stretch_months(row) for row in self.rows("TownshipPeriod", who) if row["rule_id"] == rule)

    def stretch_months(self, row):
        if row["began"] > self.day or (row["counts_from"] is not None and row["counts_from"] > self.day):
            return 0
        end = self.day if row["ended"] is None or row["ended"] > self.day else row["ended"]
        first, last = _parts(row["began"]), _parts(end)
        months = 0
        while _later(first, months + 1)[:2] <= last[:2]:
            months += 1
        if row["convention"] == "INCLUSIVE_MONTHS":
            return months + 1
        if row["convention"] == "FULL_MONTHS" and months and _later(first, months) > last:
            return months - 1
        return months

    def township_experience(self, who):
        if self.months(who) >= self.rules["township_experience"]["months_required"]:
            return "yes"
        return "no" if any(row["began"] is not None for row in self.rows("Spell", who)) else "missing"

    def category(self, who):
        held = [
            row["category"]
            for row in self.rows("SourceTag", who) if row["since"] is None or row["since"] <= self.day
        ]
        return min(held, key=CATEGORIES.index) if held else None

    # Figures of townships

    def quota(self, place, people):
        places = self.places() if place is None else {place}
        approved, missing = 0, 0
        for township in places:
            posts = self.slate_posts(township) if self.population == "slate" else self.team_posts(township)
            approved += posts or 0
            missing += posts is None
        return (people, approved, missing)

    def slate_posts(self, township):
        return next(row["approved_posts"] for row in self.rounds_units() if row["unit_id"] == township)

    def team_posts(self, township):
        posts = []
        organs = ["town", "township"] + ["street"] * self.rules["team_includes_streets"]
        for span in self.tables["UnitSpan"]:
            if span["township_id"] != township or not self.in_force(span) or span["kind"] not in organs:
                continue
            for row in self.tables["UnitQuota"]:
                known = row["chief_posts"] is not None and row["deputy_posts"] is not None
                if row["unit_id"] == span["unit_id"] and self.in_force(row) and known:
                    posts.append(row["chief_posts"] + row["deputy_posts"])
        return sum(posts) if posts else None

    def turnover(self, place):
        chosen = self.round_id
        if chosen is None:
            held = [row for row in self.tables["TurnoverRound"] if row["as_of"] <= self.as_of]
            chosen = max(held, key=lambda row: (row["as_of"], row["id"]))["id"] if held else None
        done = total = 0
        for row in self.tables["TurnoverUnit"]:
            if row["round_id"] != chosen or not self.inside(row["unit_id"]) or place not in (None, row["unit_id"]):
                continue
            total += 1
            in_time = row["completed_on"] is None or row["completed_on"] <= self.as_of or self.population == "slate"
            done += row["state"] == "completed" and in_time
        return (done, total, 0)


def _parts(value):
    return value // 10000, value // 100 % 100 or 1, value % 100 or 1


def _later(first, months):
    """The corresponding day so many months later; the month's last day when it has none."""
    year, month, day = first
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return year, month, min(day, calendar.monthrange(year, month)[1])


def _settle(answers):
    if len(answers) != 1:
        return "missing"
    return "yes" if answers.pop() else "no"


def _plainly(field, counted, known=lambda oracle, value: bool(value)):
    def answer(oracle, who):
        value = oracle.person(who)[field]
        if counted(oracle, value):
            return "yes"
        return "no" if known(oracle, value) else "missing"

    return answer


def _levels(oracle, *, graduate):
    levels = ["11"] + ["13"] * oracle.rules["graduate_class_counts"]
    return levels if graduate else [*levels, "21", *["3B"] * oracle.rules["college_regular_class_counts"]]


def _non_party(oracle, status):
    wide = ["03", "13"] * oracle.rules["wide_non_party"]
    return status in ["04", "05", "06", "07", "08", "09", "10", "11", "12", *wide]


def _in_category(name):
    def answer(oracle, who):
        category = oracle.category(who)
        return "missing" if category is None else "yes" if category == name else "no"

    return answer


PEOPLE = {
    "CAD-02": lambda oracle, who: oracle.education(who, _levels(oracle, graduate=False)),
    "CAD-03": lambda oracle, who: oracle.township_experience(who),
    "CAD-04": lambda oracle, who: oracle.young(who, "young_age"),
    **{f"CAD-05.{name}": _in_category(name) for name in CATEGORIES},
    "CAD-11.women": _plainly("sex", lambda oracle, sex: sex == "2"),
    "CAD-11.non_party": _plainly(
        "political_status", _non_party, lambda oracle, status: status in [f"{n:02d}" for n in range(1, 14)]
    ),
    "CAD-11.minority": _plainly("ethnicity", lambda oracle, code: code.isdigit() and 2 <= int(code) <= 56),
    "CAD-11.under30": lambda oracle, who: oracle.young(who, "under30_age"),
    "CAD-11.fulltime_graduate": lambda oracle, who: oracle.education(who, _levels(oracle, graduate=True)),
}
INDICATORS = {*PEOPLE, "CAD-01", "CAD-10", "CAD-11.average_age"}
