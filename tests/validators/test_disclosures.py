import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.validators.disclosures import disclosures_in, is_disclosed, names_a_secret


def jwt(head: object, body: object, signature: str = "c2lnbmF0dXJlLW9mLXRoZS10b2tlbg") -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (head, body))
    return ".".join((*parts, signature))


BEARER = jwt({"alg": "RS256", "typ": "JWT"}, {"sub": "afisa-17", "iss": "https://auth.go.tz"})
CHANCE = "kQ7wZp2LmX9vTb4RcN8s"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"-----BEGIN PRIVATE KEY-----\n{'A' * 64}", "private-key"),
        (f"-----BEGIN EC PRIVATE KEY-----\\n{'A' * 64}", "private-key"),
        (f"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,0\n\n{'A' * 64}", "private-key"),
        (f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{'A' * 64}", "private-key"),
        ("MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSk", "private-key"),
        ("MIIEpAIBAAKCAQEAsLeqzuk", "private-key"),
        ("MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w", "private-key"),
        ("MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0w", "private-key"),
        (f"MHcCAQEEI{'N' * 43}oAoGCCqGSM49AwEH", "private-key"),
        ("MC4CAQAwBQYDK2VwBCIEIDeJ", "private-key"),
        ("MIIJzwIBAzCCCYUGCSqGSIb3DQEHAaCC", "private-key"),
        ("MIIBfgIBAzCCATQGCSqGSIb3DQEHAaCC", "private-key"),
        ("AKIA" + "B2C3D4E5F6G7H8J9", "token"),
        ("ghp_" + "a1B2" * 9, "token"),
        ("glpat-" + "a1B2" * 5, "token"),
        ("xoxb-" + "12345678901-abcdefghij", "token"),
        ("https://hooks.slack.com/services/T" + "0ABCDEFGH/B0ABCDEFGH/" + "x1Y2" * 6, "token"),
        ("AIza" + "a1B2c" * 7, "token"),
        ("sk_live_" + "a1B2" * 6, "token"),
        ("npm_" + "a1B2" * 9, "token"),
        (f"Authorization: Bearer {BEARER}", "token"),
        ("https://afisa:Hm4kPz9w@api.go.tz", "password"),
        ("postgresql://afisa:Hm4kPz9w@db.go.tz/x", "password"),
    ],
)
def test_a_secret_is_recognised_by_its_form(text: str, kind: str) -> None:
    assert list(disclosures_in(f"Mfano: {text} .")) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-----BEGIN PUBLIC KEY-----\n" + "A" * 64,
        "-----BEGIN PRIVATE KEY-----\n<your key>",
        "-----BEGIN CERTIFICATE-----\nMIIDJjCCAd4CAQAwgbAxIjAgBgNVBAMMGUZpcm1h",
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
        "AKIAIOSFODNN7EXAMPLE",
        "https://{user}:{password}@host",
        "https://user:password@host",
        "https://user:p4ssw0rd@host",
        "https://user:********@host",
        "https://user:<siri>@host",
        "http://localhost:8080/a@b",
        "mailto:a@b.go.tz",
        jwt({"alg": "HS256"}, {"sub": "1234567890", "name": "John Doe"}),
        jwt({"alg": "ES256", "typ": "openid4vci-proof+jwt"}, {"aud": "x"}),
        jwt({"no": "algorithm"}, {"aud": "x"}),
        "eyJhbGciOiJ.eyJzdWIi.....",
        "eyJ" + "x" * 20 + ".eyJ" + "x" * 20 + "." + "x" * 30,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "^-----BEGIN (RSA )?PRIVATE KEY-----",
    ],
)
def test_what_only_looks_like_a_secret_is_none(text: str) -> None:
    assert list(disclosures_in(text)) == []


@pytest.mark.parametrize(
    "name",
    ["client_secret", "clientSecret", "apiKey", "X-API-KEY", "password", "userPassword", "nywila", "neno_la_siri"],
)
def test_the_name_of_a_secret_is_known(name: str) -> None:
    assert names_a_secret(name)


@pytest.mark.parametrize(
    "name", ["tokenUrl", "passwordHash", "publicKey", "secretary", "keyboard", "key", "", "password_policy"]
)
def test_the_name_of_something_else_is_none(name: str) -> None:
    assert not names_a_secret(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("client_secret", CHANCE),
        ("clientSecret", "8f14e45f-ceea-467f-9575-6f7b1c2d3e4a"),
        ("secret", "9b74c9897bac770ffc029102a200c5de"),
        ("apiKey", CHANCE),
        ("password", "kT9#vQ2x!Lm4"),
    ],
)
def test_what_looks_like_chance_under_the_name_of_a_secret_is_one(name: str, text: str) -> None:
    assert is_disclosed(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("client_secret", "<client-secret>"),
        ("client_secret", "${CLIENT_SECRET}"),
        ("client_secret", "your-client-secret-here-123"),
        ("client_secret", "123e4567-e89b-12d3-a456-426614174000"),
        ("client_secret", "00000000-0000-0000-0000-000000000000"),
        ("client_secret", "string"),
        ("apiKey", "582**************************116"),
        ("apiKey", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("apiKey", "^[A-Za-z0-9]{32}$"),
        ("apiKey", "https://api.go.tz/keys/12Ab"),
        ("apiKey", "An API key from the portal, 32 signs"),
        ("password", "SecretPassword123"),
        ("password", "Str0ngP@ssw0rd!"),
        ("password", "Mfano#2024xYz"),
        ("password", "short1!A"),
        ("password", "x" * 500),
    ],
)
def test_placeholders_words_and_digests_are_no_secrets(name: str, text: str) -> None:
    assert not is_disclosed(name, text)


@given(some.text(max_size=300) | some.from_regex(r"eyJ[\w-]{8,40}\.eyJ[\w-]{8,40}\.[\w-]{20,40}", fullmatch=True))
def test_whatever_a_text_is_it_is_judged(text: str) -> None:
    assert all(kind in ("private-key", "token", "password") for kind in disclosures_in(text))
    assert is_disclosed("password", text) in (True, False)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "part",
    [
        *(
            "eyJ-",
            "eyJ" + "x" * 9 + ".",
            "a://",
            "a://b:",
            "-----BEGIN PRIVATE KEY-----",
            "MII",
            "pypi-AgEIcHlwaS",
            " ",
        ),
        *("SG.", "AccountKey=", "xoxb-", "://a:" + "b" * 60, "-----BEGIN PRIVATE KEY-----\nX: " + " " * 99),
    ],
)
def test_long_texts_are_judged_in_time(part: str) -> None:
    text = (part * (1_000_000 // len(part) + 1))[:1_000_000]
    assert "password" not in list(disclosures_in(f"-----BEGIN PRIVATE KEY----- X: {text}"))
