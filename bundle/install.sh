#!/bin/sh
# Installs Corridor from this folder alone; nothing is fetched from anywhere.
#
#   ./install.sh /srv/corridor/venv [/usr/bin/python3.11]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
wanted=$(cat "$here/PYTHON")
target=${1:-}
python=${2:-python$wanted}

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

[ -n "$target" ] || fail "name the folder to install into, such as /srv/corridor/venv"
[ ! -e "$target" ] || fail "$target is there already; an upgrade goes into a new folder"
command -v "$python" > /dev/null || fail "$python was not found; name Python $wanted as the second argument"
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
[ "$found" = "$wanted" ] || fail "this bundle is for Python $wanted, and $python is $found"
machine=$("$python" -c 'import sysconfig; print(sysconfig.get_platform())')
[ "$machine" = "$(cat "$here/PLATFORM")" ] || fail "this bundle is for $(cat "$here/PLATFORM"), and this machine is $machine"

cd "$here"
sha256sum --quiet --check SHA256SUMS || fail "the bundle is damaged or was changed; nothing was installed"

"$python" -m venv "$target" || fail "$python cannot make an environment (Debian: the package python3-venv)"
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-cache-dir \
    --no-index --find-links "$here/wheels" "corridor[pg]==$(cat "$here/VERSION")" || fail "the installation failed"
"$target/bin/python" -m compileall -q "$target/lib" > /dev/null 2>&1 || true

echo "Corridor $(cat "$here/VERSION") is installed in $target"
echo "next: $target/bin/corridor --home HOME init --help"
