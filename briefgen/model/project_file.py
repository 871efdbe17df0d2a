"""The project file `briefgen.yaml`: what holds for every brief of a project."""

from typing import Literal

from briefgen.model.base import Frozen, FrozenMap, OneOrMany, Record
from briefgen.model.brand import Brand
from briefgen.model.brief import BriefDefaults


class ProjectFile(Record):
    """What holds for every brief of a project."""

    defaults: BriefDefaults = BriefDefaults.model_construct()
    """Values for every brief that does not give its own."""
    brand: Brand = Brand.model_construct()
    """The house style: name, sign, colours, fonts, sheet, dates, margins."""
    severity: Frozen[str, Literal["error", "warning", "info"]] = FrozenMap()
    """Code of a finding → the severity it has in this project. What can never be waived cannot be lowered."""
    ignore: OneOrMany[str] = ()
    """Codes of findings that this project does not want to see. What can never be waived cannot be ignored."""
    words: Frozen[str, OneOrMany[str]] = FrozenMap()
    """Word list of the checks → entries that this house adds to it; one that begins with “-” takes an entry away."""
    fatal: Literal["error", "warning"] = "error"
    """The severity from which a finding makes a memo a draft."""
