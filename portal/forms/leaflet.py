"""What cards and posters say to young people, in each of the three ways: what they can do, where, and whom to ring (practice F-10, F-53)."""

from dataclasses import dataclass

from portal.forms.ways import WAYS, Way
from portal.text import E_, N_


@dataclass(frozen=True)
class Line:
    """A sentence and the picture that shows the same."""

    picture: str
    words: str


@dataclass(frozen=True)
class Leaflet:
    """The words of one way. can: what they can do, on a poster; short: on a card, which never says what it is about.

    scan: beside the picture to scan. danger, childline and ring hold %(number)s.
    """

    way: Way
    title: str
    can: tuple[Line, ...]
    short: tuple[Line, ...]
    scan: str
    danger: str
    childline: str
    ring: str


_OF_WORDS = (
    N_("Tell us what it is like for you"),
    (
        Line("unhappy", N_("Is something wrong? You can make a complaint. It means: you tell us, we look into it, and we answer you.")),
        Line("thanks", N_("You can also say thank you, or share an idea.")),
        Line("write", N_("Write it, say it or draw it.")),
        Line("secret", N_("You do not have to say your name.")),
        Line("side", N_("You can ask for someone on your side. It is free.")),
    ),
    (
        Line("unhappy", N_("Not happy? An idea? A thank you?")),
        Line("write", N_("Write it, say it or draw it.")),
    ),
    N_("Scan this with a phone, or type:"),
    N_("Not safe now? Ring %(number)s."),
    N_("Childline is free, day and night: %(number)s"),
    N_("Ring us: %(number)s"),
)
_OF_EASY = (
    E_("Tell us what it is like for you"),
    (
        Line("unhappy", E_("Is something wrong? You can make a complaint.")),
        Line("answer", E_("A complaint means: you tell us what is wrong. Then we answer you.")),
        Line("thanks", E_("You can also say thank you.")),
        Line("write", E_("You can write it, say it or draw it.")),
        Line("side", E_("You can ask for someone on your side. It is free.")),
    ),
    (
        Line("unhappy", E_("Not happy? Tell us.")),
        Line("draw", E_("Write it or draw it.")),
    ),
    E_("Scan this with a phone, or type:"),
    E_("Not safe now? Ring %(number)s."),
    E_("Childline is free: %(number)s"),
    E_("Ring us: %(number)s"),
)
_OF_PICTURES = (
    E_("Tell us"),
    (
        Line("unhappy", E_("Something is wrong")),
        Line("thanks", E_("Thank you")),
        Line("idea", E_("An idea")),
        Line("record", E_("Say it")),
        Line("draw", E_("Draw it")),
        Line("side", E_("Someone on your side")),
    ),
    (Line("talk", E_("Tell us")),),
    E_("Scan it or type:"),
    E_("Not safe? Ring %(number)s."),
    E_("Childline: %(number)s"),
    E_("Ring us: %(number)s"),
)

LEAFLETS = tuple(Leaflet(way, *said) for way, said in zip(WAYS, (_OF_WORDS, _OF_EASY, _OF_PICTURES), strict=True))
