"""The second, slow computation of every figure over records: plain loops over all records, one subject a module.

A module has `ORACLES`, from the figure's id to a function of the question that gives (numerator, denominator or None,
missing), and `make_records(random)`, which fills the tables with records on and around the days that matter.
"""
