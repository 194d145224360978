"""A small profile whose rules say everything of themselves, for tests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_HEAD: Final = 'openapi: 3.1.0\n          info: {title: T, version: "1.0.0"}\n          paths: {}'

SECURITY: Final = f"""rules:
  server-over-http:
    description: Server addresses begin with https.
    message: "{{{{value}}}} does not begin with https."
    severity: error
    given: $.servers[*].url
    then: {{function: pattern, functionOptions: {{match: "^https://"}}}}
    extensions:
      group: security
      standard: proposed
      basis: [rfc-9110, {{key: rfc-9325, section: "3"}}]
      sw:
        description: Anwani za seva zinaanza na https.
        message: "{{{{value}}}} haianzi na https."
        rationale: Kinachotumwa bila usimbaji kinaweza kusomwa njiani.
        remedy: Tumia https.
        severity: Ni kosa kwa sababu taarifa binafsi husomwa njiani.
      en:
        rationale: What is sent in the clear can be read on the way.
        remedy: Offer it over https.
        severity: An error, because personal data are read on the way.
      examples:
        bad: |
          {_HEAD}
          servers: [{{url: "http://a.example"}}]
        good: |
          {_HEAD}
          servers: [{{url: "https://a.example"}}]
"""
DOCUMENT: Final = f"""rules:
  title-too-long:
    description: A title has at most 60 letters.
    severity: warn
    given: $.info
    then: {{field: title, function: length, functionOptions: {{max: 60}}}}
    extensions:
      group: document
      standard: {{key: demo-standard, clause: "4.2"}}
      sw:
        description: Kichwa kina herufi 60 tu.
        rationale: Orodha ni fupi.
        remedy: Fupisha kichwa.
        severity: Ni onyo.
      en: {{rationale: Lists are narrow., remedy: Shorten it., severity: "A warning, for it still works."}}
      examples:
        bad: |
          openapi: 3.1.0
          info: {{title: {"T" * 61}, version: "1.0.0"}}
          paths: {{}}
        good: |
          {_HEAD}
"""
RULESET: Final = """extends: [["somana:core", "off"], security.yaml, document.yaml]
rules:
  operation-without-summary: error
"""
PROFILE: Final = """key: demo
version: 1.2.0
title: {sw: Wasifu wa mfano, en: A demonstration}
binding_on: null
grace_days: 30
default: true
state: active
"""
FILES: Final[Mapping[str, str]] = {
    "profile.yaml": PROFILE,
    "ruleset.yaml": RULESET,
    "security.yaml": SECURITY,
    "document.yaml": DOCUMENT,
}


def written_to(folder: Path, **changed: str) -> Path:
    """Write the profile into a folder of its key below another, some files changed; return it."""
    own = folder / "demo"
    own.mkdir(parents=True)
    for name, content in {**FILES, **{f"{name}.yaml": content for name, content in changed.items()}}.items():
        (own / name).write_text(content, "utf-8")
    return own
