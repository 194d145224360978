"""The columns of files that are imported: their names in English and Swahili, and the template of each kind."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from registry.domain.csv_cells import csv_line
from registry.domain.imports import ImportRefused, RowKind
from registry.messages import Language

_PEOPLE: Final = (("business", "huduma"), ("technical", "ufundi"))
SHARED: Final = {
    "key": "ufunguo",
    "registry_number": "namba_ya_rejista",
    "name_sw": "jina_sw",
    "name_en": "jina_en",
    "acronym": "kifupisho",
    "sector": "sekta",
}
COLUMNS: Final[Mapping[RowKind, Mapping[str, str]]] = {
    RowKind.INSTITUTION: {**SHARED, "kind": "aina", "website": "tovuti", "parent": "taasisi_mama"},
    RowKind.SYSTEM: {
        **SHARED,
        "gisp_reference": "rejea_ya_gisp",
        "owner": "mmiliki",
        "purpose_sw": "lengo_sw",
        "purpose_en": "lengo_en",
        **{
            f"{kind}_contact_{part}": f"mwasiliani_wa_{said}_{word}"
            for kind, said in _PEOPLE
            for part, word in (("name", "jina"), ("email", "barua_pepe"), ("phone", "simu"))
        },
        "hosting": "upangishaji",
        "hosting_place": "mahali_pa_upangishaji",
        "legal_basis": "msingi_wa_kisheria",
        "legal_basis_reference": "rejea_ya_msingi_wa_kisheria",
        "legal_basis_section": "kifungu_cha_msingi_wa_kisheria",
        "status": "hali",
        "channels": "njia_za_kubadilishana",
    },
}
"""The columns of each kind of row: the English name of each, and the Swahili one."""
_ENGLISH: Final = {swahili: english for columns in COLUMNS.values() for english, swahili in columns.items()}
KNOWN: Final = frozenset({*_ENGLISH, *_ENGLISH.values()})


def template(kind: RowKind, language: Language) -> str:
    """Return a file with the heads of all columns and no row."""
    columns = COLUMNS[kind]
    return csv_line(columns if language == "en" else columns.values())


def column_of(head: str) -> str | None:
    """Return the English name of the column that a head means, in whichever case and with whichever spaces."""
    name = "_".join(head.strip().casefold().replace("-", " ").replace("_", " ").split())
    return _ENGLISH.get(name, name) if name in KNOWN else None


def columns_of(heads: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the columns that heads mean; raise `ImportRefused` for one that is unknown or stands there twice."""
    columns: list[str] = []
    for head in heads:
        column = column_of(head)
        if column is None:
            raise _unknown(head, line)
        if column in columns:
            raise ImportRefused("column-twice", line, head[:60])
        columns.append(column)
    require_kind(columns, line)
    return tuple(columns)


def require_kind(columns: Iterable[str], line: int) -> RowKind:
    """Return what columns describe; raise `ImportRefused` where they belong to neither kind, or to both."""
    given = set(columns)
    kind = RowKind.SYSTEM if "owner" in given else RowKind.INSTITUTION
    strange = sorted(given - set(COLUMNS[kind]))
    if strange:
        raise ImportRefused("column-of-other-kind", line, strange[0])
    if not given & {"name_sw", "name_en", "key", "registry_number", "gisp_reference", "acronym"}:
        raise ImportRefused("no-name", line)
    return kind


def _unknown(head: str, line: int) -> ImportRefused:
    name = head.strip()[:60]
    near = get_close_matches(name.casefold(), sorted(KNOWN), 1, 0.5)
    return ImportRefused(
        "column-unknown-near" if near else "column-unknown", line, f"{name} → {near[0]}" if near else name
    )
