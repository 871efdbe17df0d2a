"""The one way to files: what belongs to a project, what was read, and what may not be."""

import datetime
import hashlib
from pathlib import Path

import pytest

from briefgen import project as project_module
from briefgen.errors import InvalidProject, NotFound, ProjectError
from briefgen.project import Project, Reads, shipped, unreadable

TODAY = datetime.date(2026, 11, 23)
ROOT = Path(__file__).parent.parent
AUDIENCE = "title: Own memo\nceiling: TLP:RED\nsections: claims\n"


def make(folder, **files):
    """A project of these files; “/” in a name is written “__”, its ending “_yaml”."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(folder, TODAY)


# --- the root and the day --------------------------------------------------------------------------------------------


def test_the_root_is_the_nearest_folder_upwards_with_a_project_file(tmp_path):
    make(tmp_path, briefgen_yaml="fatal: error", inner__briefgen_yaml="fatal: error", inner__briefs__deep__b_yaml="x")
    brief = tmp_path / "inner" / "briefs" / "deep" / "b.yaml"
    assert Project.around(brief, TODAY).root == tmp_path / "inner"
    assert Project.around(brief.parent, TODAY).root == tmp_path / "inner"
    assert Project.around(tmp_path, TODAY).root == tmp_path


def test_without_a_project_file_it_is_the_briefs_own_folder(tmp_path):
    make(tmp_path, some__b_yaml="x")
    found = Project.around(tmp_path / "some" / "b.yaml", TODAY)
    assert found.root == tmp_path / "some"
    assert found.tree is None
    assert found.settings.fatal == "error"


def test_a_folder_of_the_project_files_name_is_no_project_file(tmp_path):
    (tmp_path / "briefgen.yaml").mkdir()
    (tmp_path / "briefs").mkdir()
    assert Project.around(tmp_path / "briefs", TODAY).root == tmp_path / "briefs"


def test_the_day_is_the_one_it_was_given(tmp_path):
    assert Project(tmp_path, datetime.date(2024, 1, 19)).today == datetime.date(2024, 1, 19)


# --- what was read ---------------------------------------------------------------------------------------------------


def test_the_record_holds_what_was_read_missed_and_listed(tmp_path):
    project = make(tmp_path, briefs__a_yaml="one", briefs__b_txt="two")
    with project.reading() as reads:
        assert project.read_text(Path("briefs/a.yaml")) == "one"
        assert project.read_bytes(tmp_path / "briefs" / "b.txt") == b"two"
        assert project.exists(Path("briefs/a.yaml"))
        assert not project.exists(Path("nowhere.yaml"))
        assert project.names(Path("briefs")) == ("a.yaml", "b.txt")
        assert project.names(Path("no-folder")) == ()
        assert project.names(Path("briefs/a.yaml")) == ()
        with pytest.raises(FileNotFoundError):
            project.read_bytes(Path("lost.txt"))
    assert reads == Reads(
        files={
            tmp_path / "briefs" / "a.yaml": hashlib.sha256(b"one").hexdigest(),
            tmp_path / "briefs" / "b.txt": hashlib.sha256(b"two").hexdigest(),
        },
        missing={tmp_path / "nowhere.yaml", tmp_path / "lost.txt", tmp_path / "briefgen.yaml"},
        folders={
            tmp_path / "briefs": ("a.yaml", "b.txt"),
            tmp_path / "no-folder": (),
            tmp_path / "briefs" / "a.yaml": (),
        },
    )


def test_records_may_be_nested_and_end_with_their_block(tmp_path):
    project = make(tmp_path, a_txt="one", b_txt="two", c_txt="three")
    with project.reading() as outer:
        project.read_bytes(Path("a.txt"))
        with project.reading() as inner:
            project.read_bytes(Path("b.txt"))
        project.read_bytes(Path("c.txt"))
    project.read_bytes(Path("a.txt"))
    assert [path.name for path in inner.files] == ["b.txt"]
    assert [path.name for path in outer.files] == ["a.txt", "b.txt", "c.txt"]


def test_a_record_ends_with_its_block_when_that_fails(tmp_path):
    project = make(tmp_path, a_txt="one")
    with pytest.raises(ZeroDivisionError), project.reading() as reads:
        1 / 0  # noqa: B018 - any error will do
    project.read_bytes(Path("a.txt"))
    assert reads.files == {}


def test_two_records_of_equal_content_are_told_apart(tmp_path):
    project = make(tmp_path, a_txt="one")
    with project.reading() as outer:
        with project.reading():
            pass
        project.read_bytes(Path("a.txt"))
    assert len(outer.files) == 1


def test_a_text_has_line_feeds_and_no_byte_order_mark(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffone\r\ntwo\rthree\n".encode())
    assert Project(tmp_path, TODAY).read_text(Path("a.txt")) == "one\ntwo\nthree\n"


def test_a_text_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    with pytest.raises(UnicodeDecodeError):
        Project(tmp_path, TODAY).read_text(Path("a.txt"))


# --- what may not be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", [Project.read_bytes, Project.read_text, Project.exists, Project.names])
@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/hostname", "briefs/../../secret.txt", "link", "folder/secret.txt"]
)
def test_nothing_outside_the_project_is_reached(tmp_path, ask, path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    project = make(tmp_path / "in", briefs__a_yaml="one")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path, target_is_directory=True)
    with project.reading() as reads, pytest.raises(PermissionError) as caught:
        ask(project, Path(path))
    assert unreadable(caught.value) == "it lies outside the project"
    assert reads == Reads(missing={tmp_path / "in" / "briefgen.yaml"})  # looked for when the project was opened


@pytest.mark.parametrize("link", ["briefgen.yaml", "templates", "briefs", "templates/own/audience.yaml"])
def test_a_link_out_of_the_project_is_told_and_not_followed(tmp_path, link):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / link).parent.mkdir(parents=True)
    (tmp_path / "in" / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match=f"{link} lies outside the project") as caught:
        project = Project(tmp_path / "in", TODAY)
        project.briefs()
        project.audience("own")
    assert "links that lead out of it are not followed" in caught.value.hint


def test_what_ships_may_be_read_from_everywhere(tmp_path):
    project = Project(tmp_path, TODAY)
    assert project.exists(shipped("templates") / "analyst" / "audience.yaml")
    assert project.names(shipped("briefs"))
    with pytest.raises(PermissionError):
        project.read_bytes(ROOT / "pyproject.toml")


def test_a_link_that_stays_inside_is_followed(tmp_path):
    project = make(tmp_path, a_txt="one")
    (tmp_path / "link").symlink_to("a.txt")
    assert project.read_text(Path("link")) == "one"


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000, "circle"], ids=["nul", "surrogate", "long", "circle"])
def test_a_name_that_no_file_can_have_is_not_there(tmp_path, name):
    (tmp_path / "circle").symlink_to("circle")
    project = Project(tmp_path, TODAY)
    with pytest.raises(OSError) as caught:
        project.read_bytes(Path(name))
    assert unreadable(caught.value)
    assert project.shown(Path(name))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "x"), "there is no such file"),
        (NotADirectoryError(20, "x"), "there is no such file"),
        (IsADirectoryError(21, "x"), "it is a folder"),
        (PermissionError(13, "x"), "you have no right to read it"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError("something"), "something"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_plain_words(error, words):
    assert unreadable(error) == words


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    project = make(tmp_path, briefs__a_yaml="one")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ProjectError, match="the folder briefs cannot be listed: you have no right to read it"):
        project.briefs()


def test_a_path_is_shown_from_the_root_with_forward_slashes(tmp_path):
    project = Project(tmp_path / "in", TODAY)
    assert project.shown(Path("briefs") / "b.yaml") == "briefs/b.yaml"
    assert project.shown(tmp_path / "in" / "briefs" / ".." / "b.yaml") == "b.yaml"
    assert project.shown(tmp_path / "out.yaml") == (tmp_path / "out.yaml").as_posix()


# --- briefs ----------------------------------------------------------------------------------------------------------


def test_briefs_are_the_yaml_files_of_their_folder(tmp_path):
    project = make(
        tmp_path,
        briefs__b_yaml="",
        briefs__a_yaml="",
        briefs___draft_yaml="",
        briefs__editions__old_yaml="",
        briefs__notes_txt="",
        other_yaml="",
    )
    (tmp_path / "briefs" / "c.yml").write_text("", encoding="utf-8")
    (tmp_path / "briefs" / ".hidden.yaml").write_text("", encoding="utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in project.briefs()] == [
        "briefs/a.yaml",
        "briefs/b.yaml",
        "briefs/c.yml",
    ]


def test_a_project_without_briefs_has_none(tmp_path):
    assert Project(tmp_path, TODAY).briefs() == ()


@pytest.mark.parametrize(
    ("name", "file"),
    [("treaty", "treaty.yaml"), ("treaty.yaml", "treaty.yaml"), ("deal", "deal.yml"), ("_draft", "_draft.yaml")],
)
def test_a_brief_is_found_by_its_name(tmp_path, name, file):
    project = make(tmp_path, briefs__treaty_yaml="", briefs___draft_yaml="")
    (tmp_path / "briefs" / "deal.yml").write_text("", encoding="utf-8")
    assert project.brief(name) == tmp_path / "briefs" / file


@pytest.mark.parametrize("name", ["traety", "../treaty", "/etc/hostname", "x" * 5000, "a\0", "", "sub"])
def test_a_brief_that_is_not_there_is_told_with_those_that_are(tmp_path, name):
    project = make(tmp_path, briefs__treaty_yaml="", treaty_yaml="", briefs__sub__b_yaml="")
    with pytest.raises(NotFound) as caught:
        project.brief(name)
    assert caught.value.message == f"unknown brief “{name}”"
    assert caught.value.hint == ("did you mean treaty?" if "tr" in name else "known: treaty")


# --- audiences -------------------------------------------------------------------------------------------------------


def test_audiences_are_those_of_the_project_and_those_that_ship(tmp_path):
    project = make(tmp_path, templates__own__audience_yaml=AUDIENCE, templates__no__memo_yaml="x")
    names = project.audience_names()
    assert {"own", "analyst"} <= set(names)
    assert "no" not in names
    assert list(names) == sorted(names)
    own = project.audience("own")
    assert (own.name, own.title) == ("own", "Own memo")
    assert project.audience("analyst").name == "analyst"


def test_the_projects_file_is_laid_over_the_shipped_one_key_by_key(tmp_path):
    project = make(tmp_path, templates__principal__audience_yaml="title: Minister\nmax_pages: 2\n")
    ours, theirs = project.audience("principal"), Project(ROOT, TODAY).audience("principal")
    assert (ours.title, ours.max_pages) == ("Minister", 2)
    assert (theirs.title, theirs.max_pages) == ("Principal memo", 1)
    changed = {"title", "max_pages"}
    assert ours.model_dump(exclude=changed) == theirs.model_dump(exclude=changed)


def test_what_an_audience_does_not_say_comes_from_the_nearest_that_it_extends(tmp_path):
    project = make(
        tmp_path,
        templates__near__audience_yaml="title: Near\nextends: far\nshort: false\n",
        templates__far__audience_yaml="title: Far\nextends: principal\nshort: true\nmax_pages: 3\nsections: [claims]\n",
    )
    near, principal = project.audience("near"), project.audience("principal")
    assert (near.title, near.short, near.max_pages, near.omits) == ("Near", False, 3, principal.omits)
    assert [choice.section for choice in near.sections] == ["claims"]
    assert near.omits


def test_a_key_left_empty_takes_nothing_over(tmp_path):
    project = make(tmp_path, templates__own__audience_yaml="title: Own\nextends: principal\nmax_pages:\nomits: ~\n")
    assert (project.audience("own").max_pages, project.audience("own").omits) == (None, ())


def test_a_title_is_never_taken_from_another_audience(tmp_path):
    project = make(tmp_path, templates__own__audience_yaml="extends: principal\n")
    with pytest.raises(InvalidProject) as caught:
        project.audience("own")
    assert problems(caught) == [("F02", "“title” is missing", "templates/own/audience.yaml:1", "add `title: …`")]


def test_a_fault_is_told_in_the_file_where_it_stands(tmp_path):
    project = make(
        tmp_path,
        templates__near__audience_yaml="title: Near\nextends: far\n",
        templates__far__audience_yaml="title: Far\nextends: analyst\nmax_pages: 0\n",
    )
    with pytest.raises(InvalidProject) as caught:
        project.audience("near")
    assert [place for _, _, place, _ in problems(caught)] == ["templates/far/audience.yaml:3"]


def test_in_the_checkout_the_shipped_templates_are_the_projects_and_stand_once():
    project = Project(ROOT, TODAY)
    assert project.template_roots() == (ROOT / "templates",)
    assert shipped("templates") == ROOT / "templates"
    assert shipped("briefs") == ROOT / "briefs"


def test_where_the_package_holds_a_folder_that_one_ships(tmp_path, monkeypatch):
    monkeypatch.setattr(project_module, "__file__", str(tmp_path / "briefgen" / "project.py"))
    assert shipped("templates") == tmp_path / "templates"
    (tmp_path / "briefgen" / "templates").mkdir(parents=True)
    assert shipped("templates") == tmp_path / "briefgen" / "templates"


@pytest.mark.parametrize("name", ["analist", "../analyst", "analyst/../analyst", "x" * 5000, "Analyst", ".", "base"])
def test_an_audience_that_is_not_there_is_told_with_those_that_are(tmp_path, name):
    with pytest.raises(NotFound, match="unknown audience") as caught:
        Project(tmp_path, TODAY).audience(name)
    assert "analyst" in caught.value.hint


def test_templates_are_looked_for_along_what_the_audience_extends(tmp_path):
    project = make(
        tmp_path,
        templates__near__audience_yaml=AUDIENCE + "extends: far\n",
        templates__far__audience_yaml=AUDIENCE + "extends: public\n",
    )
    folders = project.template_folders(project.audience("near"))
    names = ["near", "far", "public", "base"]
    assert folders == tuple(root / name for name in names for root in (tmp_path / "templates", shipped("templates")))


@pytest.mark.parametrize("own", ["near", "far"])
def test_audiences_that_extend_each_other_are_told(tmp_path, own):
    project = make(
        tmp_path,
        templates__near__audience_yaml=AUDIENCE + f"extends: {own}\n",
        templates__far__audience_yaml=AUDIENCE + "extends: near\n",
    )
    with pytest.raises(InvalidProject) as caught:
        project.audience("near")
    ((code, message, place, _),) = problems(caught)
    assert (code, message) == ("F18", "“near” comes back to “near” by way of what it extends")
    assert place == f"templates/{'near' if own == 'near' else 'far'}/audience.yaml:4"


def problems(caught):
    return [(d.code, d.message, f"{d.location.file}:{d.location.line}", d.hint) for d in caught.value.diagnostics]


def test_an_audience_that_extends_nobody_is_told_at_its_line(tmp_path):
    project = make(tmp_path, templates__own__audience_yaml=AUDIENCE + "extends: analist\n")
    with pytest.raises(InvalidProject) as caught:
        project.audience("own")
    message = "there is no audience “analist”"
    place = "templates/own/audience.yaml:4"
    assert problems(caught) == [("F12", message, place, "did you mean analyst?")]


def test_every_fault_of_an_audience_is_told_with_its_place(tmp_path):
    text = "titel: Own memo\nceiling: TLP:RED\nsections: [claims, clams]\nmax_pages: 0\nshort: yes\n"
    project = make(tmp_path, templates__own__audience_yaml=text)
    with pytest.raises(InvalidProject, match=r"templates/own/audience\.yaml cannot be used") as caught:
        project.audience("own")
    told = [(d.code, d.location.line, d.location.column) for d in caught.value.diagnostics]
    assert told == [("F01", 1, 1), ("F02", 1, 1), ("F04", 3, 20), ("F14", 4, 12), ("F03", 5, 8)]


# --- the project file ------------------------------------------------------------------------------------------------


def test_the_project_file_gives_settings_and_tree(tmp_path):
    project = make(tmp_path, briefgen_yaml="fatal: warning\nseverity: {W06: info}\ndefaults: {series: Weekly}\n")
    assert project.settings.fatal == "warning"
    assert project.settings.severity == {"W06": "info"}
    assert project.settings.defaults.series == "Weekly"
    assert project.tree.get("defaults").get("series").raw == "Weekly"


def test_every_fault_of_the_project_file_is_told_with_its_place(tmp_path):
    with pytest.raises(InvalidProject, match=r"briefgen\.yaml cannot be used") as caught:
        make(tmp_path, briefgen_yaml="fatl: error\ndefaults:\n  titel: x\n  authors: {a: b}\nfatal: never\n")
    words = "write the words after the colon; put them in quotes if they hold “: ” or “[”"
    defaults = (
        "known: series, marking, language, scale, audiences, contact, authors, distribution, max_quote, stale_after"
    )
    group = "a group of fields (`key: value`) stands where a text is wanted for “authors”"
    assert problems(caught) == [
        ("F01", "unknown key “fatl”", "briefgen.yaml:1", "did you mean fatal?"),
        ("F01", "unknown key “titel” in defaults", "briefgen.yaml:3", defaults),
        ("F03", group, "briefgen.yaml:4", words),
        ("F04", "“never” is no word for “fatal”", "briefgen.yaml:5", "known: error, warning"),
    ]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("text", "code"), [("", "Y08"), ("a: [", "Y01"), ("fatal: error\nfatal: warning", "Y02")])
def test_a_project_file_that_is_no_yaml_is_told(tmp_path, text, code):
    with pytest.raises(InvalidProject) as caught:
        make(tmp_path, briefgen_yaml=text)
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].location.file == "briefgen.yaml"


def test_a_comment_in_the_project_file_is_no_error(tmp_path):
    project = make(tmp_path, briefgen_yaml="defaults:\n  series: Weekly # the header\n")
    assert project.settings.defaults.series == "Weekly"


def test_a_project_file_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    make(tmp_path, briefgen_yaml="fatal: error")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ProjectError, match=r"briefgen\.yaml cannot be read: you have no right to read it"):
        Project(tmp_path, TODAY)


def test_the_project_is_found_through_a_link(tmp_path):
    make(tmp_path / "real", briefgen_yaml="fatal: warning", briefs__b_yaml="x")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert Project.around(tmp_path / "link" / "briefs" / "b.yaml", TODAY).root == tmp_path / "real"
