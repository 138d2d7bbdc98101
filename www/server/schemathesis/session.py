"""Sends the requests of schemathesis with Ada's session token, to a project that has her as a member and to her own keys.

Random IDs do not exist. Every response would be 403 or 404, and invalid requests would not be tested. So valid IDs are
replaced. An invalid ID stays, because the stand-in must reject it.
"""

import re
from itertools import cycle
from urllib.parse import urljoin

import requests
import schemathesis

# The project Engine, which has Ada as a member.
PROJECT = "5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01"
ADA = "user_2adaLovelace000000000000001"

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
SUBJECT = re.compile(r"(user|org)_\w{27}", re.ASCII)
API_KEY = re.compile(r"(ak|api_key)_[0-9A-Fa-f]{32}")

# The number of keys of Ada that are updated and revoked.
KEYS = 5


# A session token is valid for a minute.
@schemathesis.auth(refresh_interval=30)
class Session:
    """Adds a session token to every request."""

    def get(self, case, context):
        """Gets a session token of Ada: the stand-in signs her in to every new browser."""
        client = urljoin(case.operation.schema.get_base_url(), "/__clerk/v1/client")
        response = requests.get(client, timeout=10)
        response.raise_for_status()
        return response.json()["response"]["sessions"][0]["last_active_token"]["jwt"]

    def set(self, case, data, context):
        """Sets the Authorization header."""
        case.headers["Authorization"] = f"Bearer {data}"


class Keys:
    """The IDs of keys of Ada, and now and then one that does not exist."""

    def __init__(self):
        self.ids = None

    def next(self, case):
        if self.ids is None:
            self.ids = cycle([*self.create(case), None])
        return next(self.ids)

    def create(self, case):
        """Creates the keys. Those of an earlier run may exist."""
        keys = urljoin(case.operation.schema.get_base_url(), "/__clerk/api_keys")
        headers = {"Authorization": f"Bearer {Session().get(case, None)}"}
        for number in range(KEYS):
            body = {"subject": ADA, "name": f"schemathesis {number}"}
            requests.post(keys, json=body, headers=headers, timeout=10)
        query = {"subject": ADA, "limit": KEYS}
        response = requests.get(keys, params=query, headers=headers, timeout=10)
        response.raise_for_status()
        return [key["id"] for key in response.json()["data"]]


keys = Keys()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Replaces valid random IDs."""
    replace(case.path_parameters, "projectId", UUID, lambda: PROJECT)
    replace(case.path_parameters, "apiKeyID", API_KEY, lambda: keys.next(case))
    replace(case.query, "subject", SUBJECT, lambda: ADA)
    if isinstance(case.body, dict):
        replace(case.body, "subject", SUBJECT, lambda: ADA)


def replace(values, name, pattern, other):
    """Replaces a valid value, if there is another."""
    value = (values or {}).get(name)
    if isinstance(value, str) and pattern.fullmatch(value):
        values[name] = other() or value
