"""The small county of the API tests."""

from tests.api_county import _fresh_counts, account, api, county, person

__all__ = ["_fresh_counts", "account", "api", "county", "person"]
