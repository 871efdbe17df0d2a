#!/bin/sh
# Makes .venv ready, and the machine before it: `setup.sh memo` to build memos, `setup.sh test` to test as well.
# Exit code 0: ready. 2: something is missing, and what to do about it has been said.
set -eu
cd "$(dirname "$0")/.."
mode=${1:?memo or test}

say() { printf '%s\n' "$@" >&2; }
stop() { say "$@"; exit 2; }
another_python="Choose another Python: make $mode PYTHON=/path/to/python3.12"

# --- Python ----------------------------------------------------------------------------------------------------------

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
identity() { "$1" -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        python=$PYTHON
        is_new_enough "$python" || stop "PYTHON=$python does not start a Python 3.11 or newer." "$another_python"
        return
    fi
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$python"; then return; fi
    done
    stop "briefgen needs Python 3.11 or newer, and none is on PATH." \
        "Install one (Debian, Ubuntu: apt-get install python3; macOS: brew install python)" \
        "or name the one you have: make $mode PYTHON=/path/to/python3.12"
}

# True for a .venv that works, has pip and stands on the Python that PYTHON= asks for, if it asks.
venv_is_good() {
    is_new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(identity "$PYTHON")" = "$(identity .venv/bin/python)" ]
}

make_venv() {
    say "Making .venv with Python $("$python" -c 'import platform; print(platform.python_version())') ($python)"
    "$python" -m venv --clear .venv || stop "$python could not make .venv; it says why above." "$another_python"
}

pip() {
    .venv/bin/python -m pip --quiet --disable-pip-version-check "$@" ||
        stop "pip could not install into .venv; it says why above. Then run: make $mode"
}

# --- What is missing -------------------------------------------------------------------------------------------------

# Prints "venv" and the libraries that Python cannot load, tried by the names that WeasyPrint tries.
list_missing() {
    venv_is_good || "$python" -c 'import venv, ensurepip; ensurepip.version()' >/dev/null 2>&1 || echo venv
    DYLD_FALLBACK_LIBRARY_PATH=${LIBRARY_FOLDERS:-} "$python" - <<'PYTHON_CODE'
import ctypes

def loads(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True

for library, version in {
    "gobject-2.0": 0, "pango-1.0": 0, "harfbuzz": 0, "fontconfig": 1, "pangoft2-1.0": 0, "harfbuzz-subset": 0
}.items():
    if not any(map(loads, [f"lib{library}.so.{version}", f"lib{library}.{version}.dylib", f"lib{library}.dylib"])):
        print(library)
PYTHON_CODE
}

# Prints the programs that only checks of memos use; these are wanted, not demanded.
list_wanted() { "$python" tests/programs.py; }

# Named by version, because python3-venv is only for a release's default Python; only a Python from apt is so divided.
print_venv_package() {
    "$python" -c 'import sys; sys.base_prefix == "/usr" and print(f"python3.{sys.version_info.minor}-venv")'
}

# Prints the packages that bring what is missing, one a line: the only table of package names.
list_packages() {
    for thing in $missing; do
        case $manager:$thing in
        apt-get:venv) print_venv_package ;;
        *:venv) ;;
        apt-get:pangoft2-1.0) echo libpangoft2-1.0-0 ;;
        apt-get:harfbuzz-subset) echo libharfbuzz-subset0 ;;
        apt-get:java) echo default-jre-headless ;;
        brew:java) echo openjdk ;;
        pacman:java) echo jre-openjdk-headless ;;
        apk:java) echo openjdk21-jre-headless ;;
        *:java) echo java-headless ;;
        brew:chromium) echo google-chrome ;;
        *:chromium) echo chromium ;;
        brew:pdftoppm | pacman:pdftoppm) echo poppler ;;
        zypper:pdftoppm) echo poppler-tools ;;
        *:pdftoppm) echo poppler-utils ;;
        apt-get:*) echo libpango-1.0-0 ;;
        zypper:harfbuzz-subset) echo libharfbuzz-subset0 ;;
        zypper:*) echo libpango-1_0-0 ;;
        apk:harfbuzz-subset) echo so:libharfbuzz-subset.so.0 ;;
        dnf:harfbuzz-subset | pacman:harfbuzz-subset) echo harfbuzz ;;
        *) echo pango ;;
        esac
    done | sort -u
}

explain() {
    case $1 in
    *venv) echo "makes the virtual environment .venv" ;;
    *jre* | *jdk* | java*) echo "Java: runs what checks PDF and HTML files" ;;
    *chrom*) echo "Chromium, or Google Chrome: shows the pages that are checked" ;;
    poppler*) echo "Poppler: makes pictures of a PDF's pages" ;;
    *harfbuzz*) echo "HarfBuzz: puts only the letters that are used into a PDF" ;;
    *) echo "Pango: sets the text of a PDF" ;;
    esac
}

# --- Installing it ---------------------------------------------------------------------------------------------------

