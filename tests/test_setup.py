"""tools/setup.sh: what it says, what it exits with, and that it installs at a yes only."""

import sys

import pytest
from machine import PANGO, PANGOFT2, SUBSET, Machine

APT = "apt-get update && apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_where_nothing_is_missing_nothing_is_asked_or_installed(machine):
    machine.has_apt()
    code, words = machine.run()
    assert code == 0
    assert words.splitlines()[0].startswith("Making .venv with Python 3.")
    assert machine.installed == []
    assert "pip -m pip --quiet --disable-pip-version-check install --editable .\n" in machine.log


def test_the_test_tools_come_with_a_pip_that_knows_groups(machine):
    assert machine.run("test")[0] == 0
    first, second = machine.log.splitlines()
    assert first.endswith("install pip>=25.1")
    assert second.endswith("install --editable .[preview] --group dev")


def test_a_second_run_does_nothing_until_the_requirements_change(machine):
    machine.run("test")
    machine.log_file.unlink()
    assert machine.run("test") == (0, "")
    assert machine.run("memo") == (0, "")
    assert machine.log == ""
    with (machine.project / "pyproject.toml").open("a") as requirements:
        requirements.write("# changed\n")
    assert machine.run("memo")[0] == 0
    assert "install --editable ." in machine.log


def test_a_checkout_that_was_moved_is_installed_anew(machine):
    machine.run()
    machine.log_file.unlink()
    machine.project = machine.project.rename(machine.project.with_name("elsewhere"))
    assert machine.run()[0] == 0
    assert "install --editable ." in machine.log


def test_root_without_a_terminal_says_what_it_installs_and_goes_ahead(machine):
    machine.has_apt()
    machine.lacks(*PANGO, *PANGOFT2, *SUBSET)
    code, words = machine.run()
    assert code == 0
    assert words.startswith(
        "briefgen needs, and python3 does not find:\n"
        "  libharfbuzz-subset0   HarfBuzz: puts only the letters that are used into a PDF\n"
        "  libpango-1.0-0        Pango: sets the text of a PDF\n"
        "  libpangoft2-1.0-0     Pango: sets the text of a PDF\n"
        "To install it:\n"
        "  apt-get update && apt-get install -y libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0\n"
        "There is no terminal to ask on: installing it now.\n"
    )
    assert machine.installed == [
        "apt-get update",
        "apt-get install -y libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0",
    ]


@pytest.mark.parametrize("answer", [b"y\n", b"YES\n"])
def test_root_on_a_terminal_installs_at_a_yes(machine, answer):
    machine.has_apt()
    machine.lacks(*PANGO, *PANGOFT2)
    code, words = machine.run_on_terminal(answer)
    assert code == 0
    assert f"  {APT}\nInstall it now? [y/N] " in words
    assert machine.installed == ["apt-get update", "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"]


@pytest.mark.parametrize("answer", [b"n\n", b"\n", b"\x04", b"yellow\n"])
def test_root_on_a_terminal_installs_nothing_without_a_yes(machine, answer):
    machine.has_apt()
    machine.lacks(*PANGO, *PANGOFT2)
    code, words = machine.run_on_terminal(answer)
    assert code == 2
    assert f"  {APT}\n" in words
    assert words.endswith("Nothing was installed. Run the command above, then: make memo\n")
    assert machine.log == ""


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 2)])
def test_a_user_with_sudo_is_asked_on_a_terminal(machine, answer, code):
    machine.has_apt()
    machine.user(1000)
    machine.has_sudo(without_password=False)
    machine.lacks(*PANGOFT2)
    done, words = machine.run_on_terminal(answer)
    assert done == code
    assert "  sudo apt-get update && sudo apt-get install -y libpangoft2-1.0-0\nInstall it now? [y/N] " in words
    installed = ["sudo", "apt-get update", "sudo", "apt-get install -y libpangoft2-1.0-0"]
    assert machine.installed == ([] if code else installed)


@pytest.mark.parametrize(("without_password", "code"), [(True, 0), (False, 2)])
def test_without_a_terminal_sudo_counts_only_without_a_password(machine, without_password, code):
    machine.has_apt()
    machine.user(1000)
    machine.has_sudo(without_password)
    machine.lacks(*PANGOFT2)
    done, words = machine.run()
    assert done == code
    assert "  sudo apt-get update && sudo apt-get install -y libpangoft2-1.0-0\n" in words
    assert bool(machine.installed) is without_password


