"""A county and the account that loads files for it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by file, their helper by name

from batch_rows import account, county


@pytest.fixture
def units(db):
    """Units of the county by short key."""
    return county()


@pytest.fixture
def clerk(units):
    """An account of the county's cadre section."""
    return account("county_clerk", units["county"])
