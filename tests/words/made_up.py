"""Made-up texts for figure S2: sentences written by hand, a third of them kept apart and never tuned on, and many more put together from them."""

import random
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261125


def _lines(name: str) -> list[str]:
    return (HERE / f"{name}.txt").read_text("utf-8").splitlines()


DANGER, DANGER_APART = _lines("danger"), _lines("danger_apart")
HARMLESS, HARMLESS_APART = _lines("harmless"), _lines("harmless_apart")

WHO = (
    *("my dad", "mum", "my foster carer", "the man next door"),
    *("my stepdad", "my big brother", "a lad in the home", "her boyfriend"),
    *("his father", "one of the staff"),
    *("my uncle", "the night worker", "My ex-husband", "a teacher", "my cousin", "her mother's partner", "the driver", "grandad"),
)
DOES = (
    *("hits me with a slipper", "slapped my sister", "punched him in the stomach", "touches me when we are alone"),
    *("said he will kill me", "locks us in at night"),
    *("choked my mum", "gave my sister pills", "came into my bed", "threatened my son with a knife"),
    *("makes me steal for him", "wants pictures of me with nothing on"),
    *("kicks my brother", "burnt her hand on purpose", "left the little ones alone all night", "told me to keep it a secret or else"),
    *("beats us", "is going to hurt someone"),
    *("wont give us any food", "is sending me to Pakistan to marry", "grabbed her by the throat", "threw my brother down the stairs"),
    *("is always drunk and shouts all night",),
)
ALONE = (
    *("I want to die", "i dont want to be alive", "im going to kill myself", "she has cut her arms again"),
    *("I am scared to go home", "im not safe here", "he took an overdose"),
    *("my son says he will end his life", "i keep thinking about suicide", "she ran away and nobody knows where she is", "im going to run away tonight"),
    *("please help me",),
    *("we have no food", "theres a gun in the house", "my daughter was raped", "i think he is grooming her"),
    *("i owe the dealers and theyre coming for me", "i hurt myself every night"),
)
BEFORE = (
    *("", "", "", "I did not know who to tell. "),
    *("ok so ", "this is about my placement and ", "You asked what happened: ", "I have complained before about the late reviews, but "),
    *("idk if this matters but ",),
    *("hi, ", "My social worker never rings. ", "The contact visit was cancelled again and ", "sorry for my spelling "),
    *("It is hard to write this. ", "since we moved to the new house ", "Last week at contact "),
)
AFTER = (
    *("", "", "", " and nobody listens"),
    *(". I want it to stop.", " it happens most days", ". Please look into it.", " and i cant sleep"),
    *(". The school knows.", " since the summer", " thats all", " and they just laugh"),
    *(". I also want my pocket money back.", " and i told the staff but they did nothing", ". Nobody is in danger, they said."),
)
HARMLESS_AFTER = (
    *("", ".", ", please sort it out", " and I would like an answer"),
    *(". Thank you.", " and it is not fair", ". It has been like this since June.", " and I want to know why"),
    *(". Please write to me.",),
)
HARMLESS_BEFORE = (
    *("", "", "Hello, ", "I want to complain: "),
    *("ok so ", "This is the second time I write. ", "Just to say, ", "My complaint is this. "),
    *("i think ",),
)

SWAPS = (
    *(("you", "u"), ("going to", "gonna"), ("want to", "wanna"), ("because", "coz")),
    *(("said", "sed"), ("with", "wiv"), ("was", "woz"), ("night", "nite")),
    *(("my", "mi"), ("’", ""), ("'", ""), ("about", "abt")),
)
TWICE = "aeioutlpsr"


def danger(count: int = 1_000) -> list[str]:
    """All that were written by hand, then people, deeds and settings put together, half of them misspelt."""
    return _up_to([*DANGER, *DANGER_APART], _of_danger(random.Random(SEED)), count)


def harmless(count: int = 500) -> list[str]:
    """All that were written by hand, then the same in other settings and spellings."""
    return _up_to([*HARMLESS, *HARMLESS_APART], _of_no_danger(random.Random(SEED)), count)


def _up_to(texts: list[str], more: Iterator[str], count: int) -> list[str]:
    found = dict.fromkeys(texts)
    while len(found) < count:
        found[next(more)] = None
    return list(found)


def _of_danger(chance: random.Random) -> Iterator[str]:
    while True:
        said = f"{chance.choice(WHO)} {chance.choice(DOES)}" if chance.random() < 0.7 else chance.choice(ALONE)
        yield _misspelt(chance, chance.choice(BEFORE) + said + chance.choice(AFTER))


def _of_no_danger(chance: random.Random) -> Iterator[str]:
    while True:
        said = chance.choice([*HARMLESS, *HARMLESS_APART])
        yield _misspelt(chance, chance.choice(HARMLESS_BEFORE) + said + chance.choice(HARMLESS_AFTER))


def _misspelt(chance: random.Random, text: str) -> str:
    """Every second text as somebody may type it in a hurry: text speech, no capitals, a letter twice, no full stops."""
    if chance.random() < 0.5:
        return text
    for said, typed in SWAPS:
        if chance.random() < 0.5:
            text = text.replace(said, typed)
    if chance.random() < 0.5:
        text = text.lower().replace(".", "")
    words = text.split(" ")
    place = chance.randrange(len(words))
    words[place] = "".join(sign * 2 if sign in TWICE and chance.random() < 0.4 else sign for sign in words[place])
    return " ".join(words)