def test_a_user_without_sudo_gets_the_command_for_root(machine):
    machine.has_apt()
    machine.user(1000)
    machine.lacks(*PANGO, *PANGOFT2)
    for run in (machine.run, lambda: machine.run_on_terminal(b"y\n")):
        code, words = run()
        assert code == 2
        assert f"To install it, as root:\n  {APT}\nNothing was installed." in words
    assert machine.log == ""


def test_the_venv_package_is_that_of_the_found_python(machine):
    machine.has_apt()
    machine.lacks("ensurepip")
    package = f"python3.{sys.version_info.minor}-venv"
    code, words = machine.run(PREFIX="/usr")
    assert code == 0
    assert f"  {package:<20}  makes the virtual environment .venv\n" in words
    assert machine.installed[-1] == f"apt-get install -y {package}"


def test_a_python_without_venv_that_no_package_mends_is_told(machine):
    machine.has_apt()
    machine.lacks("ensurepip")
    code, words = machine.run()
    assert code == 2
    assert words.splitlines() == [
        "python3 cannot make a virtual environment, and no package mends that.",
        "Choose another Python: make memo PYTHON=/path/to/python3.12",
    ]


def test_where_apt_has_no_subset_package_the_rest_is_installed(machine):
    machine.has_apt(knows="exit 100")
    machine.lacks(*PANGO, *SUBSET)
    machine.has("apt-get", f'echo "apt-get $*" >>"$LOG"\necho "{" ".join(SUBSET)}" >"$ABSENT"')
    code, words = machine.run()
    assert code == 0
    assert "apt has no libharfbuzz-subset0 here: going on without it.\n" in words
    assert machine.installed == ["apt-get update", "apt-get install -y libpango-1.0-0"]


def test_a_subset_package_that_apt_does_not_have_stops_nobody(machine):
    machine.has_apt(knows="exit 100")
    machine.user(1000)
    machine.lacks(*SUBSET)
    code, words = machine.run()
    assert code == 0
    assert words.startswith("apt has no libharfbuzz-subset0 here: going on without it.\nMaking .venv")
    assert machine.installed == []


def test_an_update_that_fails_in_part_does_not_stop_the_installing(machine):
    machine.has_apt(installs=": >$ABSENT")
    machine.has("apt-get", 'echo "apt-get $*" >>"$LOG"\n[ "$1" = install ] || exit 100\n: >"$ABSENT"')
    machine.lacks(*PANGO)
    code, words = machine.run()
    assert code == 0
    assert "Not every package list could be read anew" in words


def test_an_installer_that_fails_is_told(machine):
    machine.has_apt(installs="exit 100")
    machine.lacks(*PANGO)
    code, words = machine.run()
    assert code == 2
    assert words.endswith("It could not be installed; the reason stands above. Then run: make memo\n")


def test_libraries_that_python_still_does_not_find_are_named(machine):
    machine.has_apt(installs=":")
    machine.lacks(*PANGO)
    code, words = machine.run()
    assert code == 2
    assert "Installed, but python3 still does not find:\npango-1.0\nChoose another Python: make memo PYTHON=" in words


def test_on_macos_homebrew_brings_pango(machine):
    machine.has("uname", "echo Darwin")
    machine.user(501)
    machine.has("brew", 'echo "brew $*" >>"$LOG"\n: >"$ABSENT"')
    machine.lacks(*PANGO, *PANGOFT2, *SUBSET)
    code, words = machine.run_on_terminal(b"n\n")
    assert (code, machine.installed) == (2, [])
    assert "To install it:\n  brew install pango\nInstall it now? [y/N] " in words
    assert machine.run()[0] == 0
    assert machine.installed == ["brew install pango"]


def test_on_macos_the_found_python_looks_into_the_library_folders(machine):
    machine.has("uname", "echo Darwin")
    machine.has_python("python3", 'echo "$DYLD_FALLBACK_LIBRARY_PATH" >>"$LOG"')
    machine.run(LIBRARY_FOLDERS="/opt/homebrew/lib:/usr/lib")
    assert "/opt/homebrew/lib:/usr/lib\n" in machine.log


