"""The list behind the code: right in number, plain, kind, and no two words that are easily taken for each other."""

import re
from math import log2

import pytest

from portal.access.code import COUNT, WORDS

# One word of each pair at most may be in the list: read over the telephone, they are the same word.
SOUND_ALIKE = (
    "aisle isle|ball bawl|bare bear|beach beech|bean been|bell belle|berry bury|blue blew|board bored|boulder bolder|bough bow|bread bred|"
    "bridal bridle|buoy boy|cell sell|cellar seller|cello cellar|cent scent|cereal serial|chilli chilly|chord cord|coarse course|creak creek|"
    "currant current|cygnet signet|cymbal symbol|dear deer|desert dessert|dew due|draft draught|dual jewel|ewe you|fair fare|fir fur|"
    "flea flee|flour flower|foul fowl|gate gait|genes jeans|grate great|grater greater|groan grown|hair hare|hall haul|hangar hanger|"
    "heal heel|hoarse horse|hole whole|hour our|key quay|knight night|knit nit|knot not|lead led|leak leek|lichen liken|lute loot|"
    "lynx links|mail male|main mane|maize maze|mayor mare|medal meddle|medal metal|meat meet|mist missed|moose mousse|moor more|"
    "morning mourning|muscle mussel|naval navel|oar ore|pail pale|pair pear|palate palette|pallet palette|pause paws|peace piece|peak peek|"
    "pedal peddle|pedal petal|peer pier|plain plane|plum plumb|pole poll|pore pour|pray prey|profit prophet|quarts quartz|rain reign|"
    "rap wrap|read reed|right write|rider writer|road rode|role roll|root route|rose rows|sail sale|sauce source|scene seen|sea see|"
    "seam seem|serf surf|sew sow|shoe shoo|shore sure|son sun|stair stare|stake steak|stationary stationery|steal steel|stile style|"
    "storey story|suite sweet|sundae sunday|tail tale|taper tapir|tea tee|team teem|throne thrown|thyme time|tide tied|toad towed|toe tow|"
    "tyre tire|vale veil|vane vein|waist waste|wait weight|warn worn|weak week|weather whether|whale wail|which witch|wood would|yoke yolk"
)

# What must not look up at a child or a parent from the page that says 'keep these words'. Beginnings of words, by subject.
UNKIND = {
    "harm": "abus attack axe batter beat belt bite blade blood bomb bruis bullet burn cage chok crash crush cut cry dagger dead death die drown fear "
    "fight fist gun hammer hang hate hit hurt kick kill knife lock lonel noose pain panic pistol poison prison punch rape razor revenge rifle rope "
    "scar scream shoot shot shout slap smack smash snatch stab steal strap strik sword threat trap victim violen weapon whip wound".split(),
    "family and its law": "adopt aunt baby bail bride brother child court custod dad daughter divorc father foster groom guard guilt husband "
    "judg jury law mother mum nan nephew niece orphan parent partner polic sister social step- swear trial uncle uterus wedding widow wife".split(),
    "bodies": "ankle arm-  bald belly body bone bottom brain breast bum butt- chest crotch ear- eye face fat flesh foot- hair hip- knee leg- lip- mouth "
    "naked neck- nipple nose nude plump skin skinny stomach teat thigh throat tit toe- tongue tooth tummy underwear".split(),
    "drink and drugs": "alcohol ale beer booze bottle brandy brew cannabis cask cider cigar cocktail drug drunk gin- hash hemp keg- lager liquor opium "
    "pill pint pub- rum- sherry smok spirit spliff tablet tavern tobacco vape vodka weed whisky wine".split(),
    "religion": "allah altar angel bible bishop carol chapel christ church cross- devil easter faith god hell hymn holy imam islam jesus jew- koran "
    "minaret mosque muslim nun- pagoda pope pray preach priest psalm rabbi saint satan sikh sin- soul steeple synagog temple vicar witch".split(),
    "war": "ammo army arrow bomber cadet cannon convoy grenade invad missile navy- raid siege soldier spear tank torpedo troop war- warrior".split(),
    "race and origin": "african arab asian black brown chink china coon coconut dutch english french german gipsy gypsy igloo indian irish japan "
    "jungle monkey negro paki polish race roma scottish slave swede tan- tinker traveller tribe turkey welsh white wigwam yid".split(),
    "shame": "ape ass- banana bastard beaver bog- crap cow- dirty donkey dumb dunce fail fool idiot lazy loser lousy naughty pig- rat- scum shame "
    "slag slob slow slug slut smell snake stink stupid thick- tart trash ugly weak wee- weasel worm".split(),
    "names": "adam alice amber amy anna april ash- basil ben- bill carol cliff clay- daisy dawn- dean- dale- emily eve- faith fern- flora frank george "
    "ginger glen- grace harry hazel heather- holly hope- iris- ivy- jack- jade- jasmine jasper jay- joy- june- lily- lucy mark- martin mary matt- may- "
    "melody mia- nick- olive oliver pansy pat- paul pearl penny poppy ray- rob- robin rose- rosemary rowan ruby- saffron sam- sandy sky- summer "
    "tom- tony victor- violet will- willow wren".split(),
}
# Innocent words that begin like one of these.
FINE = frozenset("cutlery cutlet floral locker painter pillar rabbit scarf stable tartan teatime title wrench".split())


def is_unkind(word):
    """A beginning with a hyphen is a whole word."""
    beginnings = {beginning for subject in UNKIND.values() for beginning in subject}
    return f"{word}-" in beginnings or any(word[:length] in beginnings for length in range(2, len(word) + 1))


def slips(words):
    """Pairs of words that are the same once a letter is missing, misread or in its neighbour's place."""
    found, misread = set(), {}
    for word in words:
        places = range(len(word))
        missing = {word[:at] + word[at + 1 :] for at in places}
        swapped = {word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in places}
        found |= {(word, other) for other in (missing | swapped) & words if other != word}
        found |= {(word, other) for at in places if (other := misread.setdefault((at, word[:at] + "?" + word[at + 1 :]), word)) != word}
    return found


def test_six_of_the_list_are_as_strong_as_promised():
    assert len(WORDS) == len(set(WORDS)) == 1296
    assert COUNT * log2(len(WORDS)) > 62


def test_every_word_is_short_and_plain():
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,7}", word)] == []
    assert list(WORDS) == sorted(WORDS)


def test_one_slip_of_the_pen_never_makes_another_word():
    assert slips(frozenset(WORDS)) == set()


@pytest.mark.parametrize("pair", [("pear", "bear"), ("plate", "late"), ("late", "plate"), ("spoon", "spoons"), ("form", "from")])
def test_the_search_for_slips_finds_them(pair):
    assert slips(frozenset(pair))


@pytest.mark.parametrize("ending", ["s", "es", "ed", "er", "ing", "y"])
def test_no_word_is_only_another_form_of_one_in_the_list(ending):
    known = frozenset(WORDS)
    assert [word for word in WORDS if word + ending in known or word + word[-1] + ending in known] == []


def test_no_two_words_sound_the_same():
    pairs = [pair.split() for pair in SOUND_ALIKE.split("|")]
    assert len(pairs) > 120
    assert [pair for pair in pairs if set(pair) <= set(WORDS)] == []


def test_no_word_frightens_or_shames():
    assert {word for word in WORDS if is_unkind(word)} == FINE


@pytest.mark.parametrize("word", ["knife", "courtroom", "sister", "belly", "cider", "bishop", "cannon", "tan", "weasel", "daisy", "step"])
def test_the_search_for_unkind_words_finds_them(word):
    assert is_unkind(word)
