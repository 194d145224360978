"""Words that say little of what a field means: generic ones, whose it is, and what programs wrap things in."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC: Final = _words(
    "id name code number key type status title date value level category description namba jina msimbo aina hali"
    " tarehe reference certificate"
)
"""A name of nothing but these means something only together with its parent's."""

NEUTRAL: Final = _words("x my value text string str raw full current new")
"""What may stand round a name and changes nothing."""

PEOPLE: Final = _words(
    "accused admin agent applicant approver author bearer beneficiary borrower buyer candidate child citizen"
    " client complainant creditor customer debtor declarant defendant director doctor donor driver employee farmer"
    " father guardian household individual judge landlord member mother officer official owner passenger patient"
    " payee payer person plaintiff pupil recipient receiver registrant representative requester resident"
    " respondent reviewer seller sender shareholder signatory signer sponsor spouse staff student submitter"
    " suspect taxpayer teacher tenant user victim voter wife husband witness mteja mlipaji mlipakodi mwombaji"
    " mmiliki mgonjwa mwanafunzi mwalimu mtumishi mwananchi mama baba mzazi mlezi mtoto mwenzi mume mke mwakilishi"
    " mhusika mtahiniwa mkulima mfanyabiashara mkazi mdai mdaiwa mtu"
)
"""Whose a value may be: what it means stays the same, and what is somebody's is more probably about somebody."""

BODIES: Final = _words(
    "company contractor employer exporter importer institution mwajiri mzabuni organisation supplier vendor"
)
"""Who may have a value and is no person."""

PLACES: Final = _words(
    "account alternate alternative arrival departure destination origin source target billing business contact"
    " correspondence delivery emergency head holder home kin legal main manager office old other parent party"
    " permanent personal physical postal previous primary principal provider registered residential responsible"
    " secondary shipping support work"
)
"""Which of several values it is: what it means stays the same."""

INHERENT: Final = _words(
    "first last middle given family second other birth creation created update updated modification modified"
)
"""What makes a name of a generic word that stays what it is, whoever has it."""

WRAPPERS: Final = _words(
    "api array attribute base body contract create created data detail dto entity entry form get info information"
    " input item json list model new object output param payload post put query record req request res resp"
    " response result schema summary type update v view xml"
)
"""What programs call the things that they wrap others in."""

IDLE: Final = _words(
    "about after all also image template finger among amount another any are area at authority been before being"
    " between both by can code country data date day each field first from gets gives given government has have"
    " having her his how into issue its kind know last made may month name names national new not number office"
    " officer one only order other own part people person place public record registered registry see should since"
    " some such system tanzania than that their them then there these they this time two type used uses using"
    " value was what when where which who whole whose will with within word year your ambao ambapo ambaye ambayo"
    " au baada hadi hii hiyo huo huu hutoa hutolewa ilivyo jina kama kati katika kila kila kumbukumbu kwa kwamba"
    " kwanza lake lakini mahali mfano moja msimbo mtu mwaka mwezi mwisho mwisho na namba nchi ndani ni pamoja"
    " serikali si tanzania tarehe taarifa tu ule wa wake wakati watu ya yake za zake"
)
"""Words of definitions that stand near anything."""

TECHNICAL: Final = _words(
    "at by on active body cache count create created creation cursor data delete deleted detail enabled error href"
    " instance index item label language last length limit link list message meta modified next note offset order"
    " page previous query record remark request response result self service size sort source success system tag"
    " time timestamp total trace update updated url uri user uuid version ujumbe jumla ukurasa"
)
"""What programs add to whatever they exchange."""