@pytest.mark.parametrize(
    ("user", "brew", "how"),
    [
        (501, False, "To install it, with Homebrew (https://brew.sh):\n"),
        (0, True, "To install it, not as root, which Homebrew refuses:\n"),
    ],
)
def test_on_macos_without_homebrew_the_command_is_told(machine, user, brew, how):
    machine.has("uname", "echo Darwin")
    machine.user(user)
    if brew:
        machine.has("brew", 'echo "brew $*" >>"$LOG"')
    machine.lacks(*PANGO)
    code, words = machine.run()
    assert code == 2
    assert how + "  brew install pango\nNothing was installed." in words
    assert machine.installed == []


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("dnf", "dnf install harfbuzz pango"),
        ("pacman", "pacman -S harfbuzz pango"),
        ("apk", "apk add pango so:libharfbuzz-subset.so.0"),
        ("zypper", "zypper install libharfbuzz-subset0 libpango-1_0-0"),
    ],
)
def test_other_package_managers_are_only_named(machine, manager, command):
    machine.has(manager, f'echo "{manager} $*" >>"$LOG"')
    machine.lacks(*PANGO, *PANGOFT2, *SUBSET)
    code, words = machine.run()
    assert code == 2
    assert f"To install it:\n  {command}\nNothing was installed." in words
    machine.user(1000)
    machine.has_sudo(without_password=True)
    assert f"  sudo {command}\n" in machine.run_on_terminal(b"y\n")[1]
    assert machine.log == ""


def test_without_a_package_manager_the_libraries_are_named(machine):
    machine.lacks(*PANGO, *SUBSET)
    code, words = machine.run()
    assert code == 2
    assert "python3 does not find:\npango-1.0\nharfbuzz-subset\nInstall them" in words


def test_an_old_python_is_passed_over_for_a_newer_one(machine):
    machine.has_python("python3.13")
    machine.has_python("python3", "export OLD=1")
    code, words = machine.run()
    assert code == 0
    assert "(python3.13)" in words


def test_without_a_new_enough_python_it_says_where_one_comes_from(machine):
    machine.has_python("python3", "export OLD=1")
    code, words = machine.run()
    assert code == 2
    assert "make memo PYTHON=/path/to/python3.12" in words
    assert not (machine.project / ".venv").exists()


def test_the_named_python_is_taken_or_refused(machine):
    machine.has_python("mine")
    machine.has_python("old", "export OLD=1")
    assert machine.run(PYTHON="old")[0] == 2
    assert "(mine)" in machine.run(PYTHON="mine")[1]


def test_the_environment_is_made_anew_for_another_python_and_then_kept(machine):
    machine.has_python("mine", "export PREFIX=/mine")
    assert "(python3)" in machine.run()[1]
    assert "(mine)" in machine.run(PYTHON="mine")[1]
    assert machine.run(PYTHON="mine") == (0, "")
    assert machine.run() == (0, "")


def test_a_failing_pip_leaves_the_environment_unready(machine):
    machine.has_python("python3", '[ "$1 $2" != "-m pip" ] || exit 1')
    for _ in range(2):
        code, words = machine.run()
        assert code == 2
        assert words.endswith("pip could not install into .venv; it says why above. Then run: make memo\n")


# --- what checks of memos use: wanted, not demanded ------------------------------------------------------------------

EVERY_PACKAGE = "chromium default-jre-headless poppler-utils"


def test_making_memos_asks_for_no_checker(machine):
    machine.has_apt()
    machine.lacks_programs("java", "chromium", "pdftoppm")
    code, words = machine.run("memo")
    assert (code, machine.installed) == (0, [])
    assert words.startswith("Making .venv")


def test_testing_brings_what_checks_of_memos_use(machine):
    machine.has_apt(installs="cp $SHOP/* $PATH")
    machine.lacks_programs("java", "chromium", "pdftoppm")
    code, words = machine.run("test")
    assert code == 0
    assert words.startswith(
        "Checks of memos use, and python3 does not find:\n"
        "  chromium              Chromium, or Google Chrome: shows the pages that are checked\n"
        "  default-jre-headless  Java: runs what checks PDF and HTML files\n"
        "  poppler-utils         Poppler: makes pictures of a PDF's pages\n"
        "To install it:\n"
        f"  apt-get update && apt-get install -y {EVERY_PACKAGE}\n"
        "There is no terminal to ask on: installing it now.\n"
        "Making .venv"
    )
    assert machine.installed == ["apt-get update", f"apt-get install -y {EVERY_PACKAGE}"]
    machine.log_file.unlink()
    assert machine.run("test") == (0, "")


