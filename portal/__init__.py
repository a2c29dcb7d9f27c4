"""What every folder stands on: units, users, access, audit, jobs, pages; knows no cadre, branch or report."""
