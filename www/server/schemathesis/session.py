"""Sends the requests of schemathesis with Ada's session token, to a project that has her as a member."""

import re
from urllib.parse import urljoin

import requests
import schemathesis

# The project Engine, which has Ada as a member.
PROJECT = "5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

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

@schemathesis.hook
def before_call(context, case, kwargs):
    """Replaces a random project ID. It does not exist, so every response would be 404, and invalid bodies would not be
    tested. An invalid ID stays, because the stand-in must reject it.
    """
    project = (case.path_parameters or {}).get("projectId")
    if isinstance(project, str) and UUID.fullmatch(project):
        case.path_parameters["projectId"] = PROJECT
