import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.roots import root_in

SWAHILI = """
    mfumo mifumo
    usajili sajili kusajili wasajiliwa msajili msajiliwa sajiliwa kusajiliwa wasajili amesajiliwa anasajili
    thibitisha kuthibitisha uthibitishaji uthibitisho thibitishwa imethibitishwa inathibitisha mthibitishaji
    lipa malipo mlipaji kulipia walipaji lipia lipwa kulipwa analipa amelipa
    mwananchi wananchi
    kitambulisho vitambulisho tambulisha utambulisho kutambulisha
    cheti vyeti
    mtu watu
    jina majina
    gari magari
    ugonjwa magonjwa mgonjwa wagonjwa
    huduma hudumia mhudumu wahudumu kuhudumia
    mkopo mikopo kopesha mkopaji mkopeshaji wakopaji kopa
    mwanafunzi wanafunzi
    chuo vyuo
    kituo vituo
    kijiji vijiji
    mkoa mikoa
    mji miji
    mtandao mitandao
    kiwango viwango
    kiongozi viongozi ongoza uongozi
    mwongozo miongozo
    mkataba mikataba
    hakiki uhakiki mhakiki kuhakiki hakikisha wahakiki
    kagua ukaguzi mkaguzi wakaguzi kukagua kaguliwa
    nunua ununuzi manunuzi mnunuzi kununua
    amua uamuzi maamuzi
    chagua uchaguzi chaguzi kuchagua
    tumia matumizi mtumiaji watumiaji kutumia tumika utumiaji
    mtumishi watumishi utumishi
    badilisha ubadilishanaji kubadilishana badilishana mabadiliko badilika
    wasilisha uwasilishaji kuwasilisha mawasilisho
    safiri usafiri msafiri wasafiri usafirishaji kusafirisha
    tafuta kutafuta utafutaji
    tafiti utafiti mtafiti watafiti
    pata mapato kupata patikana upatikanaji kupatikana
    pokea kupokea mpokeaji mapokezi upokeaji
    miliki mmiliki wamiliki umiliki kumiliki
    ajira ajiri mwajiri waajiri mwajiriwa ajiriwa kuajiri
    shirika mashirika
    kubali makubaliano kukubaliana
    rekebisha marekebisho kurekebisha
    lalamika malalamiko mlalamikaji kulalamika
    hifadhi kuhifadhi uhifadhi hifadhiwa
    dhibiti udhibiti kudhibiti mdhibiti
    salama usalama
    kitabu vitabu
    kitu vitu
    mti miti
    mto mito
    chombo vyombo
    chama vyama
    mwanachama wanachama
    mwalimu walimu
    mtoto watoto
    mzazi wazazi
    mradi miradi
    mshahara mishahara
    mtihani mitihani
    mfuko mifuko
    mwaka miaka
    mkazi wakazi
    mwezi miezi
    ombi maombi omba mwombaji waombaji kuomba
    andika mwandishi maandishi
    tangaza tangazo matangazo kutangaza
    pendekeza pendekezo mapendekezo
    elekeza elekezo maelekezo
    zaliwa kuzaliwa mzaliwa
    mbunge wabunge
    uza mauzo muuzaji kuuza
    hitaji mahitaji kuhitaji
    sharti masharti
    tokeo matokeo
    kurasa ukurasa
    ufunguo funguo
    mfugaji ufugaji mifugo fuga
    mkulima wakulima kilimo
    waraka nyaraka
    taifa kitaifa
    fuatilia ufuatiliaji kufuatilia
    shughuli mashughuli
    kiswahili swahili
    mzabuni wazabuni zabuni
    mvuvi wavuvi uvuvi
    mkurugenzi wakurugenzi
    mdau wadau
    mtanzania watanzania tanzania
    kiwanda viwanda
    kiwanja viwanja
    msamaha misamaha
    mwekezaji wawekezaji uwekezaji wekeza
    mfanyabiashara wafanyabiashara
    mfanyakazi wafanyakazi
"""
ENGLISH = """
    verify verified verifies verifying verification verifications verifier
    confirm confirms confirmed confirmation confirming
    payment payments pay paid payer paying pays
    address addresses
    register registered registration registry registries registrar registering
    licence licences license licensed licensing licenses licensee
    certificate certificates certification certify certified
    identity identities identify identification identifier identifiers
    validate validated validation validator validates validating
    company companies
    tax taxes taxation
    number numbers
    agency agencies
    service services
    name names naming
    date dates dated
    bill bills billing billed
    invoice invoices
    create created creation creates
    update updates updated updating
    employ employee employees employer employment
    inspect inspection inspections inspected
    authorise authorize authorisation authorization authorised
    notify notification notified
    apply applied applying application applications
    machine machines
    vehicle vehicles
    document documents documentation
    facility facilities
    file files filing filed
    purchase purchases purchasing purchased
    procure procurement
    citizen citizens
    student students
    train training trained
    issue issued issuing issues
    transact transaction transactions
    publish published publishing
    schema schemas
    area areas
    locate location located
    house houses
    assess assessment assessments
    organisation organization organise organizations
"""
APART = """
    kazi kadi | mtu tume | moto mto | kodi kadi | bili bali | malipo mapato | afya ardhi | kitu mtu | kijiji
    jiji | jina jino | jina jinai | makazi kazi | mkazi kazi | madini dini | mtumishi mtumiaji | mto mtu | mti
    mtu | kata kati | kodi kundi | mji maji | mali malipo | mila mlipa | gari gharama | haki hakiki | hakimu
    hakiki | mkutano tano | wakala kala | wakati kati | mita mti | date data | date dawa | kituo kitu | chuo
    cheo | cheti chuo | chama chombo | mkoa mkopo | mwaka mwezi | state station | customer customs | section
    sector | nation national | station state | policy police | general generate | tax taxi | form format
    port report | name number | mwananchi nchi | mwanafunzi mwanachama | umma umeme | umri umma | zabuni
    zaburi | barua bahari | elimu limau | ujumbe mjumbe | uchumi chumi | saini sahihi | anwani namba | tarehe
    taarifa | ndoa ndege | kifo kifaa | mahakama hakimu | kesi kosa | kodi code | kata kate | mkataba kitabu
    dawa dai | soko somo | shule shuka | wizara wilaya | mamlaka mahakama | taasisi taarifa | benki bunge
    fedha forodha | bima bila | leseni lesso | mradi mrabaha | mafuta tafuta | mzazi mzaliwa | mwajiri jira
    safari safiri | sahihi saini | sera sheria | lugha lengo | umeme ume | maji mji | mwalimu elimu
    wasilisha wasiliana | kibali bali | kikao kao | kiwango wango | center central | registry region | person
    personal | city citizen | bank bench | court count | water waiter | state status | house hours | train
    tray | plot pilot | health heart | land lend | permit permanent
"""
MEETING = [
    (first, other)
    for first, *others in [line.split() for line in (SWAHILI + ENGLISH).splitlines() if line.strip()]
    for other in others
]


