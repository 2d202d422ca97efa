"""Which pages each audience sees, in order (practice F-15: the story comes before the name)."""

from collections.abc import Mapping

from portal.forms.catalogue.advocate import ADVOCATE
from portal.forms.catalogue.ends import CHECK, HELP_NOW, NOW, SAFETY, TALK
from portal.forms.catalogue.parent import PARENT
from portal.forms.catalogue.pass_on import PASS_ON
from portal.forms.catalogue.young import YOUNG, YOUNG_EASY, YOUNG_PICTURES
from portal.forms.model import Audience, Form

CATALOGUE: Mapping[Audience, Form] = {form.audience: form for form in (PARENT, ADVOCATE, PASS_ON, YOUNG, YOUNG_EASY, YOUNG_PICTURES)}

__all__ = ["ADVOCATE", "CATALOGUE", "CHECK", "HELP_NOW", "NOW", "PARENT", "PASS_ON", "SAFETY", "TALK"]
