"""The HTTP status of each family of errors."""

from registry.domain import errors, review_errors

FAMILIES: tuple[tuple[type[errors.RegistryError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Unauthenticated, 401),
    (errors.Forbidden, 403),
    (errors.Conflict, 409),
    (errors.DocumentTooLarge, 413),
    (errors.UnsupportedContent, 415),
    (errors.Invalid, 422),
    # What a decision rests on is named in the body, so it is no condition of the request that fails.
    (review_errors.DecisionOutdated, 409),
    (errors.Outdated, 412),
    (errors.ConditionMissing, 428),
    (errors.FeedExpired, 410),
    (errors.TooSlow, 408),
    (errors.TooMany, 429),
    (errors.Unavailable, 503),
)


def status_of(error: errors.RegistryError) -> int:
    """Return the HTTP status of an error."""
    return next((status for family, status in FAMILIES if isinstance(error, family)), 400)