def test_what_a_memo_needs_is_installed_before_what_its_checks_use(machine):
    machine.has_apt(installs=': >$ABSENT; [ "$3" != chromium ] || cp $SHOP/* $PATH')
    machine.lacks(*PANGO)
    machine.lacks_programs("chromium")
    assert machine.run("test")[0] == 0
    assert [line for line in machine.installed if "-y" in line] == [
        "apt-get install -y libpango-1.0-0",
        "apt-get install -y chromium",
    ]


@pytest.mark.parametrize("answer", [b"n\n", b"\x04"])
def test_without_a_yes_the_tests_are_made_ready_and_say_what_they_miss(machine, answer):
    machine.has_apt()
    machine.lacks_programs("pdftoppm")
    code, words = machine.run_on_terminal(answer, "test")
    assert (code, machine.installed) == (0, [])
    assert "Install it now? [y/N] " in words
    assert (
        "Nothing was installed. Run the command above, then: make test\n"
        "Going on without, and skipping the tests that need it:\n"
        "pdftoppm is not found; to install it: apt-get install poppler-utils (Debian, Ubuntu), brew install poppler (macOS)\n"
        "Making .venv"
    ) in words
    assert "--group dev" in machine.log


def test_a_yes_on_a_terminal_brings_a_checker(machine):
    machine.has_apt(installs="cp $SHOP/* $PATH")
    machine.lacks_programs("java")
    code, words = machine.run_on_terminal(b"y\n", "test")
    assert code == 0
    assert "Going on without" not in words
    assert machine.installed[-1] == "apt-get install -y default-jre-headless"


def test_without_rights_the_command_is_told_and_the_tests_are_made_ready(machine):
    machine.has_apt()
    machine.user(1000)
    machine.lacks_programs("java", "pdftoppm")
    code, words = machine.run("test")
    assert (code, machine.installed) == (0, [])
    assert (
        "To install it, as root:\n  apt-get update && apt-get install -y default-jre-headless poppler-utils\n" in words
    )
    assert "\nno Java 11 or newer is found; to install one: apt-get install default-jre-headless (Debian" in words


def test_without_a_package_manager_the_checkers_are_named_and_the_tests_made_ready(machine):
    machine.lacks_programs("chromium")
    code, words = machine.run("test")
    assert code == 0
    assert words.startswith(
        "Checks of memos use, and python3 does not find:\nchromium\nInstall them with your system's"
    )
    assert "snap install chromium (Ubuntu)" in words
    assert "--group dev" in machine.log


def test_an_installer_that_fails_on_checkers_stops_no_test(machine):
    machine.has_apt(installs="exit 100")
    machine.lacks_programs("chromium")
    code, words = machine.run("test")
    assert code == 0
    assert "It could not be installed; the reason stands above." in words
    assert "neither Chromium nor Google Chrome is found" in words


def test_where_apt_has_no_chromium_the_rest_is_installed(machine):
    machine.has_apt(knows='[ "$2" != chromium ]', installs="cp $SHOP/java $PATH")
    machine.lacks_programs("java", "chromium")
    code, words = machine.run("test")
    assert code == 0
    assert "apt has no chromium here: going on without it.\n" in words
    assert machine.installed[-1] == "apt-get install -y default-jre-headless"
    assert "no Java" not in words
    assert "snap install chromium (Ubuntu)" in words


@pytest.mark.parametrize("name", ["chromium-browser", "google-chrome", "google-chrome-stable"])
def test_a_browser_of_another_name_does_as_well(machine, name):
    machine.lacks_programs("chromium")
    machine.has(name, ":")
    assert machine.run("test")[1].startswith("Making .venv")


@pytest.mark.parametrize(
    "script", ["exit 1", "echo 'java.home = /java' >&2; echo 'java.specification.version = 1.8' >&2"]
)
def test_a_java_that_does_not_start_or_is_old_is_none(machine, script):
    machine.has("java", script)
    assert "no Java 11 or newer is found" in machine.run("test")[1]


def test_on_macos_homebrew_brings_the_checkers(machine):
    machine.has("uname", "echo Darwin")
    machine.user(501)
    machine.has("brew", 'echo "brew $*" >>"$LOG"\ncp $SHOP/* $PATH')
    machine.lacks_programs("java", "chromium", "pdftoppm")
    assert machine.run("test")[0] == 0
    assert machine.installed == ["brew install google-chrome openjdk poppler"]
