"""Words that a need is phrased with and that say nothing of it, in Swahili and in English."""

from typing import Final

_SWAHILI: Final = (
    "na ya wa la za cha vya kwa katika ni si au kama kuwa ili hii hiyo huo hilo hizo hayo haya huu yangu wangu"
    " yake wake langu lake kila kwenye kutoka hadi pia tu nataka ninataka naomba ninaomba nahitaji ninahitaji"
    " tunataka tunahitaji anataka taka naweza ninaweza tunaweza inaweza nawezaje vipi jinsi gani nani nini wapi"
    " lini ipi yupi zipi kuna je mimi sisi yeye wao"
)
_ENGLISH: Final = (
    "the of a an and or to for in on by at as from with i is are be do does my me we our you your it its this"
    " that who whom which what where when how can could may should would will want wants need needs get give"
    " please there"
)
STOP_WORDS: Final = frozenset([*_SWAHILI.split(), *_ENGLISH.split()])
