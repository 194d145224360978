"""Read the environment, once."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from registry.domain.calendar import MOST_DAYS, WORKING_DAYS
from registry.domain.notices import is_address


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the registry keeps its data and how it is reached."""

    database_url: str = "sqlite:///somana.db"
    """`sqlite:///PATH` or `postgresql://USER@HOST/NAME`."""
    public_url: str = "http://127.0.0.1:8000"
    """The address that readers use; links are made from it, and requests for another host are refused."""
    trusted_proxies: tuple[str, ...] = ()
    """The networks (CIDR) of proxies whose X-Forwarded-For is believed."""
    check_workers: int = 2
    """How many processes check documents."""
    metrics_readers: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """The networks (CIDR) whose machines may read /metrics; this machine alone unless others are named."""

    review_days: int = WORKING_DAYS
    """How many working days a review may take."""
    receipt_key: str = ""
    """The file with the private key that signs receipts; none where this machine signs none."""
    recheck_seconds: float = 5
    """How often a process looks for what is to be checked again; 0 leaves it to `somana recheck run`."""
    waiver_days: int = 365
    """How many days ahead a waiver may end."""

    mail: str = ""
    """Where notices go by e-mail: `smtps://USER:PASSWORD@HOST`, `smtp+tls://…`, `smtp://HOST` or `file:PATH`."""
    mail_from: str = ""
    """The address that letters come from; `somana@` the host of the public address where none is given."""
    mail_seconds: float = 10
    """How often a process looks for letters, and whether a new day has come; 0 leaves it to `somana notice send`."""

    @property
    def secure(self) -> bool:
        """Say whether readers come over TLS, so that cookies are kept to it."""
        return self.public_url.startswith("https://")


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the variables `REGISTRY_…` give, defaults for the rest."""
    given = os.environ if environment is None else environment
    defaults = Settings()
    return Settings(
        database_url=given.get("REGISTRY_DATABASE_URL", defaults.database_url),
        public_url=given.get("REGISTRY_PUBLIC_URL", defaults.public_url).rstrip("/"),
        trusted_proxies=tuple(filter(None, given.get("REGISTRY_TRUSTED_PROXIES", "").split(","))),
        check_workers=int(given.get("REGISTRY_CHECK_WORKERS", defaults.check_workers)),
        review_days=_days(given.get("REGISTRY_REVIEW_DAYS"), defaults.review_days),
        receipt_key=given.get("REGISTRY_RECEIPT_KEY", defaults.receipt_key),
        recheck_seconds=float(given.get("REGISTRY_RECHECK_SECONDS", defaults.recheck_seconds)),
        waiver_days=int(given.get("REGISTRY_WAIVER_DAYS", defaults.waiver_days)),
        mail=given.get("REGISTRY_MAIL", defaults.mail),
        mail_from=_address(given.get("REGISTRY_MAIL_FROM"), defaults.mail_from),
        mail_seconds=float(given.get("REGISTRY_MAIL_SECONDS", defaults.mail_seconds)),
        metrics_readers=_networks(given.get("REGISTRY_METRICS_READERS"), defaults.metrics_readers),
    )


def _days(words: str | None, default: int) -> int:
    days = default if words is None else int(words)
    if not 1 <= days <= MOST_DAYS:
        message = f"REGISTRY_REVIEW_DAYS must be from 1 to {MOST_DAYS}"
        raise ValueError(message)
    return days


def _address(words: str | None, default: str) -> str:
    if words and not is_address(words):
        message = "REGISTRY_MAIL_FROM must be an address such as somana@example.go.tz"
        raise ValueError(message)
    return default if words is None else words


def _networks(words: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    networks = default if words is None else tuple(filter(None, (word.strip() for word in words.split(","))))
    for network in networks:
        ipaddress.ip_network(network)
    return networks


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file."""
    return f"sqlite:///{path.resolve()}"
