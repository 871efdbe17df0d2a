"""An audience as its files say it, and whether they say it in words that there are."""

from __future__ import annotations

from briefgen import codes, typed
from briefgen.diagnostics import Severity, ordered
from briefgen.errors import InvalidProject
from briefgen.load import words
from briefgen.model.audience import Audience
from briefgen.project import Project
from briefgen.source_map import SourceMap


def audience(name: str, project: Project) -> Audience:
    """An audience by its name, with what it takes from those it extends.

    Raises NotFound where there is none of that name, and InvalidProject with everything that is wrong in its files.
    """
    tree = project.audience_tree(name)
    visits = typed.walk(tree, Audience)
    found, findings = typed.read(tree, Audience, visits)
    findings += words.check(tree, visits, project)
    if found is not None and found.fuller == name:
        hint = "name another, or leave `fuller:` empty"
        findings.append(codes.finding("F12", "an audience is no fuller version of itself", path=("fuller",), hint=hint))
    if found is None or any(finding.severity is Severity.ERROR for finding in findings):
        file = project.shown(project.audience_files(name)[0])
        raise InvalidProject(f"{file} cannot be used", ordered(map(SourceMap(tree).locate, findings)))
    return found.model_copy(update={"name": name, "kin": project.kin(name)})
