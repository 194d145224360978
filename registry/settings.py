"""Read the environment, once."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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

    waiver_days: int = 365
    """How many days ahead a waiver may end."""

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
        waiver_days=int(given.get("REGISTRY_WAIVER_DAYS", defaults.waiver_days)),
        metrics_readers=_networks(given.get("REGISTRY_METRICS_READERS"), defaults.metrics_readers),
    )


def _networks(words: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    networks = default if words is None else tuple(filter(None, (word.strip() for word in words.split(","))))
    for network in networks:
        ipaddress.ip_network(network)
    return networks


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file."""
    return f"sqlite:///{path.resolve()}"
