"""Kinds of reminders about Party organizations and villages: word and Chinese name."""

KINDS = (
    ("organization_term_near", "党组织临近届满"),
    ("organization_term_ends", "党组织届满"),
    ("admission_step", "发展党员步骤期限"),
    ("admission_observation", "培养考察"),
    ("admission_probation_ends", "预备期满"),
    ("dues_arrears", "党费欠交"),
    ("dispute_due", "纠纷应化解"),
    ("dispute_escalates", "纠纷应上报"),
    ("chain_issue_due", "产业链事项期限"),
    ("council_item_due", "议事事项期限"),
    ("committee_problem_due", "治理问题期限"),
    ("venue_project_due", "阵地项目应验收"),
)