find_manager() {
    if [ "$(uname -s)" = Darwin ]; then manager=brew; return; fi
    for manager in apt-get dnf pacman apk zypper; do
        if command -v "$manager" >/dev/null; then return; fi
    done
    stop "$needs" $missing "Install them with your system's package manager, then run: make $mode"
}

# Sets `rights` (may it install from here?), `sudo` (what stands before a command) and `how` (what is said above it).
# From here only apt-get and brew are run; for the others the command is shown.
find_rights() {
    rights=no sudo="" how="To install it:"
    if [ "$manager" = brew ]; then
        if ! command -v brew >/dev/null; then
            how="To install it, with Homebrew (https://brew.sh):"
        elif [ "$(id -u)" = 0 ]; then
            how="To install it, not as root, which Homebrew refuses:"
        else
            rights=yes
        fi
    elif [ "$(id -u)" = 0 ]; then
        if [ "$manager" = apt-get ]; then rights=yes; fi
    elif ! command -v sudo >/dev/null; then
        how="To install it, as root:"
    else
        sudo="sudo "
        if [ "$manager" = apt-get ] && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then rights=yes; fi
    fi
}

announce() {
    case $manager in
    apt-get) command="${sudo}apt-get update && ${sudo}apt-get install -y $packages" ;;
    pacman) command="${sudo}pacman -S $packages" ;;
    apk) command="${sudo}apk add $packages" ;;
    *) command="${sudo}$manager install $packages" ;;
    esac
    say "$needs"
    for package in $packages; do say "$(printf '  %-20s  %s' "$package" "$(explain "$package")")"; done
    say "$how" "  $command"
}

# Goes on at a yes, or with rights where nobody can be asked.
get_consent() {
    answer=no
    if [ $rights = yes ] && [ -t 0 ]; then
        printf 'Install it now? [y/N] ' >&2
        read -r answer || say ""
    elif [ $rights = yes ]; then
        say "There is no terminal to ask on: installing it now."
        answer=yes
    fi
    case $answer in
    [yY] | [yY][eE][sS]) ;;
    *) stop "Nothing was installed. Run the command above, then: make $mode" ;;
    esac
}

# True where apt has no such package, and it goes without: older releases do not divide HarfBuzz, Ubuntu has no Chromium.
is_unknown_extra() {
    case $manager:$1 in
    apt-get:libharfbuzz-subset0 | apt-get:chromium) ! apt-cache show "$1" >/dev/null 2>&1 || return 1 ;;
    *) return 1 ;;
    esac
    say "apt has no $1 here: going on without it."
}

# $sudo and the lists of packages stand without quotes: they are to fall into words.
run_installer() {
    if [ "$manager" = brew ]; then
        brew install $packages
        return
    fi
    ${sudo}apt-get update || say "Not every package list could be read anew: going on with those that are here."
    known=""
    for package in $packages; do
        is_unknown_extra "$package" || known="$known $package"
    done
    [ -z "$known" ] || DEBIAN_FRONTEND=noninteractive ${sudo}apt-get install -y $known
}

# install_missing LIST NEEDS: what the function LIST prints is missing; NEEDS is said above it.
install_missing() {
    missing=$($1) needs=$2
    [ -n "$missing" ] || return 0
    find_manager
    find_rights
    packages=$(list_packages | paste -s -d ' ' -)
    case "$missing:$packages" in
    venv*:*venv*) ;;
    venv*) stop "$python cannot make a virtual environment, and no package mends that." "$another_python" ;;
    esac
    if [ $rights = no ] && is_unknown_extra "$packages"; then return; fi
    announce
    get_consent
    run_installer || stop "It could not be installed; the reason stands above. Then run: make $mode"
    [ "$1" = list_missing ] || return 0
    still=$(list_missing | grep -v -x harfbuzz-subset) || return 0
    stop "Installed, but $python still does not find:" $still "$another_python"
}

# In a subshell, so that what stops there stops nothing else.
install_wanted() {
    (install_missing list_wanted "Checks of memos use, and $python does not find:") || :
    reasons=$("$python" tests/programs.py --why)
    [ -z "$reasons" ] || say "Going on without, and skipping the tests that need it:" "$reasons"
}

# --- The way through -------------------------------------------------------------------------------------------------

# What .venv was made for: the place, because it does not survive a move, and the requirements.
stamp=$(pwd; cat pyproject.toml)
if [ "$(cat ".venv/ready-$mode" 2>/dev/null)" = "$stamp" ] && venv_is_good; then exit 0; fi

if venv_is_good; then python=.venv/bin/python; else find_python; fi
install_missing list_missing "briefgen needs, and $python does not find:"
[ "$mode" = memo ] || install_wanted
venv_is_good || make_venv
rm -f .venv/ready-*
say "Installing briefgen and what it needs into .venv …"
if [ "$mode" = test ]; then
    pip install 'pip>=25.1'  # the first that knows --group
    pip install --editable '.[preview]' --group dev
    printf '%s\n' "$stamp" >.venv/ready-test
else
    pip install --editable .
fi
printf '%s\n' "$stamp" >.venv/ready-memo
