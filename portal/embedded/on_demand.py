"""The embedded database for commands: started when a command needs it and no server is named."""

import os
import sys

from portal.embedded import postgres


def start_database() -> None:
    """Start the embedded database unless DATABASE_URL names a server or this is production; exits if it cannot."""
    if os.environ.get("DATABASE_URL") or os.environ.get("PORTAL_MODE") == "production":
        return
    try:
        postgres.ensure_running()
    except (postgres.NoServerError, postgres.root_user.NoOtherUserError, OSError) as error:
        sys.exit(str(error))
