"""Ada's session with the stand-in and a project of hers, for the requests of schemathesis."""

import re
from urllib.parse import urljoin

import requests
import schemathesis

# Engine, of which Ada is a member.
PROJECT = "5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


# A token is good for a minute.
@schemathesis.auth(refresh_interval=30)
class Session:
    """Signs every request with a session token, as a page's own."""

    def get(self, case, context):
        """A browser that is new to the stand-in is signed in as Ada."""
        client = urljoin(case.operation.schema.get_base_url(), "/__clerk/v1/client")
        answer = requests.get(client, timeout=10)
        answer.raise_for_status()
        return answer.json()["response"]["sessions"][0]["last_active_token"]["jwt"]

    def set(self, case, data, context):
        """The token goes where a page puts it."""
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context, case, kwargs):
    """A random project is one that nobody has, and 404 is a good answer to anything about it: what is wrong with the
    body would go unseen. What is no project's ID stays, as it has to be refused for what it is.
    """
    project = (case.path_parameters or {}).get("projectId")
    if isinstance(project, str) and UUID.fullmatch(project):
        case.path_parameters["projectId"] = PROJECT
