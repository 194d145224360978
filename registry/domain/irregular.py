"""Words that no rule cuts rightly: what they are cut to, and what is left whole."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_root(text: str) -> dict[str, str]:
    """Return the root of each word of `root: word word; root: word`."""
    lines = (line.partition(":") for line in text.split(";"))
    return {word: root.strip() for root, _, words in lines for word in words.split()}


SWAHILI: Final = _by_root(
    "uza: uza kuuza uuzaji muuzaji wauzaji mauzo; toa: toa kutoa utoaji mtoa mtoaji watoaji; lima: lima kilimo"
    " mkulima wakulima kulima; mwalimu: mwalimu walimu; mwanamke: mwanamke wanawake; mwanaume: mwanaume wanaume;"
    " mwenyekiti: mwenyekiti wenyeviti; jino: jino meno; jicho: jicho macho; jambo: jambo mambo; jiji: jiji"
    " majiji; waraka: waraka nyaraka; uga: uga nyuga; nyumba: nyumba majumba; taifa: taifa mataifa kitaifa; ombi:"
    " ombi maombi omba kuomba mwombaji muombaji waombaji; tiba: tiba matibabu tibu kutibu; haki: haki; sheria:"
    " sheria kisheria mwanasheria wanasheria; linda: linda kulinda ulinzi mlinzi walinzi; fa: kifo vifo; gawa:"
    " gawa mgao migao ugawaji; andik: andika kuandika mwandishi waandishi uandishi andiko maandiko maandishi;"
    " tambul: tambua kutambua utambuzi; ongoz: kiongozi viongozi uongozi; fund: ufundi fundi mafundi kiufundi;"
    " ujumbe: ujumbe; kazi: kazi; wasilian: wasiliana kuwasiliana mawasiliano; eneo: eneo maeneo; mwaka: mwaka"
    " miaka; mwezi: mwezi miezi; duka: duka maduka; dai: dai madai mdai wadai; somo: somo masomo; soko: soko"
    " masoko; dini: dini; hakika: hakika; jibu: jibu majibu; neno: neno maneno; ua: ua maua; anz: anza mwanzo kuanza"
)
"""The roots of whole words."""

WHOLE: Final = _words(
    "mahakama mamlaka madini mahali maktaba maabara malaria manispaa mazao makazi mkazi makala maisha"
    " mapema makao mada mali maji makamu wakala wakati wajibu wizara wilaya waziri mita mila milioni misa ujumbe"
    " umri umma umeme ukoo upya uhai ubao ukuta uchumi kundi kuhusu kuta kitabu kibali kikao kesho mkutano mwanza"
    " mtwara mbeya manyara morogoro unguja pemba kigoma ruvuma muhimu mashine mikono kumbukumbu"
)
"""Words that begin like a form of another and are none; only their endings are cut."""

ROOTS: Final = {"ongo": "ongoz", "wekez": "ekez"}

ENGLISH: Final = _by_root(
    "registr: register registrar registri; licens: licenc; pay: paid payer; identifi: identiti; appl: appli;"
    " centr: center; person: people; child: children; organis: organiz; authoris: authoriz"
)
"""The roots that are spelled or formed otherwise."""

UNCUT: Final = _words("document department instrument statement element comment moment cement segment thing string")
"""Words whose ending is part of them."""