def _pairs_apart() -> list[tuple[str, ...]]:
    words = APART.replace("|", " ").split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("first", "other"), MEETING)
def test_forms_of_one_word_meet(first: str, other: str) -> None:
    assert root_in(first) == root_in(other) != ""


@pytest.mark.parametrize(("first", "other"), _pairs_apart())
def test_words_that_only_look_alike_stay_apart(first: str, other: str) -> None:
    assert root_in(first) != root_in(other)


def test_the_tables_are_long_enough_to_tell() -> None:
    assert len(MEETING) > 300
    assert len(_pairs_apart()) > 90


@pytest.mark.parametrize("word", ["", "a", "na", "id", "2024", "a1b", "123456"])
def test_short_words_and_numbers_have_no_root(word: str) -> None:
    assert root_in(word) == ""


@given(st.text(string.ascii_lowercase, min_size=3, max_size=60))
def test_every_word_has_a_root_that_is_no_longer(word: str) -> None:
    root = root_in(word)
    assert root
    assert len(root) <= len(word) + 3


@pytest.mark.parametrize("part", ["mb", "amb", "nya", "sh", "wa", "ki", "ish", "an", "mbambash", "aeiou", "ation"])
def test_no_word_takes_long(part: str) -> None:
    word = (part * 60)[:60]
    begun = time.perf_counter()
    for end in "xas":
        root_in(word[:-1] + end)
    assert time.perf_counter() - begun < 0.1
