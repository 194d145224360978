import dataclasses
from pathlib import Path

from registry.validators import rules
from registry.validators.finding import Severity
from registry.validators.profile import built_in, digest_of


def test_the_built_in_profile_has_every_rule_in_the_folder() -> None:
    files = {file.stem.replace("_", "-") for file in Path(rules.__path__[0]).glob("*.py")} - {"--init--"}

    assert {rule.name for rule in built_in().rules} == files
    assert built_in().reference == "somana-core@1.0.0"


def test_the_digest_follows_the_severities_and_the_rules() -> None:
    whole = built_in().rules
    milder = dataclasses.replace(whole[0], severity=Severity.INFO)

    digests = {digest_of(whole), digest_of(whole[1:]), digest_of((milder, *whole[1:]))}

    assert built_in().digest in digests
    assert len(digests) == 3
