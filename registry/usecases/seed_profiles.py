"""Read the profiles of a seed: what each says of itself, and its ruleset with all that it extends."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registry.domain.profiles import BUILT_IN_KEY, LONGEST_VERSION, is_profile_key, is_profile_version
from registry.usecases.seed_problems import Problems, Spot
from registry.validators.bundles import Bundle, packed
from registry.validators.rulesets.loading import from_file
from registry.validators.rulesets.profile_folder import SAYS, ProfileFolder, read_folder
from registry.validators.rulesets.refusal import RulesetRefused
from registry.validators.source import read


@dataclass(frozen=True, slots=True)
class SeedProfile:
    """A profile that a folder describes."""

    said: ProfileFolder
    archive: bytes
    """Its ruleset with all that it extends."""
    spot: Spot


def profiles_in(folder: Path, problems: Problems) -> Iterator[SeedProfile]:
    """Yield the profiles that can be read, and note what is wrong with the rest."""
    for path in sorted(one / SAYS for one in folder.glob("profiles/*") if one.is_dir()):
        spot = Spot(path.relative_to(folder).as_posix())
        if not path.is_file():
            problems.add(spot, "no-file")
            continue
        try:
            said = read_folder(path.parent)
            spot = Spot(spot.file, read(path.read_bytes()))
        except RulesetRefused as refused:
            problems.add_ruleset(refused.problems, whole=spot.file)
        except OSError as problem:
            problems.add(spot, "file-unread", problem=problem.strerror)
        else:
            _require_names(said, spot, problems)
            yield from _with_ruleset(said, spot, problems)


def _require_names(said: ProfileFolder, spot: Spot, problems: Problems) -> None:
    if not is_profile_key(said.key):
        problems.add_field(spot.below("/key"), "profile-key", BUILT_IN_KEY)
    if not is_profile_version(said.version):
        problems.add_field(spot.below("/version"), "profile-version", said.version[:LONGEST_VERSION])


def _with_ruleset(said: ProfileFolder, spot: Spot, problems: Problems) -> Iterator[SeedProfile]:
    folder = spot.file.rpartition("/")[0]
    try:
        loading = from_file(said.ruleset, None)
        loading.ruleset()
    except RulesetRefused as refused:
        problems.add_ruleset(refused.problems, below=folder)
    except OSError as problem:
        problems.add(Spot(f"{folder}/{said.ruleset.name}"), "file-unread", problem=problem.strerror)
    else:
        bundle = Bundle(loading.found.key, loading.found.content, loading.gathering.contents)
        yield SeedProfile(said, packed(bundle), spot)
