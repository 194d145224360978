from pathlib import Path

import pytest

from registry.settings import Settings, from_environment, sqlite_url


def test_without_variables_everything_has_its_default() -> None:
    assert from_environment({}) == Settings()


def test_every_setting_has_its_variable() -> None:
    given = {
        "REGISTRY_DATABASE_URL": "postgresql://host/name",
        "REGISTRY_PUBLIC_URL": "https://somana.example.go.tz/",
        "REGISTRY_TRUSTED_PROXIES": "10.0.0.0/8,192.0.2.1/32",
        "REGISTRY_CHECK_WORKERS": "4",
        "REGISTRY_METRICS_READERS": "10.0.0.9/32, ::1/128",
    }
    proxies, readers = ("10.0.0.0/8", "192.0.2.1/32"), ("10.0.0.9/32", "::1/128")
    expected = Settings("postgresql://host/name", "https://somana.example.go.tz", proxies, 4, readers)
    assert from_environment(given) == expected
    assert expected.secure


def test_a_network_that_is_none_is_refused_and_none_at_all_is_a_choice() -> None:
    with pytest.raises(ValueError, match="everybody"):
        from_environment({"REGISTRY_METRICS_READERS": "everybody"})
    assert from_environment({"REGISTRY_METRICS_READERS": ""}).metrics_readers == ()


def test_cookies_are_kept_to_tls_only_where_there_is_tls() -> None:
    assert not Settings().secure


def test_the_url_of_a_file_holds_its_whole_path() -> None:
    assert sqlite_url(Path("/var/lib/a.db")) == "sqlite:////var/lib/a.db"
    assert sqlite_url(Path("a.db")) == f"sqlite:///{Path.cwd() / 'a.db'}"
