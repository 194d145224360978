"""A script that JavaScript could not have evaluated either."""

from registry.frugal.values import record


@record
class ScriptFailed(Exception):
    """Why a script failed on one value: a member of nothing was asked for, or a method that is not there."""

    problem: str
    name: str = ""
